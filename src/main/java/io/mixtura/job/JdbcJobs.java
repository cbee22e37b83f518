package io.mixtura.job;

import io.mixtura.caller.Tenant;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of jobs, as those who submit and look see it. */
final class JdbcJobs {
  private static final String SELECT =
      """
      select id, tenant_id, kind, subject, state, attempts, request, progress, result, failure,
             created_at, started_at, finished_at,
             exists (select 1 from job_checkpoints c where c.job_id = jobs.id) as has_checkpoint
      from jobs
      """;

  private static final String ONE = "where tenant_id = :tenant and id = :id";

  private final JdbcClient jdbc;
  private final JdbcTurns turns;

  JdbcJobs(JdbcClient jdbc) {
    this.jdbc = jdbc;
    this.turns = new JdbcTurns(jdbc);
  }

  void insert(Tenant tenant, NewJob job) {
    turns.begin(tenant);
    jdbc.sql(
            """
            insert into jobs (id, tenant_id, kind, subject, state, request, created_at, queued_at)
            values (:id, :tenant, :kind, :subject, 'QUEUED', :request, current_timestamp, current_timestamp)
            """)
        .param("id", job.id())
        .param("tenant", tenant.name())
        .param("kind", job.kind())
        .param("subject", job.subject(), Types.VARCHAR)
        .param("request", job.request())
        .update();
  }

  Optional<Job> find(Tenant tenant, UUID id) {
    return of(tenant, id, SELECT + ONE).query(JdbcJobs::job).optional();
  }

  Optional<JobState> state(Tenant tenant, UUID id) {
    return of(tenant, id, "select state from jobs " + ONE).query(JobState.class).optional();
  }

  Optional<Jobs.Standing> standing(Tenant tenant, UUID id) {
    return of(tenant, id, "select state, attempts, progress from jobs " + ONE)
        .query((row, _) ->
            new Jobs.Standing(
                JobState.valueOf(row.getString("state")),
                row.getInt("attempts"),
                row.getString("progress")))
        .optional();
  }

  /** The job, which nobody else changes until the end of the transaction. */
  Optional<Job> lock(Tenant tenant, UUID id) {
    boolean exists =
        of(tenant, id, "select id from jobs " + ONE + " for update")
            .query(UUID.class)
            .optional()
            .isPresent();
    return exists ? find(tenant, id) : Optional.empty();
  }

  List<Job> list(Tenant tenant, String kind, JobFilter filter, Job.@Nullable Key after, int limit) {
    Map<String, Object> given = new LinkedHashMap<>();
    StringBuilder where = new StringBuilder("where tenant_id = :tenant and kind = :kind");
    given.put("tenant", tenant.name());
    given.put("kind", kind);
    if (filter.state() != null) {
      where.append(" and state = :state");
      given.put("state", filter.state().name());
    }
    if (filter.subject() != null) {
      where.append(" and subject = :subject");
      given.put("subject", filter.subject());
    }
    if (filter.request() != null) {
      where.append(" and request like :request escape '!'");
      given.put("request", filter.request().replaceAll("[!%_]", "!$0") + "%");
    }
    if (after != null) {
      where.append(" and (created_at < :createdAt or (created_at = :createdAt and id < :id))");
      given.put("createdAt", after.createdAt().atOffset(ZoneOffset.UTC));
      given.put("id", after.id());
    }
    return jdbc.sql(SELECT + where + " order by created_at desc, id desc limit :limit")
        .params(given)
        .param("limit", limit)
        .query(JdbcJobs::job)
        .list();
  }

  Optional<Job> liveOn(Tenant tenant, String subject) {
    return jdbc.sql(
            SELECT
                + """
                where tenant_id = :tenant and subject = :subject
                  and state in ('QUEUED', 'RUNNING', 'CANCELLING')
                order by created_at, id limit 1
                """)
        .param("tenant", tenant.name())
        .param("subject", subject)
        .query(JdbcJobs::job)
        .optional();
  }

  /** Among those of all tenants: they share one queue, in which tenants take turns. */
  OptionalInt queuePosition(Tenant tenant, UUID id) {
    return of(
            tenant,
            id,
            "select place - 1 from (%s) waiting where tenant_id = :tenant and id = :id"
                .formatted(JdbcTurns.IN_TURN))
        .query(Integer.class)
        .optional()
        .map(OptionalInt::of)
        .orElseGet(OptionalInt::empty);
  }

