/** Points and views of them, tile by tile, wherever their store keeps them. */
@NullMarked
package io.mixtura.mixture.observations;

import org.jspecify.annotations.NullMarked;
