package io.mixtura.mixture.fitting;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.spec.FitSpec;
import io.mixtura.mixture.spec.Initialization;
import io.mixtura.mixture.spec.MixingWeights;
import io.mixtura.mixture.testing.Data;
import io.mixtura.mixture.testing.Fits;
import io.mixtura.mixture.testing.RandomProblem;
import io.mixtura.mixture.testing.Recording;
import io.mixtura.mixture.testing.SpecBuilder;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

public class MonotonicityTests {

  static Stream<Arguments> fits() {
    return CovarianceStructure.ALL.stream()
        .flatMap(structure ->
            LongStream.range(0, 6).mapToObj(seed -> Arguments.of(structure.code(), 300 + seed)));
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("fits")
  void logLikelihoodNeverDecreases(String structure, long seed) {
    RandomProblem problem = new RandomProblem(seed);
    for (double[][] rows : List.of(problem.rows(), Data.faithful(), Data.iris())) {
      for (Initialization start :
          List.of(new Initialization.KMeans(), new Initialization.RandomPoints())) {
        FitSpec spec =
            SpecBuilder.em(problem.components() + 1, CovarianceStructure.of(structure))
                .from(start)
                .restarts(1)
                .iterations(60)
                .regularization(0)
                .standardized(seed % 3 == 0)
                .seed(seed)
                .build();
        assertNeverFalls(spec, rows, 1);
      }
    }
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("fits")
  void logLikelihoodNeverDecreasesWithWeightsThatAreGiven(String structure, long seed) {
    RandomProblem problem = new RandomProblem(seed);
    for (MixingWeights weights :
        List.of(new MixingWeights.Equal(), new MixingWeights.Fixed(problem.weights()))) {
      assertNeverFalls(
          SpecBuilder.em(problem.components(), CovarianceStructure.of(structure))
              .restarts(2)
              .iterations(40)
              .regularization(0)
              .weights(weights)
              .seed(seed)
              .build(),
          problem.rows(),
          1);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void inertiaNeverIncreases(long seed) {
    RandomProblem problem = new RandomProblem(seed);
    for (double[][] rows : List.of(problem.rows(), Data.faithful(), Data.iris())) {
      assertNeverFalls(
          SpecBuilder.kMeans(problem.components() + 2)
              .from(new Initialization.RandomPoints())
              .restarts(2)
              .iterations(25)
              .seed(seed)
              .build(),
          rows,
          -1);
    }
  }

  static LongStream seeds() {
    return LongStream.range(340, 350);
  }

  private static void assertNeverFalls(FitSpec spec, double[][] rows, int sign) {
    Recording recording = new Recording();
    FitOutcome outcome = Fits.run(spec, rows, recording);

    int start = -1;
    double before = Double.NaN;
    for (FitObserver.FitProgress step : recording.progress()) {
      double value = sign * step.objective();
      assertThat(value).isFinite();
      if (step.start() == start) {
        assertThat(value).isGreaterThanOrEqualTo(before - slack(before, rows.length));
      }
      start = step.start();
      before = value;
    }
    if (outcome instanceof FitOutcome.Fitted fitted && fitted.bestStart() == start) {
      double end = sign > 0 ? fitted.logLikelihood() : -fitted.inertia();
      assertThat(end).isGreaterThanOrEqualTo(before - slack(before, rows.length));
    }
  }

  /** Of the steps of one start. */
  public static void assertNeverFalls(List<FitObserver.FitProgress> steps, int n) {
    for (int i = 1; i < steps.size(); i++) {
      double before = steps.get(i - 1).objective();
      assertThat(steps.get(i).objective()).isGreaterThanOrEqualTo(before - slack(before, n));
    }
  }

  private static double slack(double value, int n) {
    return 1e-12 * Math.abs(value) + n * Math.ulp(1.0);
  }
}
