package io.mixtura.job;

import io.mixtura.caller.Tenant;
import java.sql.Types;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Takes jobs, of whichever tenant, from processes that died on them. */
final class JdbcTakeovers {
  private final JdbcClient jdbc;

  JdbcTakeovers(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Running jobs whose lease ran out; nobody else changes them until the end of the transaction.
   * Jobs that somebody is changing right now are left out, so that a process which hangs in the
   * middle of a transaction does not hold up the others here.
   */
  List<Orphan> expired() {
    return orphans(" and lease_until < current_timestamp");
  }

  /** All running jobs: of dead processes, all of them, where only one process has the database. */
  List<Orphan> all() {
    return orphans("");
  }

  private List<Orphan> orphans(String condition) {
    return jdbc.sql(
            "select tenant_id, id, owner, epoch, state, attempts from jobs"
                + " where state in ('RUNNING', 'CANCELLING')"
                + condition
                + " order by queued_at, id for update skip locked")
        .query((row, number) ->
            new Orphan(
                new Lease(
                    new Tenant(row.getString("tenant_id")),
                    row.getObject("id", UUID.class),
                    row.getObject("owner", UUID.class),
                    row.getLong("epoch")),
                JobState.valueOf(row.getString("state")),
                row.getInt("attempts")))
        .list();
  }

  /**
   * Puts a locked job back into its place in the queue.
   *
   * @return {@code next}
   */
  JobState requeue(Orphan orphan, JobState next) {
    jdbc.sql(
            """
            update jobs set state = :next, owner = null, lease_until = null
            where tenant_id = :tenant and id = :id
            """)
        .param("tenant", orphan.lease().tenant().name())
        .param("id", orphan.lease().job())
        .param("next", next.name())
        .update();
    return next;
  }

  /**
   * Brings a locked job to rest.
   *
   * @return {@code end}
   */
  JobState finish(Orphan orphan, JobState end, @Nullable String failure) {
    jdbc.sql(
            """
            update jobs set state = :end, owner = null, lease_until = null, failure = :failure,
                finished_at = current_timestamp
            where tenant_id = :tenant and id = :id
            """)
        .param("tenant", orphan.lease().tenant().name())
        .param("id", orphan.lease().job())
        .param("end", end.name())
        .param("failure", failure, Types.VARCHAR)
        .update();
    return end;
  }

  /** A job whose process is gone. */
  record Orphan(Lease lease, JobState state, int attempts) {}
}
