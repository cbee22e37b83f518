/** Functions and draws of the gamma and Poisson distributions. */
@NullMarked
package io.mixtura.mixture.special;

import org.jspecify.annotations.NullMarked;
