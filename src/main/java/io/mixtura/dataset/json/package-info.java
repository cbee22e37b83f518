/** Rows from JSON. */
@NullMarked
package io.mixtura.dataset.json;

import org.jspecify.annotations.NullMarked;
