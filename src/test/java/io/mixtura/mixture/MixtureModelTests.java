package io.mixtura.mixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.observations.Tile;
import io.mixtura.mixture.testing.Bits;
import io.mixtura.mixture.testing.Fits;
import io.mixtura.mixture.testing.RandomProblem;
import io.mixtura.mixture.testing.SpecBuilder;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MixtureModelTests {
  private static final double[][] MEANS = {{0, 0}, {3, 3}};
  private static final double[][] UNIT = {{1, 0}, {0, 1}};

  static Stream<Arguments> models() {
    return CovarianceStructure.ALL.stream()
        .flatMap(structure ->
            LongStream.range(0, 4).mapToObj(seed -> Arguments.of(structure.code(), 800 + seed)));
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("models")
  void comesBackFromItsNumbersBitForBit(String structure, long seed) {
    RandomProblem problem = new RandomProblem(seed);
    MixtureModel model =
        Fits.fitted(
                SpecBuilder.em(problem.components(), CovarianceStructure.of(structure))
                    .restarts(1)
                    .standardized()
                    .build(),
                problem.rows())
            .model();

    MixtureModel copy =
        MixtureModel.fromArray(
            model.parameters().family(), model.components(), model.dimensions(), model.toArray());

    assertThat(Bits.of(copy)).isEqualTo(Bits.of(model));
    Tile tile = new Tile(model.dimensions());
    tile.add(problem.rows()[0]);
    Responsibilities expected = new Responsibilities(model.components());
    Responsibilities actual = new Responsibilities(model.components());
    Posterior.soft(model).evaluate(tile, expected);
    Posterior.soft(copy).evaluate(tile, actual);
    assertThat(actual.values).isEqualTo(expected.values);
    assertThat(actual.logDensity(0)).isEqualTo(expected.logDensity(0));
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("models")
  void componentsStandInDescendingOrderOfWeight(String structure, long seed) {
    RandomProblem problem = new RandomProblem(seed);
    MixtureModel model =
        Fits.fitted(
                SpecBuilder.em(problem.components() + 1, CovarianceStructure.of(structure)).build(),
                problem.rows())
            .model();

    for (int k = 1; k < model.components(); k++) {
      assertThat(model.weight(k)).isLessThanOrEqualTo(model.weight(k - 1));
    }
  }

  @Test
  void equalWeightsAreOrderedByMean() {
    double[][] means = {{2, 1}, {1, 5}, {1, 3}};
    MixtureModel model =
        MixtureModel.gaussian(
            CovarianceStructure.FULL,
            new double[] {1.0 / 3, 1.0 / 3, 1.0 / 3},
            means,
            new double[][][] {UNIT, UNIT, UNIT});

    assertThat(model.canonicalOrder()).containsExactly(2, 1, 0);
  }

  @Test
  void covariancesThatAreNotPositiveDefiniteAreRefused() {
    assertRefused(
        new double[] {0.5, 0.5}, MEANS, new double[][] {{1, 2}, {2, 1}}, "component 1", "positive");
  }

  @Test
  void covariancesThatAreNotSymmetricAreRefused() {
    assertRefused(
        new double[] {0.5, 0.5},
        MEANS,
        new double[][] {{1, 0.2}, {0.3, 1}},
        "component 1",
        "symmetric",
        "0.2",
        "0.3");
  }

  @Test
  void weightsThatDoNotSumToOneAreRefused() {
    assertRefused(new double[] {0.5, 0.6}, MEANS, UNIT, "1.1", "sum to 1");
  }

  @Test
  void negativeWeightsAreRefused() {
    assertRefused(new double[] {1.5, -0.5}, MEANS, UNIT, "component 1", "-0.5");
  }

  @Test
  void meansThatAreNotFiniteAreRefused() {
    assertRefused(
        new double[] {0.5, 0.5},
        new double[][] {{0, 0}, {Double.NaN, 1}},
        UNIT,
        "component 1",
        "NaN");
  }

  @Test
  void numbersOfPartsThatDifferAreRefused() {
    assertRefused(new double[] {1}, MEANS, UNIT, "1 weights, 2 means and 2 covariances");
  }

  private static void assertRefused(
      double[] weights, double[][] means, double[][] second, CharSequence... words) {
    assertThatThrownBy(() ->
            MixtureModel.gaussian(
                CovarianceStructure.FULL, weights, means, new double[][][] {UNIT, second}))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .contains(words);
  }
}
