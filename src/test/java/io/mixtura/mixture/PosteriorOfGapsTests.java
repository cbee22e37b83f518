package io.mixtura.mixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.encoding.ColumnFamily;
import io.mixtura.mixture.family.DegreesOfFreedom;
import io.mixtura.mixture.family.NoisyFamily;
import io.mixtura.mixture.observations.Observations;
import io.mixtura.mixture.observations.Tile;
import io.mixtura.mixture.spec.FitSpec;
import io.mixtura.mixture.testing.Data;
import io.mixtura.mixture.testing.DiscreteData;
import io.mixtura.mixture.testing.Fits;
import io.mixtura.mixture.testing.SpecBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A point with gaps is judged by the values that it has, whatever the family. */
class PosteriorOfGapsTests {
  private static final double[][] IRIS = Data.iris();

  private static SpecBuilder em(CovarianceStructure structure) {
    return SpecBuilder.em(3, structure).restarts(2).iterations(20);
  }

  private static FitSpec noisy(FitSpec spec) {
    return spec.with(new NoisyFamily(spec.family()));
  }

  private static Stream<Arguments> models() {
    DegreesOfFreedom free = new DegreesOfFreedom.PerComponent();
    List<ColumnFamily> mixed =
        List.of(
            new ColumnFamily.Gaussian(),
            new ColumnFamily.Poisson(),
            DiscreteData.levels(0, 1, 2),
            new ColumnFamily.Gaussian());
    List<ColumnFamily> discrete =
        List.of(
            new ColumnFamily.Poisson(), DiscreteData.levels(0, 1, 2), new ColumnFamily.Bernoulli());
    return Stream.of(
        Arguments.of("gaussian", em(CovarianceStructure.FULL).build(), IRIS),
        Arguments.of("student", em(CovarianceStructure.FULL).student(free).build(), IRIS),
        Arguments.of("diagonal t", em(CovarianceStructure.DIAGONAL).student(free).build(), IRIS),
        Arguments.of("noise", noisy(em(CovarianceStructure.FULL).build()), IRIS),
        Arguments.of(
            "t and noise", noisy(em(CovarianceStructure.DIAGONAL).student(free).build()), IRIS),
        Arguments.of("mixed", SpecBuilder.em(2, mixed).restarts(2).build(), rows(0, 1, 2, 4)),
        Arguments.of("discrete", SpecBuilder.em(2, discrete).restarts(2).build(), rows(1, 2, 3)));
  }

  /** Measurements, counts, levels and indicators made of the measurements. */
  private static double[][] rows(int... kinds) {
    return Arrays.stream(IRIS)
        .map(row ->
            Arrays.stream(kinds)
                .mapToDouble(kind ->
                    switch (kind) {
                      case 0 -> row[0];
                      case 1 -> Math.rint(row[2]);
                      case 2 -> Math.floor(row[3]);
                      case 3 -> row[1] > 3 ? 1 : 0;
                      default -> row[1];
                    })
                .toArray())
        .toArray(double[][]::new);
  }

  /**
   * As by the mixture of the columns that are there, which is another way through the code: up to
   * rounding in some dozens of terms.
   */
  @ParameterizedTest(name = "{0}")
  @MethodSource("models")
  void isThatOfTheMarginalMixture(String name, FitSpec spec, double[][] rows) {
    MixtureModel model = Fits.fitted(spec, rows).model();
    int d = model.dimensions();
    for (int pattern = 0; pattern < 1 << d; pattern++) {
      int there = pattern;
      int[] columns = IntStream.range(0, d).filter(j -> (there >> j & 1) == 1).toArray();
      double[][] gaps = new double[100][];
      for (int i = 0; i < gaps.length; i++) {
        double[] row = rows[i].clone();
        // Points that lack nothing are among them.
        for (int j = 0; j < d && i % 3 > 0; j++) {
          row[j] = (there >> j & 1) == 1 ? row[j] : Double.NaN;
        }
        gaps[i] = row;
      }
      Responsibilities actual = answer(model, gaps);
      Responsibilities whole = answer(model, Arrays.copyOf(rows, gaps.length));
      for (int i = 0; i < gaps.length; i++) {
        if (i % 3 == 0) {
          assertThat(actual.logDensity(i)).isEqualTo(whole.logDensity(i));
        } else if (columns.length == 0) {
          assertThat(actual.logDensity(i)).isCloseTo(0, within(1e-12));
          for (int k = 0; k < model.components(); k++) {
            assertThat(actual.get(i, k)).isCloseTo(model.weight(k), within(1e-12));
          }
        }
      }
      if (columns.length > 0) {
        assertClose(actual, answer(Marginal.of(model, columns), picked(rows, columns)), model);
      }
    }
  }

  private static void assertClose(
      Responsibilities actual, Responsibilities expected, MixtureModel model) {
    for (int i = 0; i < 100; i++) {
      if (i % 3 > 0) {
        double logDensity = expected.logDensity(i);
        assertThat(actual.logDensity(i))
            .isCloseTo(logDensity, within(1e-11 * (1 + Math.abs(logDensity))));
        for (int k = 0; k < model.components(); k++) {
          assertThat(actual.get(i, k)).isCloseTo(expected.get(i, k), within(1e-10));
        }
      }
    }
  }

  private static double[][] picked(double[][] rows, int[] columns) {
    return Arrays.stream(rows)
        .limit(100)
        .map(row -> Marginal.picked(row, columns))
        .toArray(double[][]::new);
  }

