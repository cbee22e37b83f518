/** Stored models as documents: parameters, metrics and where they come from. */
@NullMarked
package io.mixtura.model.document;

import org.jspecify.annotations.NullMarked;
