package io.mixtura.mixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.family.GaussianFamily;
import io.mixtura.mixture.observations.Tile;
import io.mixtura.mixture.testing.Bits;
import io.mixtura.mixture.testing.Data;
import io.mixtura.mixture.testing.Fits;
import io.mixtura.mixture.testing.SpecBuilder;
import io.mixtura.mixture.testing.TextbookMixture;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ConditionalTests {

  /** μ_y + ρ σ_y/σ_x (x − μ_x) and σ_y √(1 − ρ²), from the textbook. */
  @ParameterizedTest
  @CsvSource({"0, 1", "0.5, 2.5", "-0.999, -7", "0.999999, 30"})
  void ofTwoCorrelatedColumnsItIsTheRegressionLine(double correlation, double x) {
    double sx = 2;
    double sy = 0.3;
    double covariance = correlation * sx * sy;
    MixtureModel model =
        MixtureModel.gaussian(
            CovarianceStructure.FULL,
            new double[] {1},
            new double[][] {{10, -4}},
            new double[][][] {{{sx * sx, covariance}, {covariance, sy * sy}}});
    double mean = -4 + correlation * sy / sx * (x - 10);
    double deviation = sy * Math.sqrt((1 - correlation) * (1 + correlation));

    Conditional conditional = new Conditional(model, new int[] {0}, new int[] {1});
    MixtureModel at = conditional.at(new double[] {x});

    assertThat(at.weight(0)).isEqualTo(1);
    assertThat(at.mean(0)[0]).isCloseTo(mean, within(1e-13));
    assertThat(Math.sqrt(at.covariance(0)[0][0])).isCloseTo(deviation, within(1e-9 * deviation));
    double[] prediction = predict(conditional, x);
    assertThat(prediction[0]).isCloseTo(mean, within(1e-13));
    assertThat(prediction[1]).isCloseTo(deviation, within(1e-9 * deviation));
  }

  private static double[] predict(Conditional conditional, double... values) {
    Tile tile = new Tile(values.length);
    tile.add(values);
    Responsibilities weights = new Responsibilities(conditional.given().components());
    Posterior.soft(conditional.given()).evaluate(tile, weights);
    double[] into = new double[2 * conditional.dimensions()];
    conditional.predict(weights, 0, values, into);
    return into;
  }

  /**
   * Eruptions given the waiting time, on Old Faithful as mclust fits it: mean and standard
   * deviation of p(x, y) / p(y) as scipy.integrate.quad integrates them over x.
   */
  @ParameterizedTest
  @CsvSource({
    "50, 0.018161942416831285, 1.9785667806081395, 0.2521311134985829",
    "65, 0.006645223099962036, 2.6694427667449707, 0.8357450654379193",
    "70, 0.011471705040615569, 3.9224432814519448, 0.5666303171688954",
    "95, 0.0018631718932539713, 4.681912004970772, 0.38134453795308865",
  })
  void ofAMixtureItIsTheRatioOfDensities(double y, double density, double mean, double deviation) {
    Conditional conditional =
        new Conditional(DensityRankTests.faithful(), new int[] {1}, new int[] {0});
    double[] prediction = predict(conditional, y);
    assertThat(logDensity(conditional.given(), y)).isCloseTo(Math.log(density), within(1e-10));
    assertThat(prediction[0]).isCloseTo(mean, within(1e-10));
    assertThat(prediction[1]).isCloseTo(deviation, within(1e-10));

    MixtureModel at = conditional.at(new double[] {y});
    for (double x = 1; x < 6; x += 0.25) {
      assertThat(logDensity(at, x))
          .isCloseTo(
              logDensity(DensityRankTests.faithful(), x, y) - Math.log(density), within(1e-10));
    }
  }

  private static double logDensity(MixtureModel model, double... x) {
    return TextbookMixture.of(model).logDensity(x);
  }

  /** Two columns of iris given two others, in another order: numpy, by Σ_ba solve(Σ_aa). */
  @ParameterizedTest
  @CsvSource({
    "4.8, 6.1, 0.35031851471657055, 1.7011768693793723, 2.8705724782722983, 0.27267599825856886, 0.2887874019610151",
    "1.4, 5.0, 2.41567779183091e-15, 0.23520800967097183, 3.4261857113789476, 0.09626071607520582, 0.25121421018033363",
    "5.5, 7.0, 0.03484374345722508, 1.9506836525056972, 3.0241848954546264, 0.26238239936686525, 0.2989686678274845",
  })
  void ofSeveralColumnsItIsWhatNumpySays(
      double petal, double sepal, double weight, double m0, double m1, double s0, double s1) {
    Conditional conditional = new Conditional(iris(), new int[] {2, 0}, new int[] {3, 1});
    assertThat(conditional.at(new double[] {petal, sepal}).weight(1))
        .isCloseTo(weight, within(1e-11 * weight + 1e-25));
    double[] prediction = predict(conditional, petal, sepal);
    double[] expected = {m0, m1, s0, s1};
    for (int i = 0; i < 4; i++) {
      assertThat(prediction[i]).isCloseTo(expected[i], within(1e-11));
    }
  }

  private static MixtureModel iris() {
    JsonNode golden = JsonMapper.shared().readTree(Data.text("/golden/golden-iris-3.json"));
    JsonNode vvv = golden.at("/models/VVV");
    return MixtureModel.gaussian(
        CovarianceStructure.FULL,
        array(vvv.get("weights")),
        matrix(vvv.get("means")),
        vvv.get("covariances")
            .valueStream()
            .map(ConditionalTests::matrix)
            .toArray(double[][][]::new));
  }

  private static double[] array(JsonNode numbers) {
    return numbers.valueStream().mapToDouble(JsonNode::asDouble).toArray();
  }

  private static double[][] matrix(JsonNode rows) {
    return rows.valueStream().map(ConditionalTests::array).toArray(double[][]::new);
  }

  /** p(a) p(b | a) = p(a, b), whatever the structure. */
  @ParameterizedTest
  @ValueSource(strings = {"full", "tied", "diagonal", "spherical", "identity"})
  void marginalTimesConditionalIsTheJointDensity(String structure) {
    MixtureModel model =
        Fits.fitted(
                SpecBuilder.em(3, CovarianceStructure.of(structure)).restarts(1).build(),
                Data.iris())
            .model();
    int[] a = {3, 0};
    int[] b = {2, 1};
    Conditional conditional = new Conditional(model, a, b);
    for (double[] row : Arrays.copyOf(Data.iris(), 20)) {
      double[] given = {row[3], row[0]};
      double sum =
          logDensity(Marginal.of(model, a), given)
              + logDensity(conditional.at(given), row[2], row[1]);
      assertThat(sum).isCloseTo(logDensity(model, row), within(1e-9));
    }
  }

  /** Integrated over the waiting time with scipy.integrate.quad. */
  @ParameterizedTest
  @CsvSource({"2, -0.626081152199633", "3, -5.234110746233428", "4.5, -0.6028742832664353"})
  void theMarginalIsTheIntegralOverTheOtherColumn(double x, double logDensity) {
    MixtureModel marginal = Marginal.of(DensityRankTests.faithful(), 0);
    assertThat(logDensity(marginal, x)).isCloseTo(logDensity, within(1e-10));
  }

  @Test
  void theMarginalHasTheColumnsInTheOrderAskedFor() {
    MixtureModel model = DensityRankTests.faithful();
    MixtureModel swapped = Marginal.of(model, 1, 0);
    assertThat(swapped.mean(0)).containsExactly(model.mean(0)[1], model.mean(0)[0]);
    assertThat(swapped.covariance(1)[0][0]).isEqualTo(model.covariance(1)[1][1]);
    assertThat(swapped.covariance(1)[0][1]).isEqualTo(model.covariance(1)[1][0]);
    assertThat(Bits.of(Marginal.of(swapped, 1, 0))).isEqualTo(Bits.of(model));
  }

  /** Far from all components the nearest one predicts, and nothing is NaN. */
  @ParameterizedTest
  @ValueSource(doubles = {1e3, -1e8, 1e50, 1e100})
  void farOutThePredictionIsStillANumber(double far) {
    Conditional conditional =
        new Conditional(DensityRankTests.faithful(), new int[] {1}, new int[] {0});
    double[] prediction = predict(conditional, far);
    assertThat(prediction[0]).isFinite();
    assertThat(prediction[1]).isPositive().isFinite();
  }

  /** Stored as it came, the third column equals the first. */
  @Test
  void columnsThatFollowFromOthersAreRefused() {
    double[] weightMeanAndLowerTriangle = {1, 0, 0, 0, 1, 0.5, 1, 1, 0.5, 1};
    MixtureModel model =
        MixtureModel.fromArray(
            new GaussianFamily(CovarianceStructure.FULL), 1, 3, weightMeanAndLowerTriangle);
    assertThatThrownBy(() -> Marginal.of(model, 0, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("component 0 is singular to rounding");
    assertThatThrownBy(() -> new Conditional(model, new int[] {0}, new int[] {2}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("component 0 is singular to rounding");
    assertThat(Marginal.of(model, 0, 1).dimensions()).isEqualTo(2);
  }
}
