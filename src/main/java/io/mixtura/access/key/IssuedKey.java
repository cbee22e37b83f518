package io.mixtura.access.key;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer to whoever made a key: the one time that it is told. */
@Schema(name = "IssuedKey", description = "A new key; it is not told again")
record IssuedKey(
    @Schema(
            description =
                "The key itself, to be sent as Authorization: Bearer …; nobody can tell it again",
            example = "mx_5f1c9a0b2d3e4f60_q2Yk0vUqYy7bX8Jf3n1mT5r9wZc4dLh6aGeSxNpQoKs")
        String key,
    @Schema(example = KeyView.EXAMPLE) String id,
    @Schema(example = "acme") String tenant,
    @Schema(example = "[\"read\", \"predict\"]") List<String> scopes,
    @Schema(description = "What it is for", example = "nightly scoring") String name,
    Instant createdAt,
    @Schema(description = "From when on it is refused; null for never")
        @Nullable Instant expiresAt) {

  static IssuedKey of(Keys.Issued issued) {
    KeyView view = KeyView.of(issued.key());
    return new IssuedKey(
        issued.secret().text(),
        view.id(),
        view.tenant(),
        view.scopes(),
        view.name(),
        view.createdAt(),
        view.expiresAt());
  }

  /** Without the secret: this gets into logs. */
  @Override
  public String toString() {
    return "key " + id;
  }
}
