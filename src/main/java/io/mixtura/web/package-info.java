/** What every endpoint shares: paging, headers, queries, OpenAPI, start-up. */
@NullMarked
package io.mixtura.web;

import org.jspecify.annotations.NullMarked;
