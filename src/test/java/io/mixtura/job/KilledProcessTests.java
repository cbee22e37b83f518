package io.mixtura.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.mixtura.caller.Tenant;
import io.mixtura.testing.Databases;
import io.mixtura.testing.Waiting;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Real processes, killed without notice while they run jobs. */
class KilledProcessTests {
  private static final int STEPS = 60;

  @Test
  void ofTwoProcessesOnOnePostgresTheOtherFinishesWhatAKilledOneBegan() throws Exception {
    long seed = System.nanoTime();
    System.out.println("seed of the kills: " + seed);
    Random random = new Random(seed);
    int kills = 3;
    try (HikariDataSource database = Databases.postgres()) {
      List<UUID> jobs = submit(database, 6);
      ChildJvm one = new ChildJvm(database, false);
      ChildJvm two = new ChildJvm(database, false);
      try {
        for (int i = 0; i < kills; i++) {
          one.awaitSteps(1 + random.nextInt(15));
          one.kill();
          one = two;
          two = new ChildJvm(database, false);
        }
        one.awaitOrderlyEnd();
        two.awaitOrderlyEnd();
      } finally {
        one.close();
        two.close();
      }
      assertFinished(database, jobs, kills);
    }
  }

  @Test
  void onAFileTheNextProcessGoesOnWhereTheKilledOneLeftOff(@TempDir Path folder) throws Exception {
    long seed = System.nanoTime();
    System.out.println("seed of the kills: " + seed);
    Random random = new Random(seed);
    int kills = 2;
    List<UUID> jobs;
    HikariDataSource closed;
    try (HikariDataSource database = Databases.h2(folder)) {
      jobs = submit(database, 1);
      closed = database;
    }
    for (int i = 0; i < kills; i++) {
      try (ChildJvm child = new ChildJvm(closed, true)) {
        child.awaitSteps(1 + random.nextInt(15));
        child.kill();
      }
    }
    try (ChildJvm child = new ChildJvm(closed, true)) {
      child.awaitOrderlyEnd();
    }

    try (HikariDataSource database = Databases.another(closed)) {
      assertFinished(database, jobs, kills);
      assertThat(
              new JdbcJobs(JdbcClient.create(database))
                  .find(Tenant.DEFAULT, jobs.getFirst())
                  .orElseThrow())
          .extracting(Job::attempts)
          .isEqualTo(kills + 1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4})
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void aProcessThatWasFrozenBeyondItsLeaseStoresNothingWhenItThaws(int replicas) throws Exception {
    List<ChildJvm> others = new ArrayList<>();
    try (HikariDataSource database = Databases.postgres()) {
      List<UUID> jobs = submit(database, replicas);
      try (ChildJvm frozen = new ChildJvm(database, false)) {
        frozen.awaitSteps(5);
        frozen.signal("STOP");
        for (int i = 1; i < replicas; i++) {
          others.add(new ChildJvm(database, false));
        }
        // All that there are but those that the frozen one has stored: its job is somebody's, too.
        Waiting.until(
            ChildJvm.PATIENCE,
            () -> others.stream().mapToLong(ChildJvm::storedSteps).sum(),
            steps -> steps > (long) STEPS * (replicas - 1) + 20);
        frozen.signal("CONT");
        for (ChildJvm other : others) {
          other.awaitOrderlyEnd();
        }
        frozen.awaitOrderlyEnd();
        assertThat(frozen.output())
            .containsAnyOf(
                "no longer belongs to this process", "its lease could not be renewed in time");
      }
      assertSucceededOnce(database, jobs);
    } finally {
      others.forEach(ChildJvm::close);
    }
  }

  private static List<UUID> submit(HikariDataSource database, int count) {
    JdbcClient jdbc = JdbcClient.create(database);
    StepsHandler.createTable(jdbc);
    List<UUID> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      UUID id = UUID.randomUUID();
      new JdbcJobs(jdbc)
          .insert(Tenant.DEFAULT, new NewJob(id, StepsHandler.KIND, null, "" + STEPS));
      ids.add(id);
    }
    return ids;
  }

  /**
   * Each job succeeded once, and no step was done twice but those that a kill cut off between their
   * work and their checkpoint: nobody began anew, and no two processes ran a job side by side.
   */
  private static void assertFinished(HikariDataSource database, List<UUID> jobs, int kills) {
    assertSucceededOnce(database, jobs);
    long work = count(JdbcClient.create(database), "work");
    assertThat(work).isBetween((long) STEPS * jobs.size(), (long) STEPS * jobs.size() + kills);
  }

  private static void assertSucceededOnce(HikariDataSource database, List<UUID> jobs) {
    JdbcClient jdbc = JdbcClient.create(database);
    for (UUID id : jobs) {
      Job job = new JdbcJobs(jdbc).find(Tenant.DEFAULT, id).orElseThrow();
      assertThat(job.state()).as("%s", job).isEqualTo(JobState.SUCCEEDED);
      assertThat(job.result()).isEqualTo("{\"steps\":" + STEPS + "}");
    }
    assertThat(count(jdbc, "effects")).isEqualTo(jobs.size());
  }

  private static long count(JdbcClient jdbc, String table) {
    return jdbc.sql("select count(*) from " + table).query(Long.class).single();
  }
}
