/** What is known of each column of a dataset: counts, mean, spread and range. */
@NullMarked
package io.mixtura.dataset.column;

import org.jspecify.annotations.NullMarked;
