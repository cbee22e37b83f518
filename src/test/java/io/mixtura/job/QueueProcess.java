package io.mixtura.job;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.List;

/**
 * A real process that runs jobs until none is left: {@code url user password alone}. It prints a
 * line for each step that it has stored.
 */
final class QueueProcess {
  static final Duration LEASE = Duration.ofSeconds(2);

  private QueueProcess() {}

  static JobSettings settings() {
    return new JobSettings(
        1, Duration.ofMillis(50), Duration.ofMillis(300), LEASE, 20, Duration.ofDays(30));
  }

  public static void main(String[] arguments) throws InterruptedException {
    HikariDataSource database = new HikariDataSource();
    database.setJdbcUrl(arguments[0]);
    database.setUsername(arguments[1]);
    database.setPassword(arguments[2]);
    boolean alone = Boolean.parseBoolean(arguments[3]);
    try (database;
        TestProcess process =
            new TestProcess(
                database,
                settings(),
                new RunningLimits(1000, 1000),
                alone,
                jdbc -> List.of(new StepsHandler(jdbc, 20)))) {
      process.start();
      while (liveJobs(process) > 0) {
        Thread.sleep(50);
      }
    }
  }

  private static long liveJobs(TestProcess process) {
    return process
        .jdbc
        .sql("select count(*) from jobs where state in ('QUEUED', 'RUNNING', 'CANCELLING')")
        .query(Long.class)
        .single();
  }
}
