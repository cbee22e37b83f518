/** Stored models as files that other programs read. */
@NullMarked
package io.mixtura.model.export;

import org.jspecify.annotations.NullMarked;
