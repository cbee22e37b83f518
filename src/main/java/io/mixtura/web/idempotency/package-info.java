/** Requests that are sent twice and create once. */
@NullMarked
package io.mixtura.web.idempotency;

import org.jspecify.annotations.NullMarked;
