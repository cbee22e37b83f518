package io.mixtura.mixture.fitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.spec.FitSpec;
import io.mixtura.mixture.spec.Initialization.Parameters;
import io.mixtura.mixture.spec.MixingWeights;
import io.mixtura.mixture.testing.Fits;
import io.mixtura.mixture.testing.RandomProblem;
import io.mixtura.mixture.testing.SpecBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What does not change the question does not change the answer. */
class EquivarianceTests {
  private static final int ITERATIONS = 20;
  private static final MixingWeights LEARNED = new MixingWeights.Learned();

  static Stream<Arguments> fits() {
    return CovarianceStructure.ALL.stream()
        .flatMap(structure ->
            LongStream.range(0, 8).mapToObj(seed -> Arguments.of(structure.code(), 400 + seed)));
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("fits")
  void theOrderOfRowsDoesNotMatter(String structure, long seed) {
    RandomProblem problem = new RandomProblem(seed);
    Parameters start = start(problem, structure);
    List<double[]> shuffled = new ArrayList<>(List.of(problem.rows()));
    Collections.shuffle(shuffled, new Random(seed));

    FitOutcome.Fitted expected = fit(structure, start, problem.rows());
    FitOutcome.Fitted actual = fit(structure, start, shuffled.toArray(double[][]::new));

    assertSameModel(actual, expected, ones(problem), zeros(problem), 1e-9);
    assertThat(actual.initialToCanonical()).isEqualTo(expected.initialToCanonical());
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("fits")
  void theNumberingOfComponentsDoesNotMatter(String structure, long seed) {
    RandomProblem problem = new RandomProblem(seed);
    Parameters start = start(problem, structure);
    List<Integer> order =
        new ArrayList<>(IntStream.range(0, problem.components()).boxed().toList());
    Collections.shuffle(order, new Random(seed));

    FitOutcome.Fitted expected = fit(structure, start, problem.rows());
    FitOutcome.Fitted actual = fit(structure, reordered(start, order), problem.rows());

    assertSameModel(actual, expected, ones(problem), zeros(problem), 1e-9);
    for (int k = 0; k < order.size(); k++) {
      assertThat(actual.initialToCanonical().get(k))
          .isEqualTo(expected.initialToCanonical().get(order.get(k)));
    }
  }

  /** The points are multiples of 2⁻²⁰, so that they are shifted without being rounded. */
  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("fits")
  void theOriginDoesNotMatter(String structure, long seed) {
    RandomProblem problem = new RandomProblem(seed);
    double[][] rows = map(problem.rows(), value -> Math.rint(value * 0x1p20) / 0x1p20);
    double[] shift = new double[problem.dimensions()];
    Arrays.setAll(shift, j -> j % 2 == 0 ? 1e6 : -1e6);
    Parameters start = start(problem, structure);

    FitOutcome.Fitted expected = fit(structure, start, rows);
    FitOutcome.Fitted actual =
        fit(
            structure,
            transformed(start, ones(problem), shift),
            transformed(rows, ones(problem), shift));

    assertSameModel(actual, expected, ones(problem), shift, 1e-8);
    assertThat(actual.logLikelihood())
        .isCloseTo(expected.logLikelihood(), within(1e-9 * Math.abs(expected.logLikelihood())));
  }

  static Stream<Arguments> scalableFits() {
    return fits()
        .filter(fit ->
            List.of("full", "tied", "diagonal", "EEI", "VEI", "EVI", "VEE", "EVV")
                .contains(fit.get()[0]));
  }

  /** Σ = I has a unit. */
  static Stream<Arguments> estimatedCovariances() {
    return fits().filter(fit -> !"identity".equals(fit.get()[0]));
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("scalableFits")
  void theUnitOfEachColumnDoesNotMatter(String structure, long seed) {
    RandomProblem problem = new RandomProblem(seed);
    double[] scale = Arrays.copyOf(new double[] {1e-8, 1e8, 3.7, 1e4, 1}, problem.dimensions());
    Parameters start = start(problem, structure);

    FitOutcome.Fitted expected = fit(structure, start, problem.rows());
    FitOutcome.Fitted actual =
        fit(
            structure,
            transformed(start, scale, zeros(problem)),
            transformed(problem.rows(), scale, zeros(problem)));

    assertSameModel(actual, expected, scale, zeros(problem), 1e-8);
    double jacobian = Arrays.stream(scale).map(Math::log).sum() * problem.rows().length;
    assertThat(actual.logLikelihood() + jacobian)
        .isCloseTo(expected.logLikelihood(), within(1e-9 * (1 + Math.abs(jacobian))));
  }

  /** With everything as by default: starts, restarts, criterion and regularization. */
  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("estimatedCovariances")
  void theUnitOfAllColumnsDoesNotMatterByDefault(String structure, long seed) {
    RandomProblem problem = new RandomProblem(seed);
    for (double scale : new double[] {0x1p-90, 0x1p-27, 0x1p27, 0x1p90}) {
      double[] scales = new double[problem.dimensions()];
      Arrays.fill(scales, scale);
      FitSpec spec =
          SpecBuilder.em(problem.components(), CovarianceStructure.of(structure))
              .restarts(2)
              .build();

      FitOutcome.Fitted expected = Fits.fitted(spec, problem.rows());
      FitOutcome.Fitted actual =
          Fits.fitted(spec, transformed(problem.rows(), scales, zeros(problem)));

      assertThat(actual.iterations()).isEqualTo(expected.iterations());
      assertThat(actual.bestStart()).isEqualTo(expected.bestStart());
      // After hundreds of leaps on a flat likelihood rounding has come to decide about some.
      double tolerance = expected.iterations() < 100 ? 1e-9 : 1e-2;
      assertSameModel(actual, expected, scales, zeros(problem), tolerance);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {450, 451, 452, 453})
  void standardizedColumnsMayHaveAnyUnit(long seed) {
    RandomProblem problem = new RandomProblem(seed);
    double[] scale =
        Arrays.copyOf(new double[] {0x1p-40, 0x1p40, 0x1p3, 1, 0x1p-9}, problem.dimensions());
    for (SpecBuilder builder :
        List.of(
            SpecBuilder.em(problem.components(), CovarianceStructure.IDENTITY),
            SpecBuilder.em(problem.components(), CovarianceStructure.SPHERICAL),
            SpecBuilder.kMeans(problem.components()))) {
      FitSpec spec = builder.standardized().restarts(2).build();

      FitOutcome.Fitted expected = Fits.fitted(spec, problem.rows());
      FitOutcome.Fitted actual =
          Fits.fitted(spec, transformed(problem.rows(), scale, zeros(problem)));

      assertThat(actual.iterations()).isEqualTo(expected.iterations());
      assertSameModel(actual, expected, scale, zeros(problem), 1e-9);
    }
  }

  /** Without squarem, which make a multiple of every rounding error that an M step leaves. */
  private static FitOutcome.Fitted fit(String structure, Parameters start, double[][] rows) {
    return Fits.fitted(
        SpecBuilder.em(start.means().size(), CovarianceStructure.of(structure))
            .from(start)
            .plain()
            .iterations(ITERATIONS)
            .regularization(0)
            .build(),
        rows);
  }

  private static Parameters start(RandomProblem problem, String structure) {
    return problem.parameters(CovarianceStructure.of(structure), LEARNED);
  }

  private static Parameters reordered(Parameters start, List<Integer> order) {
    List<Double> weights = Objects.requireNonNull(start.weights());
    List<List<List<Double>>> covariances = Objects.requireNonNull(start.covariances());
    return new Parameters(
        order.stream().map(weights::get).toList(),
        order.stream().map(start.means()::get).toList(),
        order.stream().map(covariances::get).toList());
  }

  private static Parameters transformed(Parameters start, double[] scale, double[] shift) {
    int d = scale.length;
    List<List<Double>> means =
        start.means().stream()
            .map(mean ->
                IntStream.range(0, d).mapToObj(j -> mean.get(j) * scale[j] + shift[j]).toList())
            .toList();
    List<List<List<Double>>> covariances =
        Objects.requireNonNull(start.covariances()).stream()
            .map(matrix ->
                IntStream.range(0, d)
                    .mapToObj(i ->
                        IntStream.range(0, d)
                            .mapToObj(j -> matrix.get(i).get(j) * scale[i] * scale[j])
                            .toList())
                    .toList())
            .toList();
    return new Parameters(start.weights(), means, covariances);
  }

  private static double[][] transformed(double[][] rows, double[] scale, double[] shift) {
    return Arrays.stream(rows)
        .map(row ->
            IntStream.range(0, row.length).mapToDouble(j -> row[j] * scale[j] + shift[j]).toArray())
        .toArray(double[][]::new);
  }

  private static double[][] map(double[][] rows, DoubleUnaryOperator function) {
    return Arrays.stream(rows)
        .map(row -> Arrays.stream(row).map(function).toArray())
        .toArray(double[][]::new);
  }

  private static double[] ones(RandomProblem problem) {
    double[] ones = new double[problem.dimensions()];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static double[] zeros(RandomProblem problem) {
    return new double[problem.dimensions()];
  }

  /** That the one model is the other after x → scale·x + shift; differences in the units of x. */
  private static void assertSameModel(
      FitOutcome.Fitted actual,
      FitOutcome.Fitted expected,
      double[] scale,
      double[] shift,
      double tolerance) {
    for (int k = 0; k < expected.model().components(); k++) {
      assertThat(actual.model().weight(k)).isCloseTo(expected.model().weight(k), within(tolerance));
      for (int i = 0; i < scale.length; i++) {
        assertThat((actual.model().mean(k)[i] - shift[i]) / scale[i])
            .isCloseTo(expected.model().mean(k)[i], within(tolerance * 10));
        for (int j = 0; j < scale.length; j++) {
          assertThat(actual.model().covariance(k)[i][j] / (scale[i] * scale[j]))
              .isCloseTo(expected.model().covariance(k)[i][j], within(tolerance * 10));
        }
      }
    }
  }
}