  /** Of all tenants. */
  long count(JobState state) {
    return jdbc.sql("select count(*) from jobs where state = :state")
        .param("state", state.name())
        .query(Long.class)
        .single();
  }

  long count(Tenant tenant, JobState state) {
    return jdbc.sql("select count(*) from jobs where tenant_id = :tenant and state = :state")
        .param("tenant", tenant.name())
        .param("state", state.name())
        .query(Long.class)
        .single();
  }

  Map<Tenant, Map<JobState, Long>> counts() {
    return counts("select tenant_id, state, count(*) as jobs from jobs group by tenant_id, state");
  }

  /** Of jobs that have not come to rest, which are few. */
  Map<Tenant, Map<JobState, Long>> live() {
    return counts(
        """
        select tenant_id, state, count(*) as jobs from jobs
        where state in ('QUEUED', 'RUNNING', 'CANCELLING') group by tenant_id, state
        """);
  }

  private Map<Tenant, Map<JobState, Long>> counts(String sql) {
    Map<Tenant, Map<JobState, Long>> counts = new HashMap<>();
    jdbc.sql(sql)
        .query((row, number) ->
            counts
                .computeIfAbsent(
                    new Tenant(row.getString("tenant_id")), _ -> new EnumMap<>(JobState.class))
                .put(JobState.valueOf(row.getString("state")), row.getLong("jobs")))
        .list();
    return counts;
  }

  /** QUEUED → CANCELLED, of a locked job. */
  void cancelQueued(Tenant tenant, UUID id) {
    of(
            tenant,
            id,
            """
            update jobs set state = 'CANCELLED', finished_at = current_timestamp
            where tenant_id = :tenant and id = :id and state = 'QUEUED'
            """)
        .update();
  }

  /** RUNNING → CANCELLING, of a locked job. */
  void requestCancel(Tenant tenant, UUID id) {
    of(tenant, id, "update jobs set state = 'CANCELLING' " + ONE + " and state = 'RUNNING'")
        .update();
  }

  /** FAILED or CANCELLED → QUEUED, of a locked job. */
  void requeue(Tenant tenant, UUID id) {
    of(
            tenant,
            id,
            """
            update jobs
            set state = 'QUEUED', attempts = 0, failure = null, finished_at = null,
                queued_at = current_timestamp
            where tenant_id = :tenant and id = :id and state in ('FAILED', 'CANCELLED')
            """)
        .update();
  }

  /** Another result of a locked job. */
  void amend(Tenant tenant, UUID id, String result) {
    of(tenant, id, "update jobs set result = :result " + ONE + " and state = 'CANCELLED'")
        .param("result", result)
        .update();
  }

  void delete(Tenant tenant, UUID id) {
    of(tenant, id, "delete from jobs " + ONE).update();
  }

  private JdbcClient.StatementSpec of(Tenant tenant, UUID id, String sql) {
    return jdbc.sql(sql).param("tenant", tenant.name()).param("id", id);
  }

  /** Of all tenants. */
  int deleteFinishedBefore(Duration age) {
    return jdbc.sql(
            """
            delete from jobs
            where state in ('SUCCEEDED', 'FAILED', 'CANCELLED')
              and finished_at < current_timestamp
                  - cast(:seconds as double precision) * interval '1' second
            """)
        .param("seconds", age.toMillis() / 1e3)
        .update();
  }

  private static Job job(ResultSet row, int number) throws SQLException {
    JobState state = JobState.valueOf(row.getString("state"));
    return new Job(
        row.getObject("id", UUID.class),
        new Tenant(row.getString("tenant_id")),
        row.getString("kind"),
        row.getString("subject"),
        state,
        row.getInt("attempts"),
        row.getString("request"),
        row.getString("progress"),
        row.getString("result"),
        row.getString("failure"),
        state.isTerminal() && state.canBecome(JobState.QUEUED) && row.getBoolean("has_checkpoint"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        instant(row, "started_at"),
        instant(row, "finished_at"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
