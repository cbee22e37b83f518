/** Adapters: the protocols of other model servers over the same questions. */
@NullMarked
package io.mixtura.serving;

import org.jspecify.annotations.NullMarked;
