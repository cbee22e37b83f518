package io.mixtura.access.key;

import io.mixtura.caller.Scope;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A key as admins see it, without its secret. */
@Schema(name = "Key", description = "A key, without its secret")
record KeyView(
    @Schema(example = KeyView.EXAMPLE) String id,
    @Schema(example = "acme") String tenant,
    @Schema(example = "[\"read\", \"predict\"]") List<String> scopes,
    @Schema(description = "What it is for", example = "nightly scoring") String name,
    Instant createdAt,
    @Schema(description = "From when on it is refused; null for never") @Nullable Instant expiresAt,
    @Schema(description = "To the minute; null if it has not been used")
        @Nullable Instant lastUsedAt,
    @Schema(description = "Since when it is refused; null if it is not")
        @Nullable Instant revokedAt) {
  /** An id, for documentation. */
  static final String EXAMPLE = "5f1c9a0b2d3e4f60";

  static KeyView of(ApiKey key) {
    return new KeyView(
        key.id(),
        key.tenant().name(),
        key.scopes().stream().sorted().map(Scope::code).toList(),
        key.name(),
        key.createdAt(),
        key.expiresAt(),
        key.lastUsedAt(),
        key.revokedAt());
  }
}
