package io.mixtura.mixture.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.fitting.FitOutcome;
import io.mixtura.mixture.spec.ConvergenceCriterion;
import io.mixtura.mixture.spec.Initialization;
import io.mixtura.mixture.testing.Data;
import io.mixtura.mixture.testing.Fits;
import io.mixtura.mixture.testing.SpecBuilder;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The most probable parameters under a conjugate prior. */
class PriorTests {
  private static final double[][] ROWS = Data.faithful();
  private static final ConjugatePrior DEFAULT = new ConjugatePrior(0.01, null, null, null);

  /** Short eruptions, those after which one waits long, and the others between. */
  private static List<Integer> partition() {
    return Arrays.stream(ROWS).map(row -> row[1] > 85 ? 2 : row[0] < 3 ? 0 : 1).toList();
  }

  private static SpecBuilder spec(String structure, ConjugatePrior prior) {
    return SpecBuilder.em(3, CovarianceStructure.of(structure))
        .from(new Initialization.Partition(partition()))
        .until(ConvergenceCriterion.Criterion.PARAMETERS, 1e-10, 20_000)
        .regularization(0)
        .prior(prior);
  }

  /**
   * The M and E step of R's mclust 6.0.0 in turn, 3000 times: {@code mstep(modelName, data, z,
   * prior = priorControl())} and {@code estep}. (Its own loop may stop early: it looks at the
   * likelihood alone, which with a prior need not rise.) Log-likelihood, and of the second
   * component weight, mean and covariance. mclust has no priors for VEE, EVE, VVE and EVV, and its
   * M step of EII leaves the scale out.
   */
  @ParameterizedTest
  @CsvSource({
    "VII,  -1637.503357933969, 0.30794267117,   4.22980227552, 75.87241892905, 4.73119820431,  0,               4.73119820431",
    "EEI,  -1166.877097889312, 0.042303115081153, 3.4673158595927, 68.6868288215619, 0.22475738926015, 0,         28.68457692794827",
    "EEE,  -1126.427179211348, 0.471315104536,  4.46932321421, 80.85029432538, 0.0762185176015, 0.4800870662737, 32.8128984988086",
    "full, -1128.134993193843, 0.562727070049,  4.31772420037, 78.87693995626, 0.156911931359, 1.094737357137,  28.413552626421",
    "diagonal, -1204.984858864038, 0.636380320549, 4.30045981083, 80.14725966998, 0.32818582113, 0, 32.62934376129",
  })
  void mclustComesToTheSame(
      String structure,
      double logLikelihood,
      double weight,
      double mean0,
      double mean1,
      double variance0,
      double covariance,
      double variance1) {
    FitOutcome.Fitted fit = Fits.fitted(spec(structure, DEFAULT).plain().build(), ROWS);

    int k = fit.initialToCanonical().get(1);
    assertThat(fit.logLikelihood()).isCloseTo(logLikelihood, within(1e-6));
    assertThat(fit.model().weight(k)).isCloseTo(weight, within(1e-6));
    assertThat(fit.model().mean(k))
        .containsExactly(new double[] {mean0, mean1}, within(1e-6 * mean1));
    double[][] sigma = fit.model().covariance(k);
    assertThat(sigma[0][0]).isCloseTo(variance0, within(1e-6 * variance0));
    assertThat(sigma[1][0]).isCloseTo(covariance, within(1e-4));
    assertThat(sigma[1][1]).isCloseTo(variance1, within(1e-6 * variance1));
  }

