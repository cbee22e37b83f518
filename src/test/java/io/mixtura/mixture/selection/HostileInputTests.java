package io.mixtura.mixture.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.Posterior;
import io.mixtura.mixture.Responsibilities;
import io.mixtura.mixture.covariance.Covariance;
import io.mixtura.mixture.fitting.FitOutcome;
import io.mixtura.mixture.fitting.InformationCriteria;
import io.mixtura.mixture.observations.Observations;
import io.mixtura.mixture.observations.Tile;
import io.mixtura.mixture.spec.Algorithm;
import io.mixtura.mixture.spec.FitSpec;
import io.mixtura.mixture.testing.Fits;
import io.mixtura.mixture.testing.HostileAsk;
import io.mixtura.mixture.testing.HostileData;
import io.mixtura.mixture.testing.SpecBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the data, and however they are asked for: never NaN. */
class HostileInputTests {
  private static final Pattern FALL =
      Pattern.compile("log-likelihood fell (once|\\d+ times) on the way");

  static Stream<Arguments> table() {
    return Arrays.stream(HostileData.values())
        .flatMap(data ->
            Arrays.stream(HostileAsk.values())
                .filter(ask -> ask.fits(data).findAny().isPresent())
                .map(ask -> Arguments.of(data, ask)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("table")
  void endsInASoundModelOrAReason(HostileData data, HostileAsk ask) {
    ask.fits(data).map(SpecBuilder::build).forEach(spec -> assertSensible(data, spec));
  }

  /**
   * What is said of them to one who wants a full covariance, with regularization as it is by
   * default and without.
   */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ONE_POINT                    | all rows are equal. A mixture needs rows that differ | all rows are equal
          FEWER_POINTS_THAN_DIMENSIONS | linear combinations of the columns before them | 5 rows span fewer dimensions than the 9 columns have, so that covariances are flat. Set regularization above 0
          AS_MANY_POINTS_AS_COMPONENTS | use fewer components or more restarts          | closed in on points that (nearly) coincide
          FEWER_POINTS_THAN_COMPONENTS | use fewer components                           | use fewer components
          TWO_POINTS                   | components 0 and 1 collapsed on (nearly) coincident points and only regularization keeps them apart | Set regularization above 0
          CONSTANT_COLUMN              | constant columns tell nothing about components: 'x1' | constant columns ('x1') leave no variance to estimate. Set regularization above 0, leave out columns
          DUPLICATED_ROWS              | collapsed on (nearly) coincident points        | closed in on points that (nearly) coincide
          ALL_ROWS_EQUAL               | all rows are equal                             | neither regularization nor fewer components will help
          ALL_ZERO                     | all rows are equal                             | all rows are equal
          COLLINEAR                    | linear combinations of the columns before them | combinations of the columns before them ('x1', 'x2') leave no variance of their own to estimate. Set regularization above 0, leave out columns
          ALTERNATING                  | a tighter covariance                           | a tighter covariance
          DENORMAL                     | differ by so little                            | Multiply the columns by some power of 10
          FAR_OUTLIER                  | values far from all others                     | Set regularization above 0
          MANY_DIMENSIONS              | linear combinations of the columns before them | 60 rows span fewer dimensions than the 200 columns have
          HUGE_COUNTS                  | collapsed on (nearly) coincident points        | Set regularization above 0
          ONE_ROW_HAS_ALL_WEIGHT       | all rows of a weight above 0 are equal         | needs rows that differ
          ONE_ROW_HAS_NEARLY_ALL_WEIGHT| component 1 has no points left: use fewer components | use fewer components
          A_COLUMN_OF_GAPS             | constant columns tell nothing about components: 'x1' | constant columns ('x1') leave no variance to estimate
          ONE_VALUE_IN_A_COLUMN        | constant columns tell nothing about components: 'x1' | constant columns ('x1') leave no variance to estimate
          """)
  void theProblemAndTheRemedyAreNamed(HostileData data, String byDefault, String unregularized) {
    assertThat(told(data, HostileAsk.GAUSSIAN)).contains(byDefault);
    assertThat(told(data, HostileAsk.GAUSSIAN_UNREGULARIZED)).contains(unregularized);
  }

  private static String told(HostileData data, HostileAsk ask) {
    FitSpec full = ask.fits(data).findFirst().orElseThrow().build();
    return switch (assertSensible(data, full)) {
      case FitOutcome.Fitted fitted -> String.join("\n", fitted.warnings());
      case FitOutcome.Degenerate(var message) -> message;
      case FitOutcome.Interrupted _ -> throw new AssertionError("nobody stopped it");
    };
  }

  static FitOutcome assertSensible(HostileData data, FitSpec spec) {
    FitOutcome outcome = Fits.run(spec, data.observations());
    switch (outcome) {
      case FitOutcome.Fitted fitted -> assertSound(fitted, data, spec);
      case FitOutcome.Degenerate(var message) ->
          assertThat(message)
              .as(spec.toString())
              .containsPattern("component \\d")
              .containsPattern("column 'x\\d+'")
              .containsIgnoringCase("regularization");
      case FitOutcome.Interrupted _ -> throw new AssertionError("nobody stopped it");
    }
    return outcome;
  }

  private static void assertSound(FitOutcome.Fitted fitted, HostileData data, FitSpec spec) {
    String asked = spec.toString();
    if (spec.algorithm() == Algorithm.EM) {
      InformationCriteria criteria = Objects.requireNonNull(fitted.criteria());
      for (double value :
          new double[] {fitted.logLikelihood(), criteria.aic(), criteria.bic(), criteria.icl()}) {
        assertThat(value).as(asked).isFinite();
      }
      assertNeverFalls(fitted, data, spec, 1);
      assertAnswers(fitted.model(), data, asked);
    } else {
      assertThat(fitted.inertia()).as(asked).isFinite().isNotNegative();
      assertNeverFalls(fitted, data, spec, -1);
    }
    assertNumbers(fitted.model(), asked);
    assertThat(fitted.warnings()).as(asked).noneMatch(warning -> warning.contains("NaN"));
  }

  /**
   * The first step starts from anything; later only a rescue may lower the likelihood, and a
   * warning says that one has. Squared lengths are cut off at 1e300.
   */
  private static void assertNeverFalls(
      FitOutcome.Fitted fitted, HostileData data, FitSpec spec, int sign) {
    List<Double> history = fitted.history();
    assertThat(history).as(spec.toString()).isNotEmpty().allMatch(Double::isFinite);
    boolean isBeyondSquares = data == HostileData.HUGE || data == HostileData.HUGE_AND_TINY;
    boolean areLengthsCut =
        isBeyondSquares && !spec.family().structure().isEstimated() && !spec.standardize();
    boolean isTold = fitted.warnings().stream().anyMatch(told -> FALL.matcher(told).find());
    for (int i = 2; i < history.size() && !areLengthsCut && !isTold; i++) {
      double before = sign * history.get(i - 1);
      double slack = 1e-11 * Math.max(Math.abs(before), fitted.totalWeight());
      assertThat(sign * history.get(i)).as(spec.toString()).isGreaterThanOrEqualTo(before - slack);
    }
  }

  private static void assertNumbers(MixtureModel model, String asked) {
    for (double number : model.toArray()) {
      assertThat(number).as(asked).isFinite();
    }
    assertThat(IntStream.range(0, model.components()).mapToDouble(model::weight).sum())
        .as(asked)
        .isCloseTo(1, within(1e-9));
    for (int k = 0; k < model.clusters() && model.hasGaussians(); k++) {
      Covariance covariance = model.gaussians().covariance(k);
      assertThat(covariance.logDeterminant()).as(asked).isFinite();
      for (double variance : covariance.conditionalVariances()) {
        assertThat(variance).as(asked).isPositive();
      }
    }
  }

  private static void assertAnswers(MixtureModel model, HostileData data, String asked) {
    Observations observations = data.observations();
    Tile tile = new Tile(observations.dimensions());
    Posterior posterior = Posterior.soft(model);
    Responsibilities answer = new Responsibilities(model.components());
    observations.read(0, tile);
    posterior.evaluate(tile, answer);
    for (int p = 0; p < tile.count(); p++) {
      int point = p;
      assertThat(answer.logDensity(p)).as(asked).isFinite();
      assertThat(
              IntStream.range(0, model.components()).mapToDouble(k -> answer.get(point, k)).sum())
          .as(asked)
          .isCloseTo(1, within(1e-12));
    }
  }
}
