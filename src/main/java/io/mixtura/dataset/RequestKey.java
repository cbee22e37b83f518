package io.mixtura.dataset;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The key by which a repeated upload is recognized.
 *
 * @param key the header {@code Idempotency-Key}; null if it was not sent
 * @param hash of everything that was asked for; known once the body has been read
 */
record RequestKey(@Nullable String key, Supplier<String> hash) {
  static final RequestKey NONE = new RequestKey(null, () -> "");
}
