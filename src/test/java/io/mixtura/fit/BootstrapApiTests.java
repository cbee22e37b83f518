package io.mixtura.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.mixtura.caller.Tenant;
import io.mixtura.fit.run.FitRunner;
import io.mixtura.job.Job;
import io.mixtura.job.JobOutcome;
import io.mixtura.job.JobState;
import io.mixtura.job.UnwatchedExecution;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Standard errors and intervals as a program asks for them. */
class BootstrapApiTests extends FitServiceTest {
  @Autowired private FitRunner runner;

  @Test
  void theStoredModelHasThem() {
    JsonNode fit =
        fitted(
            "{'model':'sure','datasetId':'%s','components':2,'bootstrap':{}}"
                .formatted(oldFaithful()));

    assertThat(fit.at("/request/bootstrap").toString())
        .isEqualTo("{\"replicates\":200,\"confidence\":0.95}");
    JsonNode model = model(fit);
    JsonNode bootstrap = model.get("bootstrap");
    assertThat(bootstrap.get("replicates").asInt()).isEqualTo(200);
    assertThat(bootstrap.get("confidence").asDouble()).isEqualTo(0.95);
    assertThat(bootstrap.get("failed").asInt()).isZero();
    // R's mclust says 0.0286 (BootstrapTests); 200 replicates know it to 5%.
    JsonNode timings = fit.at("/result/timings");
    assertThat(timings.propertyNames())
        .containsExactly(
            "initializationMillis", "iterationsMillis", "bootstrapMillis", "totalMillis");
    assertThat(timings.get("bootstrapMillis").asLong()).isNotNegative();
    assertThat(model.at("/provenance/timings")).isEqualTo(timings);
    JsonNode weight = bootstrap.at("/weights/0");
    assertThat(weight.get("standardError").asDouble()).isCloseTo(0.0286, withinPercentage(20));
    assertThat(weight.get("lower").asDouble()).isCloseTo(0.589, within(0.02));
    assertThat(weight.get("upper").asDouble()).isCloseTo(0.695, within(0.02));
    assertThat(bootstrap.get("means")).hasSize(2);
    assertThat(bootstrap.at("/means/1")).hasSize(2);
    assertThat(bootstrap.at("/covariances/1/1")).hasSize(2);
    assertThat(bootstrap.at("/covariances/1/0/1")).isEqualTo(bootstrap.at("/covariances/1/1/0"));
    // The fit itself is what it is without.
    JsonNode plain =
        model(
            fitted("{'model':'unsure','datasetId':'%s','components':2}".formatted(oldFaithful())));
    assertThat(bits(model)).isEqualTo(bits(plain));
    assertThat(plain.get("bootstrap").isNull()).isTrue();
  }

  /**
   * The chosen candidate is repeated as if it had been alone; within what convergence leaves of
   * each replicate, since a candidate goes another way to its maximum than a fit of its own.
   */
  @Test
  void ofSeveralCandidatesTheChosenOneHasThem() {
    String rest = "'datasetId':'%s','bootstrap':{'replicates':20}".formatted(oldFaithful());
    JsonNode chosen =
        model(
            fitted(
                "{'model':'chosen','components':{'min':1,'max':4},'covariance':'tied',%s}"
                    .formatted(rest)));
    JsonNode alone =
        model(
            fitted(
                "{'model':'alone','components':%d,'covariance':'tied',%s}"
                    .formatted(chosen.get("components").asInt(), rest)));

    assertThat(chosen.get("components").asInt()).isEqualTo(3);
    List<Double> expected = numbers(alone.get("bootstrap"));
    List<Double> told = numbers(chosen.get("bootstrap"));
    assertThat(told).hasSameSizeAs(expected).hasSizeGreaterThan(50);
    for (int i = 0; i < told.size(); i++) {
      assertThat(told.get(i)).isCloseTo(expected.get(i), withinPercentage(1e-3));
    }
  }

