package io.mixtura.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.mixtura.testing.Databases;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.TransactionException;

class PostgresQueueTests {

  @Nested
  class Facade extends JobsContract {
    @Override
    public HikariDataSource open(Path folder) {
      return Databases.postgres();
    }
  }

  @Nested
  class Leases extends LeaseContract {
    @Override
    public HikariDataSource open(Path folder) {
      return Databases.postgres();
    }
  }

  @Nested
  class Turns extends TurnsContract {
    @Override
    public HikariDataSource open(Path folder) {
      return Databases.postgres();
    }
  }

  @Nested
  class Runs extends RunContract {
    @Override
    public HikariDataSource open(Path folder) {
      return Databases.postgres();
    }
  }

  @Nested
  class Chaos extends ChaosContract {
    @Override
    public HikariDataSource open(Path folder) {
      return Databases.postgres();
    }
  }

  @Nested
  class Frozen extends QueueFixture {
    @Override
    public HikariDataSource open(Path folder) {
      return Databases.postgres();
    }

    /** As it is left by a machine that is paused between two statements. */
    @Test
    void aProcessThatFrozeInATransactionDoesNotKeepItsJobFromOthers() {
      JobSettings settings = settings(Duration.ofSeconds(2));
      JobHandler atOnce = handler(execution -> new JobOutcome.Succeeded(() -> "{}"));
      TestProcess frozen = process(settings, atOnce);
      Job job = submit(frozen);
      RunningJob run = frozen.leased.claim(Set.of(KIND), UUID.randomUUID()).orElseThrow();
      TestProcess other = process(settings, atOnce);

      assertThatThrownBy(() ->
              frozen.transaction.executeWithoutResult(frozenHere -> {
                assertThat(frozen.leased.renew(run.lease(), RunningJob.Report.NOTHING)).isTrue();
                other.start();
                assertThat(other.jobs.awaitEnd(job.id(), LONG).state())
                    .isEqualTo(JobState.SUCCEEDED);
              }))
          .isInstanceOf(TransactionException.class);

      assertThat(frozen.jobs.get(job.id()).attempts()).isEqualTo(2);
    }
  }
}