  /** The same with a prior of one's own: shrinkage 2, mean (3, 70). */
  @ParameterizedTest
  @CsvSource({
    "full,     1, 2, 100, -1128.128413896983, 4.30193005756, 80.24068671214, 0.165861857187, 32.014589064498",
    "tied,     1, 2, 100, -1137.176906998853, 4.30631782841, 80.22558169941, 0.135387946700, 34.299273554672",
    "diagonal, 5, 0, 5,   -1145.984101647075, 4.30891002400, 80.40788053435, 0.186951503624, 29.867501087874"
  })
  void soItDoesWithAnotherPrior(
      String structure,
      double scale0,
      double scale01,
      double scale1,
      double logLikelihood,
      double mean0,
      double mean1,
      double variance0,
      double variance1) {
    ConjugatePrior prior =
        new ConjugatePrior(
            2,
            4.0,
            List.of(3.0, 70.0),
            List.of(List.of(scale0, scale01), List.of(scale01, scale1)));
    for (boolean standardize : new boolean[] {false, true}) {
      if (standardize && structure.equals("diagonal")) {
        // One scale for all columns is another one in other units.
        continue;
      }
      FitOutcome.Fitted fit =
          Fits.fitted(spec(structure, prior).standardized(standardize).plain().build(), ROWS);

      int k = fit.initialToCanonical().get(1);
      assertThat(fit.logLikelihood()).isCloseTo(logLikelihood, within(1e-6));
      assertThat(fit.model().mean(k))
          .containsExactly(new double[] {mean0, mean1}, within(1e-6 * mean1));
      assertThat(fit.model().covariance(k)[0][0]).isCloseTo(variance0, within(1e-6 * variance0));
      assertThat(fit.model().covariance(k)[1][1]).isCloseTo(variance1, within(1e-6 * variance1));
    }
  }

  /** What is maximized never falls, for every structure that has covariances to estimate. */
  @ParameterizedTest
  @MethodSource("structures")
  void theLogPosteriorNeverFalls(String structure) {
    FitOutcome.Fitted fit = Fits.fitted(spec(structure, DEFAULT).plain().build(), ROWS);

    List<Double> history = fit.history();
    assertThat(history).hasSizeGreaterThan(3);
    for (int i = 1; i < history.size(); i++) {
      assertThat(history.get(i)).isGreaterThanOrEqualTo(history.get(i - 1) - 1e-8);
    }
    assertThat(fit.reason().isConvergence()).isTrue();
  }

  static List<String> structures() {
    return CovarianceStructure.ALL.stream()
        .filter(CovarianceStructure::isEstimated)
        .map(CovarianceStructure::code)
        .toList();
  }

  /** Twenty components in twenty-five points: by likelihood alone most would collapse. */
  @Test
  void noComponentCollapses() {
    SpecBuilder spec =
        SpecBuilder.em(20, CovarianceStructure.FULL)
            .from(new Initialization.Portfolio(6, 2))
            .regularization(0);
    double[][] rows = Arrays.copyOf(ROWS, 25);

    assertThat(Fits.run(spec.build(), rows)).isInstanceOf(FitOutcome.Degenerate.class);
    FitOutcome.Fitted fit = Fits.fitted(spec.prior(DEFAULT).build(), rows);

    assertThat(fit.logLikelihood()).isFinite();
    for (int k = 0; k < 20; k++) {
      assertThat(fit.model().covariance(k)[0][0]).isGreaterThan(1e-4);
      assertThat(fit.model().covariance(k)[1][1]).isGreaterThan(1e-2);
    }
  }

  @ParameterizedTest(name = "{2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 4 | shrinkage must be above 0, but was 0.0",
        "1 | 1 | degreesOfFreedom must be above the number of columns less 1, which is 1, but was 1.0",
        "1e308 | 4 | shrinkage must be at most 1e9, but was 1.0E308; the mean counts as so many rows",
        "1 | 1e308 | degreesOfFreedom must be at most 1e9, but was 1.0E308; the scale counts as so many rows"
      })
  void nonsenseIsRefused(double shrinkage, double degreesOfFreedom, String message) {
    ConjugatePrior prior = new ConjugatePrior(shrinkage, degreesOfFreedom, null, null);

    assertThatThrownBy(() -> prior.check(CovarianceStructure.FULL, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void aScaleThatIsNoCovarianceIsRefused() {
    ConjugatePrior prior =
        new ConjugatePrior(1, null, null, List.of(List.of(1.0, 2.0), List.of(2.0, 1.0)));

    assertThatThrownBy(() -> prior.check(CovarianceStructure.FULL, 2))
        .hasMessage("the scale of the prior is not positive definite");
  }
}
