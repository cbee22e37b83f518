package io.mixtura.mixture.fitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.spec.Initialization;
import io.mixtura.mixture.spec.MixingWeights;
import io.mixtura.mixture.spec.StoppingReason;
import io.mixtura.mixture.testing.Fits;
import io.mixtura.mixture.testing.RandomProblem;
import io.mixtura.mixture.testing.SpecBuilder;
import io.mixtura.mixture.testing.TextbookCovariances;
import io.mixtura.mixture.testing.TextbookMixture;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The engine against plain loops, from the same parameters, iteration by iteration. */
class TextbookEmTests {
  /** Relative to the size of what is compared, or to 1 where that is smaller. */
  private static final double TOLERANCE = 1e-9;

  static Stream<Arguments> problems() {
    return TextbookCovariances.structures()
        .flatMap(structure ->
            Stream.of("learned", "equal", "fixed")
                .flatMap(mixing ->
                    LongStream.range(0, 8)
                        .mapToObj(seed -> Arguments.of(structure.code(), mixing, 100 + seed))));
  }

  @ParameterizedTest(name = "{0}, {1} weights, seed {2}")
  @MethodSource("problems")
  void iteratesAsTheTextbookDoes(String structure, String mixing, long seed) {
    RandomProblem problem = new RandomProblem(seed);
    CovarianceStructure covariance = CovarianceStructure.of(structure);
    MixingWeights weights =
        switch (mixing) {
          case "learned" -> new MixingWeights.Learned();
          case "equal" -> new MixingWeights.Equal();
          default -> new MixingWeights.Fixed(problem.weights());
        };
    Initialization.Parameters start = problem.parameters(covariance, weights);

    TextbookMixture expected = mixture(start);
    int iterations = 0;
    for (int checked : List.of(1, 2, 10)) {
      for (; iterations < checked; iterations++) {
        expected = expected.iterated(problem.rows(), covariance, weights);
      }
      FitOutcome.Fitted fitted =
          Fits.fitted(
              SpecBuilder.em(problem.components(), covariance)
                  .plain()
                  .from(start)
                  .iterations(checked)
                  .regularization(0)
                  .weights(weights)
                  .build(),
              problem.rows());
      assertThat(fitted.iterations()).isEqualTo(checked);
      assertThat(fitted.reason()).isEqualTo(StoppingReason.ITERATION_LIMIT);
      assertSame(fitted, expected, expected.logLikelihood(problem.rows()));
    }
  }

  static TextbookMixture mixture(Initialization.Parameters start) {
    List<Double> weights = Objects.requireNonNull(start.weights());
    List<List<List<Double>>> covariances = Objects.requireNonNull(start.covariances());
    return new TextbookMixture(
        array(weights),
        start.means().stream().map(TextbookEmTests::array).toArray(double[][]::new),
        covariances.stream()
            .map(matrix -> matrix.stream().map(TextbookEmTests::array).toArray(double[][]::new))
            .toArray(double[][][]::new));
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  static void assertSame(FitOutcome.Fitted fitted, TextbookMixture expected, double logLikelihood) {
    assertClose(fitted.logLikelihood(), logLikelihood);
    for (int initial = 0; initial < expected.components(); initial++) {
      int k = fitted.initialToCanonical().get(initial);
      assertClose(fitted.model().weight(k), expected.weights()[initial]);
      assertClose(fitted.model().mean(k), expected.means()[initial]);
      double[][] covariance = fitted.model().covariance(k);
      for (int i = 0; i < covariance.length; i++) {
        assertClose(covariance[i], expected.covariances()[initial][i]);
      }
    }
  }

  private static void assertClose(double[] actual, double[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    double size = Math.max(1, Arrays.stream(expected).map(Math::abs).max().orElseThrow());
    assertThat(actual).containsExactly(expected, within(TOLERANCE * size));
  }

  private static void assertClose(double actual, double expected) {
    assertThat(actual).isCloseTo(expected, within(TOLERANCE * Math.max(1, Math.abs(expected))));
  }
}
