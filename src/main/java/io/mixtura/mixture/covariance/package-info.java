/** Covariance matrices, and the structures that estimate them. */
@NullMarked
package io.mixtura.mixture.covariance;

import org.jspecify.annotations.NullMarked;
