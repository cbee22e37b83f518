/** Points in and answers out, tile by tile, many at once. */
@NullMarked
package io.mixtura.assignment.stream;

import org.jspecify.annotations.NullMarked;
