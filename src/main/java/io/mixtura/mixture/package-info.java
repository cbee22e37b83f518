/** A mixture, and what one asks of it: densities, responsibilities, conditionals, draws. */
@NullMarked
package io.mixtura.mixture;

import org.jspecify.annotations.NullMarked;
