/** Rows from JSON, one array or object after the other. */
@NullMarked
package io.mixtura.dataset.ndjson;

import org.jspecify.annotations.NullMarked;
