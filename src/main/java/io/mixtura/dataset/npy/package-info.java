/** Rows from the files of NumPy, and their headers. */
@NullMarked
package io.mixtura.dataset.npy;

import org.jspecify.annotations.NullMarked;
