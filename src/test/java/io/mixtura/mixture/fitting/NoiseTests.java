package io.mixtura.mixture.fitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mixtura.mixture.Conditional;
import io.mixtura.mixture.Draws;
import io.mixtura.mixture.Marginal;
import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.Posterior;
import io.mixtura.mixture.Responsibilities;
import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.em.ExpectationMaximization;
import io.mixtura.mixture.family.ConjugatePrior;
import io.mixtura.mixture.family.DegreesOfFreedom;
import io.mixtura.mixture.kernel.ScalarKernels;
import io.mixtura.mixture.kernel.VectorKernels;
import io.mixtura.mixture.observations.Observations;
import io.mixtura.mixture.observations.Tile;
import io.mixtura.mixture.spec.ConvergenceCriterion.Criterion;
import io.mixtura.mixture.spec.FitSpec;
import io.mixtura.mixture.spec.Initialization;
import io.mixtura.mixture.spec.MixingWeights;
import io.mixtura.mixture.testing.Bits;
import io.mixtura.mixture.testing.Data;
import io.mixtura.mixture.testing.Fits;
import io.mixtura.mixture.testing.RandomProblem;
import io.mixtura.mixture.testing.SpecBuilder;
import io.mixtura.mixture.testing.Weighted;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class NoiseTests {
  private static final int POINTS_OF_NOISE = 40;

  /** Old Faithful, and 40 points of a lattice all over a box that is wider than the data. */
  static double[][] rows() {
    double[][] noise = new double[POINTS_OF_NOISE][];
    for (int i = 0; i < noise.length; i++) {
      noise[i] =
          new double[] {
            0.5 + i * 0.6180339887498949 % 1 * 6.5, 30 + i * 0.7548776662466927 % 1 * 80
          };
    }
    return Stream.concat(Arrays.stream(Data.faithful()), Arrays.stream(noise))
        .toArray(double[][]::new);
  }

  private static SpecBuilder spec(String structure) {
    return SpecBuilder.em(2, CovarianceStructure.of(structure)).noisy();
  }

  private static SpecBuilder converged(String structure) {
    return spec(structure)
        .from(
            new Initialization.Partition(
                Arrays.stream(rows()).map(row -> row[1] > 68 ? 0 : 1).toList()))
        .until(Criterion.LOG_LIKELIHOOD, 1e-13, 5000);
  }

  /**
   * me(…, Vinv = 1/volume, control = emControl(tol = 1e-14)) of mclust 6.0.0, from the clusters
   * above and the noise. Where its M step iterates, it may stop short of the maximum.
   */
  @ParameterizedTest
  @CsvSource({
    "VVV, learned, -1442.8467944342103",
    "EEE, learned, -1453.0229563466617",
    "VVI, learned, -1448.56398767049",
    "VEV, learned, -1448.5676049934802",
    "EVE, learned, -1448.6788601652381",
    "VVV, equal, -1453.7485109384666",
    "EEE, equal, -1462.651423803916",
    "VVI, equal, -1459.003031759722",
    "VEV, equal, -1459.1899808457558"
  })
  void logLikelihoodIsThatOfMclust(String structure, String weights, double expected) {
    SpecBuilder spec = converged(structure);
    if (weights.equals("equal")) {
      spec.weights(new MixingWeights.Equal());
    }
    double actual = Fits.fitted(spec.build(), rows()).logLikelihood();
    double tolerance = 1e-8 * Math.abs(expected);
    assertThat(actual).isGreaterThan(expected - tolerance);
    if (!structure.equals("VEV") && !structure.equals("EVE")) {
      assertThat(actual).isLessThan(expected + tolerance);
    }
  }

  /** As above, VVV with learned weights. */
  @Test
  void parametersAreThoseOfMclust() {
    FitOutcome.Fitted fitted = Fits.fitted(converged("full").build(), rows());
    MixtureModel model = fitted.model();

    assertThat(model.clusters()).isEqualTo(2);
    assertThat(model.components()).isEqualTo(3);
    assertThat(model.hasNoise()).isTrue();
    assertThat(model.weight(0)).isCloseTo(0.563635858253, within(1e-5));
    assertThat(model.weight(1)).isCloseTo(0.312075547441, within(1e-5));
    assertThat(model.weight(2)).isCloseTo(0.124288594305, within(1e-5));
    assertThat(model.mean(0)).containsExactly(new double[] {4.30611688, 80.16059161}, within(1e-4));
    assertThat(model.covariance(1)[1])
        .containsExactly(new double[] {0.22706, 35.11847}, within(1e-3));
    // The volume of the box around all points.
    assertThat(model.noiseLogDensity()).isCloseTo(-Math.log(473.547), within(1e-6));
    assertThat(model.noiseLower()).containsExactly(0.5, 30);
    // mclust counts the volume as one more.
    assertThat(fitted.freeParameters()).isEqualTo(12);
    assertThat(model.freeParameters()).isEqualTo(12);
    assertThat(fitted.initialToCanonical()).containsExactly(0, 1);
  }

  /** Labels and noise together: what is known to belong to a component is no noise. */
  @Test
  void aLabelledRowIsNoNoise() {
    double[][] rows =
        Arrays.stream(rows())
            .map(row -> new double[] {row[0], row[1], row[1] > 104 ? 0 : -1})
            .toArray(double[][]::new);
    Observations labelled = Observations.of(rows).marked(-1, 2, new int[] {0, 1});

    double weight = Fits.fitted(converged("full").build(), labelled).model().weight(2);

    assertThat(weight)
        .isLessThan(Fits.fitted(converged("full").build(), rows()).model().weight(2) - 0.001);
  }

  /** A prior is of the components beside the noise, which has none. */
  @Test
  void aPriorGoesWithNoise() {
    FitOutcome.Fitted fitted =
        Fits.fitted(
            converged("full").prior(new ConjugatePrior(0.01, null, null, null)).build(), rows());
    double likelihood = Fits.fitted(converged("full").build(), rows()).logLikelihood();

    assertThat(fitted.logLikelihood()).isBetween(likelihood - 5, likelihood);
    List<Double> history = fitted.history();
    for (int i = 2; i < history.size(); i++) {
      assertThat(history.get(i)).isGreaterThanOrEqualTo(history.get(i - 1) - 1e-8);
    }
  }

  /** By default settings, from any seed. */
  @ParameterizedTest
  @CsvSource({"1", "2", "3"})
  void thePortfolioFindsNoise(long seed) {
    FitOutcome.Fitted fitted =
        Fits.fitted(
            spec("full").from(new Initialization.Portfolio(24, 5)).seed(seed).build(), rows());

    assertThat(fitted.logLikelihood()).isGreaterThan(-1442.85);
    assertThat(fitted.warnings()).isEmpty();
  }

  @Test
  void aUnitDoesNotMatter() {
    FitOutcome.Fitted own = Fits.fitted(converged("full").build(), rows());
    FitOutcome.Fitted standardized = Fits.fitted(converged("full").standardized().build(), rows());

    assertThat(standardized.logLikelihood()).isCloseTo(own.logLikelihood(), within(1e-8));
    assertThat(standardized.model().noiseLogDensity())
        .isCloseTo(own.model().noiseLogDensity(), within(1e-12));
    assertThat(standardized.model().noiseSides())
        .containsExactly(own.model().noiseSides(), within(1e-12));
  }

  /** A column in which all rows are equal says nothing of which rows are noise. */
  @Test
  void aConstantColumnDoesNotMatter() {
    double[][] rows =
        Arrays.stream(rows())
            .map(row -> new double[] {row[0], 1e6, row[1]})
            .toArray(double[][]::new);

    MixtureModel with = Fits.fitted(converged("full").build(), rows).model();
    MixtureModel without = Fits.fitted(converged("full").build(), rows()).model();

    for (int k = 0; k < 3; k++) {
      assertThat(with.weight(k)).isCloseTo(without.weight(k), within(1e-6));
    }
  }

  /** More noise than anything else. */
  @Test
  void noiseStandsLastHoweverMuchThereIs() {
    double[][] rows = new double[1000][];
    for (int i = 0; i < rows.length; i++) {
      double a = i * 0.6180339887498949 % 1;
      double b = i * 0.7548776662466927 % 1;
      double narrow = i % 10 < 3 ? 0.03 : 10;
      rows[i] = new double[] {i % 10 < 3 ? i % 2 * 5 + a * narrow : a * 10, b * narrow};
    }
    MixtureModel model = Fits.fitted(spec("full").seed(5).build(), rows).model();

    assertThat(model.weight(2)).isCloseTo(0.7, within(0.02));
    assertThat(model.weight(0)).isGreaterThanOrEqualTo(model.weight(1));
  }

  @Test
  void givenWeightsAreSharesOfTheRest() {
    MixtureModel model =
        Fits.fitted(
                converged("full").weights(new MixingWeights.Fixed(List.of(0.25, 0.75))).build(),
                rows())
            .model();
    double rest = 1 - model.weight(2);

    assertThat(Math.min(model.weight(0), model.weight(1))).isCloseTo(0.25 * rest, within(1e-12));
    assertThat(rest).isBetween(0.7, 0.95);
  }

  /** What nobody fitted to lies in the noise, also beyond its box. */
  @Test
  void farPointsAreNoise() {
    MixtureModel model = Fits.fitted(converged("full").build(), rows()).model();
    Tile tile = new Tile(2);
    tile.add(new double[] {1e6, -1e6});
    Responsibilities answer = new Responsibilities(3);
    Posterior.soft(model).evaluate(tile, answer);

    assertThat(answer.get(0, 2)).isEqualTo(1);
    assertThat(answer.logDensity(0))
        .isCloseTo(Math.log(model.weight(2)) + model.noiseLogDensity(), within(1e-12));
  }

  @Test
  void columnsWithNoiseHaveNoiseAgainAndNoRegression() {
    MixtureModel model = Fits.fitted(converged("full").build(), rows()).model();
    MixtureModel margin = Marginal.of(model, 1);

    assertThat(margin.noiseLogDensity()).isCloseTo(-Math.log(model.noiseSides()[1]), within(1e-14));
    assertThat(margin.weight(2)).isEqualTo(model.weight(2));
    assertThatThrownBy(() -> new Conditional(model, new int[] {0}, new int[] {1}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("noise");
  }

  @Test
  void drawsOfNoiseFillItsBox() {
    MixtureModel model = Fits.fitted(converged("full").build(), rows()).model();
    Draws draws = new Draws(model, 1);
    double[] point = new double[2];
    int noise = 0;
    double sum = 0;
    for (int i = 0; i < 50_000; i++) {
      if (draws.next(point) == 2) {
        noise++;
        double share = (point[0] - model.noiseLower()[0]) / model.noiseSides()[0];
        assertThat(share).isBetween(0.0, 1.0);
        sum += share;
      }
    }
    assertThat(noise / 50_000.0).isCloseTo(model.weight(2), within(0.008));
    assertThat(sum / noise).isCloseTo(0.5, within(0.02));
  }

  static Stream<Arguments> problems() {
    return CovarianceStructure.ALL.stream()
        .flatMap(structure ->
            LongStream.range(0, 3).mapToObj(seed -> Arguments.of(structure.code(), 900 + seed)));
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("problems")
  void logLikelihoodNeverDecreases(String structure, long seed) {
    RandomProblem problem = new RandomProblem(seed);
    for (double[][] rows : List.of(problem.rows(), rows())) {
      SpecBuilder spec =
          SpecBuilder.em(problem.components() + 1, CovarianceStructure.of(structure));
      if (seed % 3 == 0) {
        spec.student(new DegreesOfFreedom.PerComponent());
      }
      if (seed % 3 == 1) {
        spec.weights(new MixingWeights.Equal());
      }
      FitOutcome outcome =
          Fits.run(
              spec.noisy()
                  .restarts(1)
                  .iterations(60)
                  .regularization(0)
                  .standardized(seed % 2 == 0)
                  .seed(seed)
                  .build(),
              rows);
      if (outcome instanceof FitOutcome.Fitted fitted) {
        List<Double> history = fitted.history();
        for (int i = 2; i < history.size(); i++) {
          double before = history.get(i - 1);
          assertThat(history.get(i))
              .isGreaterThanOrEqualTo(
                  before - ExpectationMaximization.slack(before, 2.0 * rows.length));
        }
      }
    }
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("problems")
  void aRowOfWeightTwoIsTwoRows(String structure, long seed) {
    RandomProblem problem = new RandomProblem(seed);
    Weighted weighted = Weighted.counted(problem.rows(), seed);
    FitSpec spec =
        SpecBuilder.em(problem.components(), CovarianceStructure.of(structure))
            .noisy()
            .fromMeans(Arrays.copyOf(problem.rows(), problem.components()))
            .iterations(5)
            .plain()
            .build();

    FitOutcome.Fitted actual = Fits.fitted(spec, weighted.observations());
    FitOutcome.Fitted expected = Fits.fitted(spec, weighted.repeated());

    assertThat(actual.logLikelihood())
        .isCloseTo(expected.logLikelihood(), within(1e-11 * Math.abs(expected.logLikelihood())));
    assertThat(actual.model().weight(problem.components()))
        .isCloseTo(expected.model().weight(problem.components()), within(1e-11));
  }

  /** A row of weight 0 is none: the box does not reach to it. */
  @Test
  void aRowWithoutWeightIsNotInTheBox() {
    double[][] rows = rows();
    double[] weights = new double[rows.length];
    Arrays.fill(weights, 1);
    int widest =
        IntStream.range(0, rows.length)
            .reduce((a, b) -> rows[a][1] > rows[b][1] ? a : b)
            .orElseThrow();
    weights[widest] = 0;

    MixtureModel model =
        Fits.fitted(converged("full").build(), Observations.of(rows, weights)).model();

    assertThat(model.noiseLower()[1] + model.noiseSides()[1]).isLessThan(rows[widest][1]);
  }

  @Test
  void leapsReachTheSameMaximumSooner() {
    SpecBuilder spec = converged("full");
    FitOutcome.Fitted leaping = Fits.fitted(spec.build(), rows());
    FitOutcome.Fitted plain = Fits.fitted(spec.plain().build(), rows());

    assertThat(leaping.logLikelihood()).isCloseTo(plain.logLikelihood(), within(1e-6));
    assertThat(leaping.iterations()).isLessThan(plain.iterations());
  }

  @Test
  void theSameSeedGivesTheSameBits() {
    double[][] rows = new double[9001][];
    double[][] few = rows();
    Arrays.setAll(
        rows, i -> new double[] {few[i % few.length][0] + i * 1e-5, few[i % few.length][1]});
    FitSpec spec =
        SpecBuilder.em(2, CovarianceStructure.FULL)
            .student(new DegreesOfFreedom.PerComponent())
            .noisy()
            .from(new Initialization.Portfolio(6, 2))
            .iterations(10)
            .build();

    List<Object> expected = Bits.of(Fits.run(spec, rows, 1, new VectorKernels()));
    assertThat(Bits.of(Fits.run(spec, rows, 3, new VectorKernels()))).isEqualTo(expected);
    assertThat(Bits.of(Fits.run(spec, rows, 2, new ScalarKernels()))).isEqualTo(expected);
  }

  /** Noise goes with any family. */
  @Test
  void studentsWithManyDegreesOfFreedomAreGaussiansInNoise() {
    double expected = Fits.fitted(converged("full").build(), rows()).logLikelihood();
    FitSpec spec =
        SpecBuilder.em(2, CovarianceStructure.FULL)
            .student(new DegreesOfFreedom.Fixed(1e9))
            .noisy()
            .fromMeans(new double[][] {{4.3, 80}, {2, 54}})
            .until(Criterion.LOG_LIKELIHOOD, 1e-13, 5000)
            .build();

    assertThat(Fits.fitted(spec, rows()).logLikelihood()).isCloseTo(expected, within(1e-4));
  }
}
