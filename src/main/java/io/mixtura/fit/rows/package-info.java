/** Checks of requests that have to look at the data. */
@NullMarked
package io.mixtura.fit.rows;

import org.jspecify.annotations.NullMarked;
