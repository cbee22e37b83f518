/** One fit: its starts, the best of them, and what is told of it. */
@NullMarked
package io.mixtura.mixture.fitting;

import org.jspecify.annotations.NullMarked;
