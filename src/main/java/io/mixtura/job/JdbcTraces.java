package io.mixtura.job;

import io.mixtura.caller.Tenant;
import java.time.Duration;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of traces: how jobs have come where they are, and who wants to see more. */
final class JdbcTraces {
  private static final String WRITE =
      """
      update job_traces set trace = :trace, written = written + 1
      where tenant_id = :tenant and job_id = :job
      """;

  private static final String ASK =
      """
      update job_traces
      set asked_until = current_timestamp
          + cast(:seconds as double precision) * interval '1' second
      where tenant_id = :tenant and job_id = :job
      """;

  private final JdbcClient jdbc;

  JdbcTraces(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Jobs.Trace find(Tenant tenant, UUID job) {
    return find(tenant, job, -1);
  }

  /** The same without the trace if that has been written no more often than {@code seen}. */
  Jobs.Trace find(Tenant tenant, UUID job, long seen) {
    return of(
            tenant,
            job,
            """
            select written, case when written > :seen then trace end as trace, view from job_traces
            where tenant_id = :tenant and job_id = :job
            """)
        .param("seen", seen)
        .query((row, _) ->
            new Jobs.Trace(row.getLong("written"), row.getString("trace"), row.getString("view")))
        .optional()
        .orElse(Jobs.Trace.NONE);
  }

  void write(Tenant tenant, UUID job, String trace) {
    if (of(tenant, job, WRITE).param("trace", trace).update() == 0) {
      insert(tenant, job);
      of(tenant, job, WRITE).param("trace", trace).update();
    }
  }

  void show(Tenant tenant, UUID job, String view) {
    of(
            tenant,
            job,
            "update job_traces set view = :view where tenant_id = :tenant and job_id = :job")
        .param("view", view)
        .update();
  }

  /** Somebody in another process wants to see it, for so long from now. */
  void ask(Tenant tenant, UUID job, Duration time) {
    double seconds = time.toMillis() / 1e3;
    if (of(tenant, job, ASK).param("seconds", seconds).update() == 0) {
      insert(tenant, job);
      of(tenant, job, ASK).param("seconds", seconds).update();
    }
  }

  boolean isAsked(Tenant tenant, UUID job) {
    return of(
            tenant,
            job,
            """
            select 1 from job_traces
            where tenant_id = :tenant and job_id = :job and asked_until > current_timestamp
            """)
        .query(Integer.class)
        .optional()
        .isPresent();
  }

  /** Unless there is one, or no such job any more. */
  private void insert(Tenant tenant, UUID job) {
    of(
            tenant,
            job,
            """
            insert into job_traces (tenant_id, job_id)
            select tenant_id, id from jobs where tenant_id = :tenant and id = :job
            on conflict do nothing
            """)
        .update();
  }

  private JdbcClient.StatementSpec of(Tenant tenant, UUID job, String sql) {
    return jdbc.sql(sql).param("tenant", tenant.name()).param("job", job);
  }
}
