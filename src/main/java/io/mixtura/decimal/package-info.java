/** Doubles from decimal digits and back: the nearest, and the shortest. */
@NullMarked
package io.mixtura.decimal;

import org.jspecify.annotations.NullMarked;
