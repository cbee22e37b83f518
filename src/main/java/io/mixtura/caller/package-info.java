/** Who asks: for which tenant, and what he may do. */
@NullMarked
package io.mixtura.caller;

import org.jspecify.annotations.NullMarked;
