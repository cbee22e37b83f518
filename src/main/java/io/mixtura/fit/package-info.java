/** Fits: request, runner, progress, checkpoints. */
@NullMarked
package io.mixtura.fit;

import org.jspecify.annotations.NullMarked;
