package io.mixtura.mixture.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.Posterior;
import io.mixtura.mixture.Responsibilities;
import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.em.PassThreads;
import io.mixtura.mixture.em.ResponsibilityRule;
import io.mixtura.mixture.kernel.Kernels;
import io.mixtura.mixture.kernel.ScalarKernels;
import io.mixtura.mixture.observations.Observations;
import io.mixtura.mixture.observations.Tile;
import io.mixtura.mixture.statistics.SecondMoments;
import io.mixtura.mixture.statistics.StatisticsForm;
import io.mixtura.mixture.statistics.SufficientStatistics;
import io.mixtura.mixture.testing.Bits;
import io.mixtura.mixture.testing.Fits;
import io.mixtura.mixture.testing.Weighted;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * An E step that leaves out what cannot matter against one that leaves out nothing, in plain loops
 * over the {@link Posterior}, which never does.
 */
class ScreenTests {
  private static final int N = 5_000;

  /** What is left out has a share below 1e-18; the rest of the tolerance is rounding. */
  private static final double TOLERANCE = 1e-12;

  @ParameterizedTest(name = "{0} components {2} apart in {1} dimensions")
  @CsvSource({
    "16, 8, 30",
    "16, 8, 3",
    "64, 16, 10",
    "64, 16, 3",
    "64, 16, 0.1",
    "40, 9, 10",
    "20, 33, 5"
  })
  void leavingOutWhatCannotMatterChangesNothing(int k, int d, double apart) {
    Problem problem = new Problem(k, d, apart, 97L * k + d);
    assertThat(problem.model.gaussians().screenedView()).isNotNull();

    SufficientStatistics actual = problem.statistics(Kernels.best(), 1);

    SufficientStatistics expected = problem.textbook();
    assertClose(actual.logLikelihood(), expected.logLikelihood(), 0);
    assertClose(actual.logLargestResponsibility(), expected.logLargestResponsibility(), N);
    for (int c = 0; c < k; c++) {
      assertClose(actual.count(c), expected.count(c), 1);
      for (int j = 0; j < d; j++) {
        assertClose(actual.sums(c)[j], expected.sums(c)[j], 10 * apart * expected.count(c));
      }
      for (int t = 0; t < actual.second(c).length; t++) {
        double size = 10 * apart * apart + 10;
        assertClose(actual.second(c)[t], expected.second(c)[t], size * expected.count(c));
      }
    }
  }

  @ParameterizedTest(name = "{0} components {2} apart in {1} dimensions")
  @CsvSource({"16, 8, 30", "64, 16, 10", "64, 16, 3"})
  void threadsAndTwinsGiveTheSameBits(int k, int d, double apart) {
    Problem problem = new Problem(k, d, apart, 101L * k + d);
    SufficientStatistics one = problem.statistics(Kernels.best(), 1);

    SufficientStatistics three = problem.statistics(Kernels.best(), 3);
    SufficientStatistics scalar = problem.statistics(new ScalarKernels(), 1);

    assertThat(Bits.of(three)).isEqualTo(Bits.of(one));
    assertThat(Bits.of(scalar)).isEqualTo(Bits.of(one));
  }

  /** A component without any weight, and one that is all but flat. */
  @ParameterizedTest(name = "apart {0}")
  @CsvSource({"10", "1"})
  void componentsOfNoWeightAndOfNoWidthAreNoObstacle(double apart) {
    Problem problem = new Problem(20, 10, apart, 5);
    double[] weights = new double[20];
    Arrays.fill(weights, 1 / 19.0);
    weights[3] = 0;
    problem.covariances[7] = problem.flat(1e-9);
    problem.model =
        MixtureModel.gaussian(
            CovarianceStructure.FULL, weights, problem.means, problem.covariances);

    SufficientStatistics actual = problem.statistics(Kernels.best(), 1);

    SufficientStatistics expected = problem.textbook();
    assertClose(actual.logLikelihood(), expected.logLikelihood(), 0);
    assertThat(actual.count(3)).isZero();
    for (int c = 0; c < 20; c++) {
      assertClose(actual.count(c), expected.count(c), 1);
    }
  }

  /**
   * Some points weigh nothing and lie far away, and some weigh a hundred times as much as others.
   */
  @ParameterizedTest(name = "{0} components {2} apart in {1} dimensions")
  @CsvSource({"16, 8, 30", "64, 16, 10", "64, 16, 3", "64, 16, 0.1"})
  void pointsOfAnyWeightAreSharedOutByIt(int k, int d, double apart) {
    Problem problem = new Problem(k, d, apart, 103L * k + d);
    double total = problem.weigh();

    SufficientStatistics actual = problem.statistics(Kernels.best(), 1);

    SufficientStatistics expected = problem.textbook();
    assertClose(actual.logLikelihood(), expected.logLikelihood(), 0);
    assertClose(actual.logLargestResponsibility(), expected.logLargestResponsibility(), total);
    for (int c = 0; c < k; c++) {
      assertClose(actual.count(c), expected.count(c), 1);
      for (int t = 0; t < actual.second(c).length; t++) {
        double size = 10 * apart * apart + 10;
        assertClose(actual.second(c)[t], expected.second(c)[t], size * expected.count(c));
      }
    }
    assertThat(Bits.of(problem.statistics(new ScalarKernels(), 3))).isEqualTo(Bits.of(actual));
  }

