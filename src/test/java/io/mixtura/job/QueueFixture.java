package io.mixtura.job;

import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A new database for each test, and the processes that share it. */
public abstract class QueueFixture {
  public static final String KIND = "test";
  static final Duration LONG = Duration.ofSeconds(30);

  /** A lease that no test outlives, however busy the machine is. */
  public static final JobSettings PATIENT = settings(Duration.ofSeconds(60));

  /** A lease that runs out while a test waits for it. */
  static final JobSettings HASTY = settings(Duration.ofMillis(300));

  private final List<TestProcess> processes = new ArrayList<>();
  HikariDataSource database;

  public abstract HikariDataSource open(Path folder);

  @BeforeEach
  void prepare(@TempDir Path folder) {
    database = open(folder);
  }

  @AfterEach
  void close() {
    processes.forEach(TestProcess::close);
    database.close();
  }

  static JobSettings settings(Duration lease) {
    return new JobSettings(
        2, Duration.ofMillis(25), lease.dividedBy(5), lease, 3, Duration.ofDays(30));
  }

  /** A process that has not started yet. */
  public TestProcess process(JobSettings settings, JobHandler... handlers) {
    return process(settings, false, handlers);
  }

  TestProcess process(JobSettings settings, boolean alone, JobHandler... handlers) {
    return process(settings, alone, jdbc -> List.of(handlers));
  }

  /** A process whose handlers store what they find in its own transactions. */
  TestProcess process(
      JobSettings settings, boolean alone, Function<JdbcClient, List<JobHandler>> handlers) {
    return process(settings, new RunningLimits(1000, 1000), alone, handlers);
  }

  private TestProcess process(
      JobSettings settings,
      RunningLimits limits,
      boolean alone,
      Function<JdbcClient, List<JobHandler>> handlers) {
    TestProcess process = new TestProcess(database, settings, limits, alone, handlers);
    processes.add(process);
    return process;
  }

  /** A process that runs no more jobs than it may. */
  TestProcess process(RunningLimits limits) {
    return process(PATIENT, limits, false, _ -> List.of());
  }

  /** The process that was made first. */
  TestProcess first() {
    return processes.getFirst();
  }

  public static Job submit(TestProcess process) {
    return submit(process, KIND, "{}");
  }

  static Job submit(TestProcess process, String kind, String request) {
    return process.jobs.submit(
        new NewJob(UUID.randomUUID(), kind, null, request), new QueueLimits(1000, 1000));
  }

  static void eventually(Callable<Boolean> condition) {
    await().pollInSameThread().atMost(LONG).pollInterval(Duration.ofMillis(10)).until(condition);
  }

  static Job awaitState(TestProcess process, Job job, JobState state) {
    eventually(() -> process.jobs.get(job.id()).state() == state);
    return process.jobs.get(job.id());
  }

  /** What a handler of these tests does. */
  interface Script {
    JobOutcome run(JobExecution execution) throws Exception;
  }

  static JobHandler handler(Script script) {
    return new JobHandler() {
      @Override
      public String kind() {
        return KIND;
      }

      @Override
      public JobOutcome run(JobExecution execution) throws Exception {
        return script.run(execution);
      }
    };
  }

  /** Waits as a handler does until it is asked to stop. */
  static void untilStopped(JobExecution execution) throws InterruptedException {
    long deadline = System.nanoTime() + LONG.toNanos();
    while (!execution.stopRequested()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("never asked to stop");
      }
      Thread.sleep(2);
    }
  }
}
