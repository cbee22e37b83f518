package io.mixtura.access.key;

import io.mixtura.caller.Act;
import io.mixtura.caller.Caller;
import io.mixtura.caller.Scope;
import io.mixtura.caller.Tenant;
import io.mixtura.web.problem.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** The keys of this service, of all tenants. */
@Component
public class Keys {
  private static final Logger LOG = LoggerFactory.getLogger(Keys.class);

  /** How long a revoked key may go on being taken by another process. */
  private static final Duration FRESH = Duration.ofSeconds(3);

  private static final Duration USE_NOTED = Duration.ofMinutes(1);

  private final JdbcKeys table;
  private final TransactionOperations transaction;
  private final Clock clock;
  private final KeyCache cache = new KeyCache(FRESH);

  /** When the use of a key was noted last by this process. */
  private final Map<String, Instant> noted = new ConcurrentHashMap<>();

  private volatile boolean any;
  private volatile @Nullable Long lookedForAny;

  Keys(JdbcKeys table, TransactionOperations transaction, Clock clock) {
    this.table = table;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** A key that has just been made, with its secret, which nobody is told again. */
  public record Issued(ApiKey key, KeySecret secret) {}

  /**
   * Whether there is a key. Once there has been one this stays so, whatever becomes of it: who
   * revokes his last key does not mean to let everybody in.
   */
  public boolean any() {
    Long last = lookedForAny;
    if (last == null) {
      lookForTheFirstTime();
    } else if (!any && System.nanoTime() - last >= FRESH.toNanos()) {
      lookAgain();
    }
    return any;
  }

  /** Until it is known that there is none, nobody may take it for granted. */
  private synchronized void lookForTheFirstTime() {
    if (lookedForAny == null) {
      if (table.any()) {
        any = true;
      }
      lookedForAny = System.nanoTime();
    }
  }

  /**
   * One look at a time, while others go by the last one. A database that is away answers nobody's
   * question anyway.
   */
  private void lookAgain() {
    lookedForAny = System.nanoTime();
    try {
      if (table.any()) {
        any = true;
      }
    } catch (DataAccessException away) {
      LOG.debug("keys could not be looked for", away);
    }
  }

  /** Makes the key that somebody asks for, if there can be one like that. */
  Issued issue(NewKey wanted) {
    return issue(
        wanted.checkedTenant(),
        wanted.checkedScopes(),
        wanted.checkedName(),
        wanted.checkedExpiry(clock.instant()));
  }

  /**
   * Makes the key with which the service begins to ask for keys: whoever has it must be able to
   * make others, or nobody could.
   */
  Issued issueFirst(NewKey wanted) {
    Tenant tenant = wanted.checkedTenant();
    Set<Scope> scopes = wanted.checkedScopes();
    String name = wanted.checkedName();
    @Nullable Instant expiry = wanted.checkedExpiry(clock.instant());
    if (!scopes.contains(Scope.ADMIN)) {
      throw Refusal.unprocessable(
          "/scopes",
          "the first key must have the scope 'admin': from then on everybody needs a key, and with this one nobody could make another");
    }
    return issue(tenant, scopes, name, expiry);
  }

  /** Makes a key. */
  public Issued issue(Tenant tenant, Set<Scope> scopes, String name, @Nullable Instant expiresAt) {
    KeySecret secret = KeySecret.random();
    ApiKey key =
        new ApiKey(
            secret.id(),
            tenant,
            scopes,
            secret.sha256(),
            name,
            now(),
            expiresAt == null ? null : expiresAt.truncatedTo(ChronoUnit.MICROS),
            null,
            null);
    transaction.executeWithoutResult(_ -> {
      Act.makes(KeyController.PATH + "/" + key.id());
      table.insert(key);
    });
    any = true;
    LOG.info("key {} of tenant {} is made, for {}", key.id(), tenant.name(), Scope.codes(scopes));
    return new Issued(key, secret);
  }

  /**
   * Whoever calls with a key.
   *
   * @throws Unusable if there is no such key, or it is no longer good
   */
  public Caller caller(KeySecret presented) {
    ApiKey key =
        cache
            .get(presented.id(), table::find)
            .filter(known -> presented.is(known.secretSha256()))
            .orElseThrow(() -> new Unusable("there is no such key"));
    if (key.isRevoked()) {
      throw new Unusable("key %s was revoked at %s".formatted(key.id(), key.revokedAt()));
    }
    if (key.isExpired(clock.instant())) {
      throw new Unusable("key %s expired at %s".formatted(key.id(), key.expiresAt()));
    }
    noteUse(key.id());
    return key.caller();
  }

  /** That it cannot be noted, on a full disk, is no reason to turn somebody away. */
  private void noteUse(String id) {
    Instant now = now();
    Instant last = noted.get(id);
    if (last != null && now.isBefore(last.plus(USE_NOTED))) {
      return;
    }
    noted.put(id, now);
    try {
      table.used(id, now, USE_NOTED);
    } catch (DataAccessException unnoted) {
      LOG.debug("the use of key {} could not be noted", id, unnoted);
    }
  }

  /** A key by its id. */
  public Optional<ApiKey> find(String id) {
    return table.find(id);
  }

  /** Keys, the newest first. */
  public List<ApiKey> newest(@Nullable Tenant tenant, @Nullable ApiKey after, int limit) {
    return after == null
        ? table.newest(tenant, null, null, limit)
        : table.newest(tenant, after.createdAt(), after.id(), limit);
  }

  /** Revokes a key, in this process at once, in others within seconds; false if there is none. */
  public boolean revoke(String id) {
    if (table.find(id).isEmpty()) {
      return false;
    }
    transaction.executeWithoutResult(_ -> table.revoke(id, now()));
    cache.forget(id);
    LOG.info("key {} is revoked", id);
    return true;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  /** The failure to take a key. */
  public static final class Unusable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unusable(String reason) {
      super(reason);
    }
  }
}
