/** Rows from Parquet files. */
@NullMarked
package io.mixtura.dataset.parquet;

import org.jspecify.annotations.NullMarked;
