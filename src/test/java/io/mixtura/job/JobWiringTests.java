package io.mixtura.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.mixtura.database.DatabaseRoom;
import io.mixtura.job.crew.WithCrew;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** The queue as Spring puts it together, on the database file of the service. */
class JobWiringTests {

  @Test
  void handlersRunWhileTheContextLivesAndGiveBackWhenItCloses(@TempDir Path home) {
    UUID id = UUID.randomUUID();
    try (ConfigurableApplicationContext context = start(home)) {
      Jobs jobs = context.getBean(Jobs.class);
      Job done =
          jobs.submit(
              new NewJob(UUID.randomUUID(), "wiring", null, "done"), new QueueLimits(10, 10));
      assertThat(jobs.awaitEnd(done.id(), Duration.ofSeconds(30)).state())
          .isEqualTo(JobState.SUCCEEDED);
      // The job is at rest a moment before its run is counted.
      MeterRegistry meters = context.getBean(MeterRegistry.class);
      QueueFixture.eventually(() -> meters.find("mixtura.jobs.runs").timer() != null);
      jobs.submit(new NewJob(id, "wiring", null, "wait"), new QueueLimits(10, 10));
      QueueFixture.eventually(() -> jobs.get(id).state() == JobState.RUNNING);
    }
    try (ConfigurableApplicationContext context = start(home)) {
      Job job = context.getBean(Jobs.class).awaitEnd(id, Duration.ofSeconds(30));

      assertThat(job.state()).isEqualTo(JobState.SUCCEEDED);
      assertThat(job.attempts()).isEqualTo(1);
    }
  }

  private static ConfigurableApplicationContext start(Path home) {
    return new SpringApplicationBuilder(Application.class)
        .web(WebApplicationType.NONE)
        // The listener, whose health liveness looks at, is not of this part of the service.
        .run(
            "--mixtura.home=" + home,
            "--management.endpoint.health.validate-group-membership=false");
  }

  /** No {@code @Configuration}: the service's own component scan must not find it. */
  @EnableAutoConfiguration
  @Import({DatabaseRoom.class, JobConfiguration.class, JdbcQueue.class})
  @WithCrew
  static class Application {

    @Bean
    JobSettings settings() {
      return QueueFixture.PATIENT;
    }

    @Bean
    RunningLimits limits() {
      return new RunningLimits(10, 10);
    }

    @Bean
    JobHandler waiting() {
      return new JobHandler() {
        @Override
        public String kind() {
          return "wiring";
        }

        @Override
        public JobOutcome run(JobExecution execution) throws InterruptedException {
          if (execution.job().request().equals("wait") && execution.checkpoint().isEmpty()) {
            QueueFixture.untilStopped(execution);
            return new JobOutcome.Stopped(new byte[] {1}, null);
          }
          return new JobOutcome.Succeeded(() -> "{}");
        }
      };
    }
  }
}
