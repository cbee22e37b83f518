package io.mixtura.job;

import io.mixtura.caller.Tenant;
import java.sql.Types;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The table of jobs, as the processes that run them see it, for whichever tenant. All time is the
 * database's. A job has an owner exactly while it is RUNNING or CANCELLING, so the fence implies
 * that it is.
 */
final class JdbcLeases {
  private static final String FENCE =
      " where tenant_id = :tenant and id = :id and owner = :owner and epoch = :epoch";

  /** More than one: the first ones may go to others meanwhile. */
  private static final int CANDIDATES = 16;

  private final JdbcClient jdbc;
  private final JdbcTurns turns;

  JdbcLeases(JdbcClient jdbc) {
    this.jdbc = jdbc;
    this.turns = new JdbcTurns(jdbc);
  }

  /**
   * Claims the job whose turn it is: QUEUED → RUNNING, by compare-and-set. Empty when none waits
   * that may run, or when all that were looked at went to others meanwhile.
   */
  Optional<Lease> claim(Set<String> kinds, UUID owner, Duration duration, RunningLimits running) {
    Optional<Lease> claimed =
        candidates(kinds, owner, running).stream()
            .filter(this::isFree)
            .filter(lease -> claim(lease, duration))
            .findFirst();
    claimed.ifPresent(lease -> turns.taken(lease.tenant()));
    return claimed;
  }

  /** Without this, a process that hangs in the middle of a claim would hold up all the others. */
  private boolean isFree(Lease lease) {
    return jdbc.sql(
            "select id from jobs where tenant_id = :tenant and id = :id for update skip locked")
        .param("tenant", lease.tenant().name())
        .param("id", lease.job())
        .query(UUID.class)
        .optional()
        .isPresent();
  }

  private List<Lease> candidates(Set<String> kinds, UUID owner, RunningLimits running) {
    return jdbc.sql(
            """
            select tenant_id, id, epoch from (%s) waiting
            where kind in (:kinds) and of_tenant <= :ofTenant
              and (select count(*) from jobs where state in ('RUNNING', 'CANCELLING')) < :ofAll
            order by place limit :limit
            """
                .formatted(JdbcTurns.IN_TURN))
        .param("ofTenant", running.ofTenant())
        .param("ofAll", running.ofAll())
        .param("kinds", kinds)
        .param("limit", CANDIDATES)
        .query((row, number) ->
            new Lease(
                new Tenant(row.getString("tenant_id")),
                row.getObject("id", UUID.class),
                owner,
                row.getLong("epoch") + 1))
        .list();
  }

  private boolean claim(Lease lease, Duration duration) {
    return jdbc.sql(
                """
                update jobs
                set state = 'RUNNING', owner = :owner, epoch = :epoch, attempts = attempts + 1,
                    lease_until = current_timestamp
                        + cast(:seconds as double precision) * interval '1' second,
                    started_at = coalesce(started_at, current_timestamp)
                where tenant_id = :tenant and id = :id and state = 'QUEUED' and epoch = :epoch - 1
                """)
            .param("tenant", lease.tenant().name())
            .param("id", lease.job())
            .param("owner", lease.owner())
            .param("epoch", lease.epoch())
            .param("seconds", duration.toMillis() / 1e3)
            .update()
        == 1;
  }

  /**
   * Renews the lease and writes the progress, unless that is null.
   *
   * @return false when the lease is lost
   */
  boolean renew(Lease lease, Duration duration, @Nullable String progress) {
    return fenced(
                """
                update jobs
                set progress = coalesce(cast(:progress as text), progress),
                    lease_until = current_timestamp
                        + cast(:seconds as double precision) * interval '1' second
                """,
                lease)
            .param("progress", progress, Types.VARCHAR)
            .param("seconds", duration.toMillis() / 1e3)
            .update()
        == 1;
  }

  /** RUNNING or CANCELLING; empty when the lease is lost. */
  Optional<JobState> state(Lease lease) {
    return fenced("select state from jobs", lease).query(JobState.class).optional();
  }

  /** As {@link #state}, and nobody else changes it until the end of the transaction. */
  Optional<JobState> lock(Lease lease) {
    return jdbc.sql("select state from jobs" + FENCE + " for update")
        .param("tenant", lease.tenant().name())
        .param("id", lease.job())
        .param("owner", lease.owner())
        .param("epoch", lease.epoch())
        .query(JobState.class)
        .optional();
  }

  /**
   * Brings a locked job to rest.
   *
   * @return {@code end}
   */
  JobState finish(Lease lease, JobState end, @Nullable String result, @Nullable String failure) {
    int rows =
        fenced(
                """
                update jobs
                set state = :end, owner = null, lease_until = null, result = :result,
                    failure = :failure, finished_at = current_timestamp
                """,
                lease)
            .param("end", end.name())
            .param("result", result, Types.VARCHAR)
            .param("failure", failure, Types.VARCHAR)
            .update();
    requireOne(rows, lease);
    return end;
  }

  /**
   * Gives a locked job back to the queue; the attempt does not count.
   *
   * @return {@code next}
   */
  JobState release(Lease lease, JobState next) {
    int rows =
        fenced(
                """
                update jobs
                set state = :next, owner = null, lease_until = null, attempts = attempts - 1
                """,
                lease)
            .param("next", next.name())
            .update();
    requireOne(rows, lease);
    return next;
  }

  private JdbcClient.StatementSpec fenced(String sql, Lease lease) {
    return jdbc.sql(sql + FENCE)
        .param("tenant", lease.tenant().name())
        .param("id", lease.job())
        .param("owner", lease.owner())
        .param("epoch", lease.epoch());
  }

  private static void requireOne(int rows, Lease lease) {
    if (rows != 1) {
      throw new IllegalStateException(
          "job " + lease.job() + " was not locked when its state changed");
    }
  }
}