  private static Responsibilities answer(MixtureModel model, double[][] rows) {
    Tile tile = new Tile(model.dimensions());
    Observations.of(rows).read(0, tile);
    Responsibilities answer = new Responsibilities(model.components());
    Posterior.soft(model).evaluate(tile, answer);
    return answer;
  }

  /** E and √V of what is missing, by the conditional mixture of those columns: another way. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("models")
  void whatIsMissingIsExpectedAsByRegression(String name, FitSpec spec, double[][] rows) {
    MixtureModel model = Fits.fitted(spec, rows).model();
    int d = model.dimensions();
    int[] there = {0, d - 1};
    int[] missing = IntStream.range(1, d - 1).toArray();
    if (model.hasNoise()) {
      return;
    }
    Conditional conditional = new Conditional(model, there, missing);
    for (int i = 0; i < 100; i += 7) {
      double[] row = rows[i].clone();
      Arrays.fill(row, 1, d - 1, Double.NaN);
      double[] completed = new double[2 * d + new LevelProbabilities(model).count()];
      Tile tile = new Tile(d);
      tile.add(row);
      Responsibilities weights = answer(model, new double[][] {row});
      new Imputation(model).complete(tile, weights, 0, completed);

      double[] predicted = new double[2 * missing.length];
      conditional.predict(weights, 0, Marginal.picked(row, there), predicted);
      for (int m = 0; m < missing.length; m++) {
        if (model.columns().get(missing[m]).hasLevels()) {
          continue;
        }
        assertThat(completed[missing[m]]).isCloseTo(predicted[m], within(1e-9));
        assertThat(completed[d + missing[m]])
            .isCloseTo(predicted[missing.length + m], within(1e-9));
      }
      assertThat(completed[0]).isEqualTo(row[0]);
      assertThat(completed[d]).isZero();
    }
  }

  /** The largest of Σ_k r_k p_k(l), by plain loops; a level that is there is sure. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("models")
  void aMissingLevelIsTheMostProbable(String name, FitSpec spec, double[][] rows) {
    MixtureModel model = Fits.fitted(spec, rows).model();
    int d = model.dimensions();
    for (int i = 0; i < 100; i += 7) {
      for (boolean isMissing : new boolean[] {true, false}) {
        double[] row = rows[i].clone();
        if (isMissing) {
          Arrays.fill(row, 1, d, Double.NaN);
        }
        double[] completed = new double[2 * d + new LevelProbabilities(model).count()];
        Tile tile = new Tile(d);
        tile.add(row);
        Responsibilities weights = answer(model, new double[][] {row});
        new Imputation(model).complete(tile, weights, 0, completed);
        int at = 2 * d;
        for (int j = 0; j < d; j++) {
          List<Double> levels = model.columns().get(j).levels();
          double most = 0;
          for (int l = 0; l < levels.size(); l++) {
            double expected = levels.get(l) == row[j] ? 1 : 0;
            for (int k = 0; Double.isNaN(row[j]) && k < model.components(); k++) {
              expected += weights.get(0, k) * model.distribution(k, j)[l];
            }
            most = Math.max(most, completed[at]);
            assertThat(completed[at++]).isCloseTo(expected, within(1e-12));
          }
          if (!levels.isEmpty()) {
            assertThat(completed[at - levels.size() + levels.indexOf(completed[j])])
                .isEqualTo(most);
            assertThat(completed[d + j])
                .isEqualTo(Double.valueOf(Double.isNaN(row[j]) ? Double.NaN : 0));
          }
        }
        assertThat(at).isEqualTo(completed.length);
      }
    }
  }

  /**
   * Of noise that is sure it is the middle of the box, with the deviation of a uniform variable.
   */
  @Test
  void noiseIsExpectedAnywhereInItsBox() {
    MixtureModel model =
        MixtureModel.gaussian(
                CovarianceStructure.FULL,
                new double[] {1},
                new double[][] {{0, 0}},
                new double[][][] {{{1, 0}, {0, 1}}})
            .withNoise(0.5, new double[] {-100, -50}, new double[] {200, 60});
    double[] row = {90, Double.NaN};
    Tile tile = new Tile(2);
    tile.add(row);
    double[] completed = new double[4];

    new Imputation(model).complete(tile, answer(model, new double[][] {row}), 0, completed);

    assertThat(completed[1]).isCloseTo(-20, within(1e-12));
    assertThat(completed[3]).isCloseTo(60 / Math.sqrt(12), within(1e-12));
  }

  /** log t by its formula; the marginal of a t distribution has its degrees of freedom. */
  @Test
  void oneValueOfATIsJudgedByTheUnivariateFormula() {
    double nu = 3.5;
    MixtureModel model =
        MixtureModel.gaussian(
                CovarianceStructure.FULL,
                new double[] {1},
                new double[][] {{1, 2}},
                new double[][][] {{{4, 1}, {1, 2}}})
            .withDegreesOfFreedom(new double[] {nu});
    SplittableRandom random = new SplittableRandom(20261128);
    for (int i = 0; i < 50; i++) {
      double x = 10 * random.nextGaussian();
      double z = (x - 1) / 2;
      // Γ(2.25) and Γ(1.75) by the C library.
      double expected =
          Math.log(1.1330030963193463 / 0.9190625268488833)
              - Math.log(nu * Math.PI) / 2
              - Math.log(2)
              - (nu + 1) / 2 * Math.log1p(z * z / nu);

      double actual = answer(model, new double[][] {{x, Double.NaN}}).logDensity(0);

      assertThat(actual).isCloseTo(expected, within(1e-13 * (1 + Math.abs(expected))));
    }
  }
}
