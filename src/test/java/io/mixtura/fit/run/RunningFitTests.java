package io.mixtura.fit.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mixtura.caller.Tenant;
import io.mixtura.fit.request.DataShape;
import io.mixtura.fit.request.Requests;
import io.mixtura.job.Job;
import io.mixtura.job.JobState;
import io.mixtura.job.UnwatchedExecution;
import io.mixtura.mixture.fitting.FitObserver.FitProgress;
import io.mixtura.mixture.selection.SelectionCheckpoint;
import io.mixtura.mixture.selection.SelectionObserver.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class RunningFitTests {
  private static final Job JOB =
      new Job(
          UUID.randomUUID(),
          Tenant.DEFAULT,
          FitRunner.KIND,
          null,
          JobState.RUNNING,
          1,
          "{}",
          null,
          null,
          null,
          false,
          Instant.EPOCH,
          Instant.EPOCH,
          null);

  private final List<Progress> told = new ArrayList<>();

  private final class Execution implements UnwatchedExecution {
    @Override
    public Job job() {
      return JOB;
    }

    @Override
    public Optional<byte[]> checkpoint() {
      return Optional.empty();
    }

    @Override
    public boolean stopRequested() {
      return false;
    }

    @Override
    public void progress(Supplier<String> json) {
      told.add(Objects.requireNonNull(FitJson.read(json.get(), Progress.class)));
    }

    @Override
    public void checkpoint(byte[] state) {}
  }

  /** Cancelled while the starts of the next candidate are tried: it does not fall back. */
  @Test
  void itStoodAtItsEndWhereItWasToldToStandBefore() {
    RunningFit running =
        new RunningFit(
            new Execution(),
            Requests.resolve(
                "{'components':{'min':1,'max':3}}",
                new DataShape("large", List.of("a", "b", "c"), 600)),
            new FitSettings(1, Duration.ofHours(1)),
            new FitMetrics(new SimpleMeterRegistry()));
    running.iterated(
        new Place(0, 3, -1, 0, 0, 0.3),
        new FitProgress(2, 24, 4, 5, 20, -1),
        SelectionCheckpoint.of(null));
    running.starting(
        new Place(1, 3, -1, 0, 0.3, 0.3), new FitProgress(12, 24, -1, 0, 0, Double.NaN));

    running.reportLast();

    assertThat(told).extracting(Progress::fraction).isSorted();
    assertThat(told).extracting(Progress::candidate).containsExactly(0, 1, 1);
  }
}
