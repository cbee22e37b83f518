/** Requests for fits: what they say, and what each part of them is resolved to. */
@NullMarked
package io.mixtura.fit.request;

import org.jspecify.annotations.NullMarked;
