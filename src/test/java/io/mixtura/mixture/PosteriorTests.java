package io.mixtura.mixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.observations.Observations;
import io.mixtura.mixture.observations.Tile;
import io.mixtura.mixture.testing.Data;
import io.mixtura.mixture.testing.Fits;
import io.mixtura.mixture.testing.RandomProblem;
import io.mixtura.mixture.testing.SpecBuilder;
import io.mixtura.mixture.testing.TextbookMixture;
import java.util.Arrays;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PosteriorTests {

  static Stream<Arguments> models() {
    return CovarianceStructure.ALL.stream()
        .flatMap(structure ->
            LongStream.range(0, 3).mapToObj(seed -> Arguments.of(structure.code(), 600 + seed)));
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("models")
  void probabilitiesFollowFromBayesRule(String structure, long seed) {
    RandomProblem problem = new RandomProblem(seed);
    MixtureModel model =
        Fits.fitted(
                SpecBuilder.em(problem.components(), CovarianceStructure.of(structure))
                    .restarts(1)
                    .iterations(3)
                    .build(),
                problem.rows())
            .model();

    assertAnswers(model, problem.rows());
  }

  /** Points in the last tile, which is not full, are answered like all others. */
  static void assertAnswers(MixtureModel model, double[][] rows) {
    TextbookMixture textbook = TextbookMixture.of(model);
    double[][] expected = textbook.responsibilities(rows);
    Posterior soft = Posterior.soft(model);
    Posterior hard = Posterior.hard(model);
    Responsibilities softAnswer = new Responsibilities(model.components());
    Responsibilities hardAnswer = new Responsibilities(model.components());
    Observations observations = Observations.of(rows);
    Tile tile = new Tile(model.dimensions());
    for (int index = 0; index < observations.tiles(); index++) {
      observations.read(index, tile);
      soft.evaluate(tile, softAnswer);
      hard.evaluate(tile, hardAnswer);
      for (int p = 0; p < tile.count(); p++) {
        double[] probabilities = expected[index * Tile.POINTS + p];
        double logDensity = textbook.logDensity(rows[index * Tile.POINTS + p]);
        assertThat(softAnswer.logDensity(p))
            .isCloseTo(logDensity, within(1e-10 * (1 + Math.abs(logDensity))));
        assertThat(hardAnswer.logDensity(p)).isEqualTo(softAnswer.logDensity(p));
        double sum = 0;
        for (int k = 0; k < model.components(); k++) {
          assertThat(softAnswer.get(p, k)).isCloseTo(probabilities[k], within(1e-9));
          sum += softAnswer.get(p, k);
          assertThat(hardAnswer.get(p, k)).isEqualTo(hardAnswer.mostProbable(p) == k ? 1.0 : 0.0);
        }
        assertThat(sum).isCloseTo(1, within(1e-12));
        assertThat(hardAnswer.mostProbable(p)).isEqualTo(softAnswer.mostProbable(p));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e3, 1e8, 1e50, 1e100, -1e100})
  void probabilitiesSumToOneWhereEveryDensityUnderflows(double far) {
    for (CovarianceStructure structure : CovarianceStructure.ALL) {
      MixtureModel model =
          Fits.fitted(SpecBuilder.em(3, structure).restarts(1).build(), Data.iris()).model();
      double[] row = new double[4];
      Arrays.fill(row, far);
      Responsibilities answer = new Responsibilities(3);
      Tile tile = new Tile(4);
      tile.add(row);

      Posterior.soft(model).evaluate(tile, answer);

      double sum = answer.get(0, 0) + answer.get(0, 1) + answer.get(0, 2);
      assertThat(sum).isCloseTo(1, within(1e-12));
      assertThat(answer.logDensity(0)).isLessThan(-1e4).isFinite();
    }
  }

  @Test
  void aComponentWithoutWeightGeneratesNothing() {
    MixtureModel model =
        MixtureModel.gaussian(
            CovarianceStructure.FULL,
            new double[] {1, 0},
            new double[][] {{0}, {5}},
            new double[][][] {{{1}}, {{1}}});
    Responsibilities answer = new Responsibilities(2);
    Tile tile = new Tile(1);
    tile.add(new double[] {5});

    Posterior.soft(model).evaluate(tile, answer);

    assertThat(answer.get(0, 0)).isEqualTo(1);
    assertThat(answer.get(0, 1)).isEqualTo(0);
    assertThat(answer.logDensity(0)).isCloseTo(-12.5 - Math.log(2 * Math.PI) / 2, within(1e-12));
  }
}
