/** The EM loop: E step, M step, leaps and convergence. */
@NullMarked
package io.mixtura.mixture.em;

import org.jspecify.annotations.NullMarked;
