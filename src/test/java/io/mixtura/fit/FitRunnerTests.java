package io.mixtura.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.caller.Tenant;
import io.mixtura.fit.run.FitRunner;
import io.mixtura.job.Job;
import io.mixtura.job.JobOutcome;
import io.mixtura.job.JobState;
import io.mixtura.job.UnwatchedExecution;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs without a queue, in the moments that a queue seldom hits. */
class FitRunnerTests extends FitServiceTest {
  @Autowired private FitRunner runner;

  /** A run that is asked to stop before it begins, or never. */
  private record Run(Job job, boolean stopRequested) implements UnwatchedExecution {
    @Override
    public Optional<byte[]> checkpoint() {
      return Optional.empty();
    }

    @Override
    public void checkpoint(byte[] state) {}
  }

  private Job job(@Nullable String result) {
    String request =
        "{\"model\":\"direct\",\"datasetId\":\"%s\",\"components\":2,\"algorithm\":\"kmeans\"}"
            .formatted(oldFaithful());
    return new Job(
        UUID.randomUUID(),
        Tenant.DEFAULT,
        FitRunner.KIND,
        null,
        JobState.RUNNING,
        1,
        request,
        null,
        result,
        null,
        false,
        Instant.EPOCH,
        Instant.EPOCH,
        null);
  }

  @Test
  void aRunThatIsStoppedBeforeItIsAtWorkKeepsWhatWasFoundBefore() {
    JobOutcome outcome = runner.run(new Run(job("{\"found\":\"before\"}"), true));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            JobOutcome.Stopped.class,
            stopped -> assertThat(stopped.result()).isEqualTo("{\"found\":\"before\"}"));
  }

  /** Somebody cancels in the moment between the end of the work and the storing of the model. */
  @Test
  void aFitThatHadEndedWhenItWasCancelledKeepsItsModelAsTheBest() {
    JobOutcome outcome = runner.run(new Run(job(null), false));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            JobOutcome.Succeeded.class,
            succeeded -> {
              String result = String.valueOf(succeeded.ifCancelled().get().result());
              JsonNode best = JsonMapper.shared().readTree(result);
              assertThat(best.get("means")).hasSize(2);
              assertThat(best.get("inertia").asDouble()).isPositive();
              assertThat(best.get("logLikelihood").isNull()).isTrue();
              assertThat(succeeded.ifCancelled().get().checkpoint()).isNotEmpty();
            });
  }
}
