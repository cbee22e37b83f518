/** What one sees of a stored dataset: its rows, a sample of them, what its columns look like. */
@NullMarked
package io.mixtura.dataset.view;

import org.jspecify.annotations.NullMarked;
