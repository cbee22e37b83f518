package io.mixtura.job;

import java.sql.Types;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;

/** Takes jobs from processes that died on them. */
final class JdbcTakeovers {
  private final JdbcClient jdbc;

  JdbcTakeovers(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Whether the database is an embedded file, which only one process can have open. */
  static boolean onlyOneProcess(DataSource database) {
    try {
      String url =
          JdbcUtils.extractDatabaseMetaData(database, metaData -> metaData.getURL())
              .toLowerCase(Locale.ROOT);
      return url.startsWith("jdbc:h2:")
          && !url.startsWith("jdbc:h2:tcp:")
          && !url.startsWith("jdbc:h2:ssl:")
          && !url.contains("auto_server=true");
    } catch (MetaDataAccessException e) {
      throw new DataAccessResourceFailureException("the database does not answer", e);
    }
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
            "select id, owner, epoch, state, attempts from jobs"
                + " where state in ('RUNNING', 'CANCELLING')"
                + condition
                + " order by queued_at, id for update skip locked")
        .query((row, number) ->
            new Orphan(
                new Lease(
                    row.getObject("id", UUID.class),
                    row.getObject("owner", UUID.class),
                    row.getLong("epoch")),
                JobState.valueOf(row.getString("state")),
                row.getInt("attempts")))
        .list();
  }

  void requeue(Orphan orphan) {
    jdbc.sql("update jobs set state = 'QUEUED', owner = null, lease_until = null where id = :id")
        .param("id", orphan.lease().job())
        .update();
  }

  void finish(Orphan orphan, JobState end, @Nullable String failure) {
    jdbc.sql(
            """
            update jobs set state = :end, owner = null, lease_until = null, failure = :failure,
                finished_at = current_timestamp
            where id = :id
            """)
        .param("id", orphan.lease().job())
        .param("end", end.name())
        .param("failure", failure, Types.VARCHAR)
        .update();
  }

  /** A job whose process is gone. */
  record Orphan(Lease lease, JobState state, int attempts) {}
}