  private static void assertClose(double actual, double expected, double size) {
    assertThat(actual)
        .isCloseTo(expected, within(TOLERANCE * Math.max(Math.abs(expected), Math.max(size, 1))));
  }

  /** Points of a mixture whose means lie some standard deviations apart, in random order. */
  private static final class Problem {
    private final int d;
    private final double[][] rows = new double[N][];
    private final double[] weights = new double[N];
    private boolean isWeighted;
    private final double[][] means;
    private final double[][][] covariances;
    private final SplittableRandom random;
    private MixtureModel model;

    Problem(int k, int d, double apart, long seed) {
      System.out.printf("screen: k = %d, d = %d, seed %d%n", k, d, seed);
      this.d = d;
      this.random = new SplittableRandom(seed);
      this.means = new double[k][d];
      this.covariances = new double[k][][];
      for (int c = 0; c < k; c++) {
        Arrays.setAll(means[c], j -> 1000 + apart * random.nextGaussian());
        covariances[c] = c % 2 == 0 ? flat(0.2) : round();
      }
      for (int i = 0; i < N; i++) {
        double[] mean = means[random.nextInt(k)];
        rows[i] = new double[d];
        Arrays.setAll(rows[i], j -> mean[j] + random.nextGaussian());
      }
      double[] mixing = new double[k];
      Arrays.fill(mixing, 1.0 / k);
      this.model = MixtureModel.gaussian(CovarianceStructure.FULL, mixing, means, covariances);
    }

    /** Gives the points weights; returns their sum. */
    double weigh() {
      Arrays.setAll(weights, i -> i % 7 == 0 ? 0 : Math.pow(10, i % 3) * random.nextDouble());
      for (int i = 0; i < N; i += 14) {
        Arrays.fill(rows[i], 1e100);
      }
      isWeighted = true;
      return Arrays.stream(weights).sum();
    }

    private Observations observations() {
      return isWeighted ? new Weighted(rows, weights).observations() : Observations.of(rows);
    }

    /** For those the bound is a ball, for the others an ellipsoid. */
    private double[][] round() {
      double variance = 0.5 + random.nextDouble();
      double[][] covariance = new double[d][d];
      for (int i = 0; i < d; i++) {
        covariance[i][i] = variance;
      }
      return covariance;
    }

    /** Correlated, and narrower in some directions than in others. */
    double[][] flat(double narrowest) {
      double[][] factor = new double[d][d];
      for (int i = 0; i < d; i++) {
        for (int j = 0; j < i; j++) {
          factor[i][j] = 0.3 * random.nextGaussian();
        }
        factor[i][i] = narrowest + random.nextDouble();
      }
      double[][] covariance = new double[d][d];
      for (int i = 0; i < d; i++) {
        for (int j = 0; j < d; j++) {
          for (int m = 0; m < d; m++) {
            covariance[i][j] += factor[i][m] * factor[j][m];
          }
        }
      }
      return covariance;
    }

    SufficientStatistics statistics(Kernels kernels, int threads) {
      try (PassThreads passThreads = new PassThreads(threads)) {
        return Fits.eStep(observations(), passThreads, kernels)
            .run(new ResponsibilityRule.Soft(model));
      }
    }

    SufficientStatistics textbook() {
      int k = means.length;
      SufficientStatistics sum =
          new SufficientStatistics(k, StatisticsForm.of(d, SecondMoments.FULL));
      Posterior posterior = Posterior.soft(model);
      Responsibilities found = new Responsibilities(k);
      Tile tile = new Tile(d);
      for (int i = 0; i < N; i++) {
        double weight = isWeighted ? weights[i] : 1;
        tile.clear();
        tile.add(rows[i]);
        posterior.evaluate(tile, found);
        sum.addLogLikelihood(weight * found.logDensity(0));
        sum.addLogLargest(weight * Math.log(found.get(0, found.mostProbable(0))));
        for (int c = 0; c < k; c++) {
          add(rows[i], c, weight * found.get(0, c), sum);
        }
      }
      return sum;
    }

    private void add(double[] row, int c, double r, SufficientStatistics sum) {
      sum.addCount(c, r);
      for (int i = 0, t = 0; i < d; i++) {
        sum.sums(c)[i] += r * (row[i] - means[c][i]);
        for (int j = 0; j <= i; j++, t++) {
          sum.second(c)[t] += r * (row[i] - means[c][i]) * (row[j] - means[c][j]);
        }
      }
    }
  }
}
