/** The description of the API (OpenAPI): what holds for every operation of it. */
@NullMarked
package io.mixtura.web.description;

import org.jspecify.annotations.NullMarked;
