/** Densities and statistics of one tile of points, also where values are missing. */
@NullMarked
package io.mixtura.mixture.pass;

import org.jspecify.annotations.NullMarked;
