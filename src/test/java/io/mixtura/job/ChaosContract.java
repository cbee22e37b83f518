package io.mixtura.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Processes come, go, hang and come back at random, jobs are cancelled and resumed meanwhile. */
abstract class ChaosContract extends QueueFixture {
  private static final int JOBS = 24;
  private static final JobSettings SETTINGS =
      new JobSettings(
          3,
          Duration.ofMillis(20),
          Duration.ofMillis(100),
          Duration.ofMillis(700),
          // How often a busy machine is late is not what this tests.
          Integer.MAX_VALUE,
          Duration.ofDays(30));

  @Test
  void everyJobComesToItsEndExactlyOnce() throws Exception {
    long seed = System.nanoTime();
    System.out.println("seed of the chaos: " + seed);
    Random random = new Random(seed);
    StepsHandler.createTable(JdbcClient.create(database));
    TestProcess observer = process(PATIENT);
    Map<UUID, Integer> wanted = new HashMap<>();
    for (int i = 0; i < JOBS; i++) {
      int steps = 5 + random.nextInt(30);
      wanted.put(submit(observer, StepsHandler.KIND, "" + steps).id(), steps);
    }
    List<TestProcess> processes = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      processes.add(process(SETTINGS, false, jdbc -> List.of(new StepsHandler(jdbc, 5))).start());
    }

    for (int disturbance = 0; disturbance < 20; disturbance++) {
      Thread.sleep(random.nextInt(200));
      disturb(random, processes, observer, wanted);
    }
    processes.forEach(process -> process.database.down(false));
    processes.forEach(process -> process.workers.start());

    for (UUID id : wanted.keySet()) {
      Job job = observer.jobs.awaitEnd(id, Duration.ofSeconds(60));
      while (job.state() != JobState.SUCCEEDED) {
        // Cancelled meanwhile; one that had no checkpoint yet is started from scratch.
        assertThat(job.state()).as("job %s, seed %d", job, seed).isEqualTo(JobState.CANCELLED);
        job = observer.jobs.awaitEnd(again(observer, job, wanted).id(), Duration.ofSeconds(60));
      }
      assertThat(effects(observer, job.id()))
          .as("job %s, seed %d", job, seed)
          .containsExactly(Integer.parseInt(job.request()));
    }
    assertThat(observer.jdbc.sql("select count(*) from job_checkpoints").query(Long.class).single())
        .isZero();
  }

  private static void disturb(
      Random random, List<TestProcess> processes, TestProcess observer, Map<UUID, Integer> wanted) {
    TestProcess victim = processes.get(random.nextInt(processes.size()));
    switch (random.nextInt(4)) {
      case 0 -> victim.database.down(true);
      case 1 -> victim.database.down(false);
      case 2 -> {
        victim.database.down(false);
        victim.workers.stop();
        victim.workers.start();
      }
      default -> cancelOne(random, observer, wanted);
    }
  }

  private static void cancelOne(Random random, TestProcess observer, Map<UUID, Integer> wanted) {
    UUID id = wanted.keySet().stream().skip(random.nextInt(JOBS)).findFirst().orElseThrow();
    try {
      observer.jobs.cancel(id);
    } catch (WrongJobState atRest) {
      assertThat(atRest.job().state().isTerminal()).isTrue();
    }
  }

  private static Job again(TestProcess observer, Job cancelled, Map<UUID, Integer> wanted) {
    assertThat(effects(observer, cancelled.id())).isEmpty();
    return cancelled.resumable()
        ? observer.jobs.resume(cancelled.id(), new QueueLimits(1000, 1000))
        : submit(observer, StepsHandler.KIND, "" + wanted.get(cancelled.id()));
  }

  private static List<Integer> effects(TestProcess observer, UUID job) {
    return observer
        .jdbc
        .sql("select steps from effects where job_id = :id")
        .param("id", job)
        .query((row, number) -> row.getInt("steps"))
        .list();
  }
}
