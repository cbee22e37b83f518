package io.mixtura.mixture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.fitting.FitOutcome;
import io.mixtura.mixture.spec.MixingWeights;
import io.mixtura.mixture.testing.Data;
import io.mixtura.mixture.testing.Fits;
import io.mixtura.mixture.testing.RandomProblem;
import io.mixtura.mixture.testing.SpecBuilder;
import io.mixtura.mixture.testing.TextbookMixture;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A fit on standardized columns answers in the data's own units. */
class StandardizationTests {

  static Stream<Arguments> fits() {
    return CovarianceStructure.ALL.stream()
        .flatMap(structure ->
            LongStream.range(0, 4).mapToObj(seed -> Arguments.of(structure.code(), 500 + seed)));
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("fits")
  void logLikelihoodIsThatOfTheReturnedModel(String structure, long seed) {
    RandomProblem problem = new RandomProblem(seed);
    for (double[][] rows : List.of(problem.rows(), Data.faithful(), Data.iris())) {
      FitOutcome.Fitted fitted =
          Fits.fitted(
              SpecBuilder.em(problem.components(), CovarianceStructure.of(structure))
                  .restarts(2)
                  .standardized()
                  .seed(seed)
                  .build(),
              rows);

      double direct = TextbookMixture.of(fitted.model()).logLikelihood(rows);
      assertThat(fitted.logLikelihood()).isCloseTo(direct, within(1e-9 * Math.abs(direct)));
      assertThat(Objects.requireNonNull(fitted.criteria()).bic())
          .isCloseTo(
              fitted.freeParameters() * Math.log(rows.length) - 2 * direct,
              within(1e-8 * Math.abs(direct)));
    }
  }

  /** Covariances that are estimated in full do not depend on the units they are estimated in. */
  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("startsThatAreGiven")
  void fullCovariancesAreThoseOfTheDataAsTheyAre(String structure, long seed) {
    RandomProblem problem = new RandomProblem(seed);
    SpecBuilder spec =
        SpecBuilder.em(problem.components(), CovarianceStructure.of(structure))
            .from(
                problem.parameters(CovarianceStructure.of(structure), new MixingWeights.Learned()))
            .iterations(10)
            .regularization(0);

    FitOutcome.Fitted plain = Fits.fitted(spec.standardized(false).build(), problem.rows());
    FitOutcome.Fitted standardized = Fits.fitted(spec.standardized(true).build(), problem.rows());

    assertThat(plain.standardization()).isNull();
    assertThat(standardized.logLikelihood())
        .isCloseTo(plain.logLikelihood(), within(1e-9 * Math.abs(plain.logLikelihood())));
    assertThat(standardized.model().toArray())
        .containsExactly(plain.model().toArray(), within(1e-8));
  }

  static Stream<Arguments> startsThatAreGiven() {
    return fits()
        .filter(fit ->
            List.of("full", "tied", "diagonal", "EEI", "VEI", "EVI", "VEE", "EVV")
                .contains(fit.get()[0]));
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("fits")
  void answersAreThoseOfTheReturnedModel(String structure, long seed) {
    RandomProblem problem = new RandomProblem(seed);
    MixtureModel model =
        Fits.fitted(
                SpecBuilder.em(problem.components(), CovarianceStructure.of(structure))
                    .restarts(1)
                    .standardized()
                    .build(),
                problem.rows())
            .model();
    PosteriorTests.assertAnswers(model, problem.rows());
  }
}
