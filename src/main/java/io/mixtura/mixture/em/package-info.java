/** The EM loop: E step, M step, squarem and convergence. */
@NullMarked
package io.mixtura.mixture.em;

import org.jspecify.annotations.NullMarked;
