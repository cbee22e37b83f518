package io.mixtura.mixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.observations.Tile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DensityRankTests {
  /** Standard errors; the sample is always the same, so what holds once holds always. */
  private static final double ERRORS = 4;

  private static double tolerance(double percentile, int draws) {
    double share = percentile / 100;
    return 100 * ERRORS * Math.sqrt(Math.max(share * (1 - share), 1e-4) / draws);
  }

  /** Of one Gaussian the share with a lower density is P(χ²_d > m²): scipy.stats.chi2.sf. */
  @ParameterizedTest
  @CsvSource({
    "1, 0.1, 0.7518296340458492",
    "1, 1, 0.31731050786291115",
    "1, 9, 0.0026997960632601883",
    "2, 0.5, 0.7788007830714049",
    "2, 6, 0.04978706836786395",
    "5, 1, 0.9625657732472964",
    "5, 4, 0.5494159513527802",
    "5, 16, 0.006844073922420431",
    "20, 10, 0.9681719426937951",
    "20, 30, 0.06985366069940986",
  })
  void ofOneGaussianItIsTheTailOfChiSquared(int d, double squaredLength, double tail) {
    MixtureModel model = DrawsTests.gaussian(d);
    DensityRank rank = DensityRank.of(model);
    double logDensity =
        -0.5 * (d * Math.log(2 * Math.PI) + model.gaussians().covariance(0).logDeterminant())
            - 0.5 * squaredLength;
    assertThat(rank.draws()).isEqualTo(10_000);
    assertThat(rank.percentile(logDensity))
        .isCloseTo(100 * tail, within(tolerance(100 * tail, rank.draws())));
  }

  /**
   * Old Faithful as mclust fits it; log densities and shares integrated with scipy on a grid of
   * 3001 × 3001 points from (−1, 10) to (8, 130).
   */
  @ParameterizedTest
  @CsvSource({
    "3.6, 79, -4.63681214583495, 22.846528089610153",
    "1.8, 54, -3.6721622299297607, 59.941412540406894",
    "3, 65, -8.750370222201946, 0.34683518485362436",
    "4.29, 80, -3.1060999739545982, 99.99946268995679",
    "5.5, 70, -11.918596610800986, 0.0124671374729089",
  })
  void ofAMixtureItIsTheIntegral(double x, double y, double logDensity, double percentile) {
    MixtureModel model = faithful();
    Responsibilities answer = new Responsibilities(2);
    Tile tile = new Tile(2);
    tile.add(new double[] {x, y});
    Posterior.soft(model).evaluate(tile, answer);
    DensityRank rank = DensityRank.of(model);
    assertThat(answer.logDensity(0)).isCloseTo(logDensity, within(1e-10));
    assertThat(rank.percentile(answer.logDensity(0)))
        .isCloseTo(percentile, within(tolerance(percentile, rank.draws())));
  }

  /** What mclust 6.0.0 makes of Old Faithful with two components, VVV. */
  static MixtureModel faithful() {
    return MixtureModel.gaussian(
        CovarianceStructure.FULL,
        new double[] {0.6441271321702587, 0.35587286782974104},
        new double[][] {
          {4.289661996190993, 79.96811545319443}, {2.036388480719346, 54.47851663948315}
        },
        new double[][][] {
          {{0.16996840642897384, 0.9406089463500669}, {0.9406089463500669, 36.04620711893541}},
          {{0.06916769328069114, 0.43516784066468384}, {0.43516784066468384, 33.697283546402645}}
        });
  }

  @Test
  void itGoesFromNothingToEverything() {
    DensityRank rank = DensityRank.of(faithful());
    assertThat(rank.percentile(Double.NEGATIVE_INFINITY)).isEqualTo(0);
    assertThat(rank.percentile(-1e9)).isEqualTo(0);
    assertThat(rank.percentile(0)).isEqualTo(100);
    assertThat(rank.percentile(Double.NaN)).isNaN();
  }

  @Test
  void itIsTheSameEachTime() {
    DensityRank one = DensityRank.of(faithful());
    DensityRank other = DensityRank.of(faithful());
    for (double logDensity = -12; logDensity < -3; logDensity += 0.01) {
      assertThat(other.percentile(logDensity)).isEqualTo(one.percentile(logDensity));
    }
  }
}
