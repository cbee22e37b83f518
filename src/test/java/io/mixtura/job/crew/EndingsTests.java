package io.mixtura.job.crew;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.mixtura.database.TestDisk;
import io.mixtura.job.Job;
import io.mixtura.job.JobOutcome.Stopped;
import io.mixtura.job.JobOutcome.Succeeded;
import io.mixtura.job.JobState;
import io.mixtura.job.QueueFixture;
import io.mixtura.job.RunningJob;
import io.mixtura.job.TestProcess;
import io.mixtura.testing.Databases;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndingsTests extends QueueFixture {

  @Override
  public HikariDataSource open(Path folder) {
    return Databases.h2(folder);
  }

  @Test
  void aProcessThatGoesDownWithoutItsDatabaseFailsNoJob() {
    TestProcess process = process(PATIENT);
    Job job = submit(process);
    RunningJob run = process.leased.claim(Set.of(KIND), UUID.randomUUID()).orElseThrow();
    run.requestStop();
    process.database.down(true);
    // The database comes back when it is too late to try again.
    Endings endings =
        new Endings(
            process.leased,
            PATIENT.lease(),
            () -> {
              process.database.down(false);
              return true;
            });

    assertThat(endings.end(run, new Stopped(null, null))).isEmpty();

    assertThat(process.jobs.get(job.id()).state()).isEqualTo(JobState.RUNNING);
  }

  @Test
  void aSuccessWaitsForRoomOnTheDisk(@TempDir Path disk) {
    TestProcess process = process(PATIENT);
    Job job = submit(process);
    submit(process);
    RunningJob run = process.leased.claim(Set.of(KIND), UUID.randomUUID()).orElseThrow();
    TestDisk.fill(process.room, disk);
    run.checkpoint(new byte[] {1});
    assertThat(process.leased.claim(Set.of(KIND), UUID.randomUUID())).isEmpty();
    AtomicInteger tries = new AtomicInteger();
    Endings endings =
        new Endings(
            process.leased,
            PATIENT.lease(),
            () -> {
              if (tries.incrementAndGet() == 3) {
                TestDisk.clear(process.room, disk);
              }
              return false;
            });

    assertThat(endings.end(run, new Succeeded(() -> "{}"))).contains(JobState.SUCCEEDED);

    assertThat(tries).hasValue(3);
    assertThat(process.jobs.get(job.id()).attempts()).isEqualTo(1);
    assertThat(process.leased.claim(Set.of(KIND), UUID.randomUUID())).isPresent();
  }

  @Test
  void anEndIsTriedAgainUntilTheDatabaseIsBack() {
    TestProcess process = process(PATIENT);
    Job job = submit(process);
    RunningJob run = process.leased.claim(Set.of(KIND), UUID.randomUUID()).orElseThrow();
    run.requestStop();
    process.database.down(true);
    long from = System.nanoTime();
    Endings endings =
        new Endings(
            process.leased,
            PATIENT.lease(),
            () -> {
              process.database.down(System.nanoTime() - from < Duration.ofMillis(500).toNanos());
              return false;
            });

    assertThat(endings.end(run, new Stopped(null, null))).contains(JobState.QUEUED);

    assertThat(process.jobs.get(job.id()).attempts()).isZero();
  }
}
