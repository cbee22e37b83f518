/** Columns of several families, and the columns that the engine works on in their place. */
@NullMarked
package io.mixtura.mixture.encoding;

import org.jspecify.annotations.NullMarked;
