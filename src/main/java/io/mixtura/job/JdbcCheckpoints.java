package io.mixtura.job;

import io.mixtura.caller.Tenant;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of checkpoints: where runs of jobs left off. */
final class JdbcCheckpoints {

  /** H2 takes at most 1 MiB in one value. */
  static final int PART = 1 << 19;

  private final JdbcClient jdbc;

  JdbcCheckpoints(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<byte[]> find(Tenant tenant, UUID job) {
    List<byte[]> parts =
        jdbc.sql(
                """
                select bytes from job_checkpoints
                where tenant_id = :tenant and job_id = :job order by part
                """)
            .param("tenant", tenant.name())
            .param("job", job)
            .query((row, number) -> row.getBytes("bytes"))
            .list();
    if (parts.isEmpty()) {
      return Optional.empty();
    }
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    parts.forEach(whole::writeBytes);
    return Optional.of(whole.toByteArray());
  }

  /** Replaces the checkpoint; an empty one is one, too. */
  void replace(Tenant tenant, UUID job, byte[] state) {
    delete(tenant, job);
    int part = 0;
    int from = 0;
    do {
      int to = Math.min(from + PART, state.length);
      insert(tenant, job, part++, Arrays.copyOfRange(state, from, to));
      from = to;
    } while (from < state.length);
  }

  void delete(Tenant tenant, UUID job) {
    jdbc.sql("delete from job_checkpoints where tenant_id = :tenant and job_id = :job")
        .param("tenant", tenant.name())
        .param("job", job)
        .update();
  }

  private void insert(Tenant tenant, UUID job, int part, byte[] bytes) {
    jdbc.sql(
            """
            insert into job_checkpoints (tenant_id, job_id, part, bytes)
            values (:tenant, :job, :part, :bytes)
            """)
        .param("tenant", tenant.name())
        .param("job", job)
        .param("part", part)
        .param("bytes", bytes)
        .update();
  }
}
