package io.mixtura.web.idempotency;

import io.mixtura.caller.Act;
import io.mixtura.caller.Tenant;
import io.mixtura.database.DatabaseRoom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Idempotency keys in the table {@code idempotency_keys}. */
@Repository
class JdbcIdempotencyKeys implements IdempotencyKeys {
  static final Duration RETENTION = Duration.ofDays(30);

  private final JdbcClient jdbc;
  private final Clock clock;
  private final DatabaseRoom room;

  JdbcIdempotencyKeys(JdbcClient jdbc, Clock clock, DatabaseRoom room) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.room = room;
  }

  @Override
  public Creation once(
      @Nullable String key, String scope, String requestHash, Supplier<String> create) {
    // Whatever a client may create comes through here, with a key or without one.
    room.require();
    if (key == null) {
      return new Creation(create.get(), false);
    }
    IdempotencyKey.check(key);
    // Outside of the creator's transaction a key could outlive a creation that failed.
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalTransactionStateException("a key belongs into its creator's transaction");
    }
    // First the key, then the resource: whoever comes second waits on the unique constraint until
    // the first one has committed (and then replays) or failed (and then creates).
    if (!reserve(key, scope, requestHash)) {
      Act.changesNothing();
      return replay(key, scope, requestHash);
    }
    String id = create.get();
    jdbc.sql(
            "update idempotency_keys set resource_id = ? where tenant_id = ? and scope = ? and idempotency_key = ?")
        .params(id, Tenant.current().name(), scope, key)
        .update();
    return new Creation(id, false);
  }

  private boolean reserve(String key, String scope, String requestHash) {
    String insert =
        """
        insert into idempotency_keys (tenant_id, scope, idempotency_key, request_hash, created_at)
        values (?, ?, ?, ?, ?) on conflict do nothing
        """;
    return jdbc.sql(insert)
            .params(
                Tenant.current().name(),
                scope,
                key,
                requestHash,
                clock.instant().atOffset(ZoneOffset.UTC))
            .update()
        == 1;
  }

  private Creation replay(String key, String scope, String requestHash) {
    String select =
        "select request_hash, resource_id from idempotency_keys where tenant_id = ? and scope = ? and idempotency_key = ?";
    Earlier earlier =
        jdbc.sql(select)
            .params(Tenant.current().name(), scope, key)
            .query((row, number) ->
                new Earlier(row.getString("request_hash"), row.getString("resource_id")))
            .single();
    if (!earlier.requestHash.equals(requestHash)) {
      throw IdempotencyKey.usedForAnotherRequest(key);
    }
    return new Creation(earlier.resourceId, true);
  }

  private record Earlier(String requestHash, String resourceId) {}

  /** Of all tenants. */
  @Scheduled(initialDelayString = "PT10M", fixedDelayString = "P1D")
  int purge() {
    return jdbc.sql("delete from idempotency_keys where created_at < ?")
        .param(clock.instant().minus(RETENTION).atOffset(ZoneOffset.UTC))
        .update();
  }
}
