/** Rows from CSV. */
@NullMarked
package io.mixtura.dataset.csv;

import org.jspecify.annotations.NullMarked;
