package io.mixtura.mixture.fitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.Posterior;
import io.mixtura.mixture.Responsibilities;
import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.kernel.Kernels;
import io.mixtura.mixture.observations.Observations;
import io.mixtura.mixture.observations.Tile;
import io.mixtura.mixture.spec.ConvergenceCriterion;
import io.mixtura.mixture.spec.FitSpec;
import io.mixtura.mixture.spec.Initialization;
import io.mixtura.mixture.testing.Data;
import io.mixtura.mixture.testing.Fits;
import io.mixtura.mixture.testing.HardData;
import io.mixtura.mixture.testing.SpecBuilder;
import io.mixtura.mixture.testing.TextbookMixture;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the data: a model of finite numbers, or a reason and a remedy. Never an exception. */
class RobustnessTests {

  static Stream<Arguments> fits() {
    return Arrays.stream(HardData.values())
        .flatMap(data ->
            CovarianceStructure.ALL.stream()
                .map(structure -> Arguments.of(data, structure.code())));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("fits")
  void endsWithAModelOrAReason(HardData data, String structure) {
    double[][] rows = data.rows();
    for (int k : IntStream.of(1, 2, 3, 8).filter(k -> k <= rows.length).toArray()) {
      for (double regularization : new double[] {0, 1e-20, 1e-6}) {
        for (boolean isStandardized : new boolean[] {false, true}) {
          for (Initialization start : starts(k, rows.length)) {
            FitSpec spec =
                SpecBuilder.em(k, CovarianceStructure.of(structure))
                    .from(start)
                    .restarts(2)
                    .until(ConvergenceCriterion.Criterion.LOG_LIKELIHOOD, 1e-7, 40)
                    .regularization(regularization)
                    .standardized(isStandardized)
                    .build();
            assertSensible(Fits.run(spec, rows), rows, spec.toString());
          }
        }
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void kMeansAlwaysEndsWithAModel(HardData data) {
    double[][] rows = data.rows();
    for (int k : IntStream.of(1, 2, 3, 8).filter(k -> k <= rows.length).toArray()) {
      for (boolean isStandardized : new boolean[] {false, true}) {
        for (Initialization start : starts(k, rows.length)) {
          FitSpec spec =
              SpecBuilder.kMeans(k).from(start).restarts(2).standardized(isStandardized).build();
          FitOutcome.Fitted fitted = Fits.fitted(spec, rows);
          assertThat(fitted.inertia()).as(spec.toString()).isFinite().isNotNegative();
          assertFinite(fitted.model(), spec.toString());
        }
      }
    }
  }

  private static List<Initialization> starts(int k, int n) {
    return List.of(
        new Initialization.KMeans(),
        new Initialization.RandomPoints(),
        new Initialization.Partition(IntStream.range(0, n).map(i -> i % k).boxed().toList()));
  }

  private static void assertSensible(FitOutcome outcome, double[][] rows, String spec) {
    switch (outcome) {
      case FitOutcome.Fitted fitted -> {
        assertThat(fitted.logLikelihood()).as(spec).isFinite();
        assertThat(Objects.requireNonNull(fitted.criteria()).icl()).as(spec).isFinite();
        assertFinite(fitted.model(), spec);
        assertAnswersAll(fitted.model(), rows, spec);
      }
      case FitOutcome.Degenerate(var message) ->
          assertThat(message)
              .as(spec)
              .containsPattern("component \\d")
              .containsPattern("column 'x\\d'")
              .containsIgnoringCase("regularization");
      case FitOutcome.Interrupted _ -> throw new AssertionError("nobody stopped it");
    }
  }

  private static void assertFinite(MixtureModel model, String spec) {
    for (double number : model.toArray()) {
      assertThat(number).as(spec).isFinite();
    }
    assertThat(IntStream.range(0, model.components()).mapToDouble(model::weight).sum())
        .as(spec)
        .isCloseTo(1, within(1e-9));
    for (int k = 0; k < model.components(); k++) {
      for (int j = 0; j < model.dimensions(); j++) {
        assertThat(model.covariance(k)[j][j]).as(spec).isPositive();
      }
    }
  }

  private static void assertAnswersAll(MixtureModel model, double[][] rows, String spec) {
    Observations observations = Observations.of(rows);
    Tile tile = new Tile(model.dimensions());
    Posterior posterior = Posterior.soft(model);
    Responsibilities answer = new Responsibilities(model.components());
    for (int index = 0; index < observations.tiles(); index++) {
      observations.read(index, tile);
      posterior.evaluate(tile, answer);
      for (int p = 0; p < tile.count(); p++) {
        int point = p;
        assertThat(answer.logDensity(p)).as(spec).isFinite();
        assertThat(
                IntStream.range(0, model.components()).mapToDouble(k -> answer.get(point, k)).sum())
            .as(spec)
            .isCloseTo(1, within(1e-12));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"full", "tied"})
  void theColumnThatIsDeterminedByOthersIsNamed(String structure) {
    FitOutcome outcome =
        Fits.run(
            SpecBuilder.em(2, CovarianceStructure.of(structure)).regularization(0).build(),
            HardData.DUPLICATE_COLUMN.rows());

    assertThat(outcome).isInstanceOf(FitOutcome.Degenerate.class);
    assertThat(((FitOutcome.Degenerate) outcome).message()).contains("column 'x2'");
  }

  @Test
  void theConstantColumnIsNamed() {
    for (CovarianceStructure structure :
        List.of(CovarianceStructure.FULL, CovarianceStructure.TIED, CovarianceStructure.DIAGONAL)) {
      FitOutcome outcome =
          Fits.run(
              SpecBuilder.em(2, structure).regularization(0).build(),
              HardData.CONSTANT_COLUMN.rows());

      assertThat(outcome).isInstanceOf(FitOutcome.Degenerate.class);
      assertThat(((FitOutcome.Degenerate) outcome).message())
          .contains("component 0", "column 'x1'", "constant columns ('x1')", "leave out");
    }
  }

  @Test
  void aConstantColumnIsNoObstacleToARegularizedFit() {
    FitOutcome.Fitted fitted =
        Fits.fitted(
            SpecBuilder.em(3, CovarianceStructure.FULL).build(), HardData.CONSTANT_COLUMN.rows());

    assertThat(fitted.warnings()).anyMatch(warning -> warning.contains("'x1'"));
    double[] centres =
        IntStream.range(0, 3).mapToDouble(k -> fitted.model().mean(k)[0]).sorted().toArray();
    assertThat(centres).containsExactly(new double[] {0, 5, 10}, within(0.7));
  }

  @Test
  void nothingCanBeEstimatedFromOnePointManyTimes() {
    FitOutcome outcome =
        Fits.run(
            SpecBuilder.em(2, CovarianceStructure.FULL).build(),
            HardData.ONE_POINT_MANY_TIMES.rows());

    assertThat(outcome).isInstanceOf(FitOutcome.Degenerate.class);
    assertThat(((FitOutcome.Degenerate) outcome).message())
        .contains("all rows are equal", "rows that differ");
  }

  /** Spread is all that counts: 1e9 away, the same clusters are found. */
  @Test
  void farFromTheOriginTheSameClustersAreFound() {
    FitOutcome.Fitted fitted =
        Fits.fitted(
            SpecBuilder.em(2, CovarianceStructure.FULL).build(), HardData.HUGE_OFFSET.rows());

    double[] centres =
        IntStream.range(0, 2).mapToDouble(k -> fitted.model().mean(k)[0] - 1e9).sorted().toArray();
    assertThat(centres).containsExactly(new double[] {0, 8}, within(0.3));
    assertThat(fitted.model().covariance(0)[0][0]).isCloseTo(1, within(0.4));
  }

  @Test
  void oneComponentIsMeanAndCovarianceOfTheData() {
    double[][] rows = Data.iris();
    FitOutcome.Fitted fitted =
        Fits.fitted(SpecBuilder.em(1, CovarianceStructure.FULL).regularization(0).build(), rows);

    for (int i = 0; i < 4; i++) {
      int a = i;
      double mean = Arrays.stream(rows).mapToDouble(row -> row[a]).average().orElseThrow();
      assertThat(fitted.model().mean(0)[i]).isCloseTo(mean, within(1e-12));
      for (int j = 0; j < 4; j++) {
        int b = j;
        double other = Arrays.stream(rows).mapToDouble(row -> row[b]).average().orElseThrow();
        double covariance =
            Arrays.stream(rows)
                .mapToDouble(row -> (row[a] - mean) * (row[b] - other))
                .average()
                .orElseThrow();
        assertThat(fitted.model().covariance(0)[i][j]).isCloseTo(covariance, within(1e-12));
      }
    }
    // mclust 6.0.0, XXX: the log-likelihood of one Gaussian.
    assertThat(fitted.logLikelihood()).isCloseTo(-379.914630122269, within(1e-9));
  }

  /** Around the sizes at which tiles and chunks begin and end. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 255, 256, 257, 511, 512, 513, 2047, 2048, 2049, 4097, 45_057})
  void everyPointCountsOnce(int n) {
    double[][] rows = new double[n][];
    Arrays.setAll(rows, i -> new double[] {i, (i * 7) % 13});
    FitOutcome.Fitted fitted =
        Fits.fitted(
            Fits.run(
                SpecBuilder.em(1, CovarianceStructure.DIAGONAL).build(),
                rows,
                1 + n % 3,
                Kernels.best()));

    assertThat(fitted.model().mean(0)[0]).isCloseTo((n - 1) / 2.0, within(1e-9 * n));
    assertThat(fitted.model().covariance(0)[0][0])
        .isCloseTo(((double) n * n - 1) / 12, within(1e-12 * n * n));
    assertThat(fitted.logLikelihood())
        .isCloseTo(
            TextbookMixture.of(fitted.model()).logLikelihood(rows),
            within(1e-11 * Math.abs(fitted.logLikelihood())));
  }
}
