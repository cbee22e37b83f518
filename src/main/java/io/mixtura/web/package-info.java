/** What every endpoint shares: problem details, limits, idempotency, paging, OpenAPI. */
@NullMarked
package io.mixtura.web;

import org.jspecify.annotations.NullMarked;
