/** Fits of fits: selection among candidates, the bootstrap, and their checkpoints as bytes. */
@NullMarked
package io.mixtura.mixture.selection;

import org.jspecify.annotations.NullMarked;