  /** All numbers of a document, in its order. */
  private static List<Double> numbers(JsonNode node) {
    return node.isNumber()
        ? List.of(node.asDouble())
        : node.values().stream().flatMap(value -> numbers(value).stream()).toList();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'bootstrap':{'replicates':9}     | /bootstrap/replicates | replicates must be from 10 to 2000, but was 9",
        "'bootstrap':{'replicates':2001}  | /bootstrap/replicates | replicates must be from 10 to 2000, but was 2001",
        "'bootstrap':{'confidence':1}     | /bootstrap/confidence | confidence must be above 0 and below 1, such as 0.95, but was 1.0",
        "'bootstrap':{'confidence':0}     | /bootstrap/confidence | confidence must be above 0 and below 1, such as 0.95, but was 0.0",
        "'bootstrap':{'replikates':9}     | /bootstrap/replikates | unknown property 'replikates'; did you mean 'replicates'?",
        "'bootstrap':{},'algorithm':'kmeans' | /bootstrap | kmeans has no standard errors; leave bootstrap out, or use em",
        "'bootstrap':{},'family':'student'   | /bootstrap | bootstrap is for Gaussian components without noise; leave it out",
        "'bootstrap':{},'covariance':'diagonal','families':{'waiting':'poisson'} | /bootstrap | bootstrap is for Gaussian components without noise; leave it out",
        "'bootstrap':{},'families':{'waiting':'categorical'} | /bootstrap | bootstrap is for Gaussian components without noise; leave it out",
        "'bootstrap':{},'noise':true         | /bootstrap | bootstrap is for Gaussian components without noise; leave it out",
      })
  void nonsenseIsRefused(String fields, String pointer, String detail) {
    String request = "{'datasetId':'%s','components':2,%s}".formatted(oldFaithful(), fields);

    assertRefused(validate(request), 422, pointer, detail);
  }

  @Test
  void moreThanCanBeHeldIsRefused() {
    StringBuilder header = new StringBuilder("c0");
    StringBuilder row = new StringBuilder("1");
    for (int j = 1; j < 100; j++) {
      header.append(",c").append(j);
      row.append(',').append(j);
    }
    String dataset = upload("wide", "%s\n%s\n%s\n".formatted(header, row, row));

    assertRefused(
        validate(
            "{'datasetId':'%s','components':1,'bootstrap':{'replicates':2000}}".formatted(dataset)),
        422,
        "/bootstrap/replicates",
        "2000 replicates of models with 1 components in 100 dimensions are 10302000 numbers, and at most 5000000 are held; ask for at most 970 replicates");
  }

  @Test
  void theEstimateIncludesThem() {
    String request = "{'datasetId':'%s','components':2%s}";
    JsonNode with =
        validate(request.formatted(oldFaithful(), ",'bootstrap':{'replicates':2000}")).json();
    JsonNode without = validate(request.formatted(oldFaithful(), "")).json();

    assertThat(with.at("/estimate/heapBytes").asLong())
        .isGreaterThan(without.at("/estimate/heapBytes").asLong() + 2000 * 12 * 8 - 1);
    assertThat(with.at("/estimate/atMostMillis").asLong())
        .isGreaterThan(without.at("/estimate/atMostMillis").asLong() + 2000 * 20);
  }

  @Test
  void isCancelledWithTheFitAsTheBestSoFar() {
    String id =
        id(
            submit(
                """
                {'model':'endless','datasetId':'%s','components':2,'restarts':1,
                 'bootstrap':{'replicates':2000},
                 'convergence':{'tolerance':0,'maxIterations':3000}}
                """
                    .formatted(oldFaithful())));
    JsonNode running = await(id, fit -> fit.at("/progress/replicates").asInt(0) == 2000);
    assertThat(running.at("/progress/replicate").asInt()).isLessThan(2000);
    cancel(id);
    JsonNode cancelled = awaitEnd(id);

    assertThat(state(cancelled)).isEqualTo("CANCELLED");
    assertThat(cancelled.get("resumable").asBoolean()).isTrue();
    assertThat(cancelled.at("/bestSoFar/logLikelihood").asDouble())
        .isCloseTo(-1130.264, within(1e-3));
  }

  /** A run by hand, which is stopped or not once the replicates have begun. */
  private static final class Run implements UnwatchedExecution {
    private final Job job;
    private final Optional<byte[]> from;
    private final boolean stops;
    private final List<byte[]> stored = new ArrayList<>();

    /** Tiles that may still be read after the first checkpoint. */
    private volatile int left = 300;

    Run(Job job, Optional<byte[]> from, boolean stops) {
      this.job = job;
      this.from = from;
      this.stops = stops;
    }

    @Override
    public Job job() {
      return job;
    }

    @Override
    public Optional<byte[]> checkpoint() {
      return from;
    }

    @Override
    public boolean stopRequested() {
      return stops && !stored.isEmpty() && isOver();
    }

    private synchronized boolean isOver() {
      left--;
      return left < 0;
    }

    @Override
    public void checkpoint(byte[] state) {
      stored.add(state);
    }
  }

  private static Job job(String model, String request) {
    return new Job(
        UUID.randomUUID(),
        Tenant.DEFAULT,
        FitRunner.KIND,
        null,
        JobState.RUNNING,
        1,
        "{'model':'%s',%s}".formatted(model, request).replace('\'', '"'),
        null,
        null,
        null,
        false,
        Instant.EPOCH,
        Instant.EPOCH,
        null);
  }

  private JsonNode stored(JobOutcome outcome) {
    assertThat(outcome).isInstanceOf(JobOutcome.Succeeded.class);
    String result = ((JobOutcome.Succeeded) outcome).commit().get();
    return model(JsonMapper.shared().readTree("{\"result\":" + result + "}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {"'components':2", "'components':{'min':1,'max':3}"})
  void afterATakeoverTheReplicatesBeginAgainFromTheFinishedFit(String components) {
    String request =
        "'datasetId':'%s',%s,'bootstrap':{'replicates':30}".formatted(oldFaithful(), components);
    Job job = job("undisturbed", request);
    JsonNode undisturbed = stored(runner.run(new Run(job, Optional.empty(), false)));

    Run stopped = new Run(job("disturbed", request), Optional.empty(), true);
    JobOutcome outcome = runner.run(stopped);
    assertThat(outcome).isInstanceOf(JobOutcome.Stopped.class);
    assertThat(((JobOutcome.Stopped) outcome).checkpoint()).isEqualTo(stopped.stored.getFirst());
    Run second = new Run(stopped.job(), Optional.of(stopped.stored.getFirst()), false);
    JsonNode disturbed = stored(runner.run(second));

    assertThat(bits(disturbed)).isEqualTo(bits(undisturbed));
    assertThat(disturbed.get("bootstrap")).isEqualTo(undisturbed.get("bootstrap"));
  }
}
