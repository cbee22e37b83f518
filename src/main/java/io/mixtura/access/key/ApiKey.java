package io.mixtura.access.key;

import io.mixtura.caller.Caller;
import io.mixtura.caller.Scope;
import io.mixtura.caller.Tenant;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A key as it is kept.
 *
 * @param id by which it is found
 * @param tenant whose it is
 * @param scopes what its owner may do
 * @param secretSha256 of the secret
 * @param name what it is for, in the words of whoever made it
 * @param expiresAt from when on it is refused
 * @param lastUsedAt to the minute
 * @param revokedAt since when it is refused
 */
public record ApiKey(
    String id,
    Tenant tenant,
    Set<Scope> scopes,
    String secretSha256,
    String name,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable Instant lastUsedAt,
    @Nullable Instant revokedAt) {

  /** Copies the set. */
  public ApiKey {
    scopes = Set.copyOf(scopes);
  }

  boolean isExpired(Instant now) {
    return expiresAt != null && !now.isBefore(expiresAt);
  }

  boolean isRevoked() {
    return revokedAt != null;
  }

  Caller caller() {
    return new Caller(tenant, id, scopes);
  }
}
