/** The contract of reading rows, and what is said of cells and columns that are wrong. */
@NullMarked
package io.mixtura.dataset.rows;

import org.jspecify.annotations.NullMarked;
