package io.mixtura.mixture.fitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mixtura.mixture.encoding.ColumnFamily;
import io.mixtura.mixture.observations.Observations;
import io.mixtura.mixture.spec.ConvergenceCriterion.Criterion;
import io.mixtura.mixture.spec.Initialization;
import io.mixtura.mixture.testing.Data;
import io.mixtura.mixture.testing.DiscreteData;
import io.mixtura.mixture.testing.Fits;
import io.mixtura.mixture.testing.SpecBuilder;
import io.mixtura.mixture.testing.Weighted;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Latent classes against the table of answers, as R's poLCA prints it. */
class GoodnessOfFitTests {
  private static final ColumnFamily YES_OR_NO = new ColumnFamily.Bernoulli();
  private static final ColumnFamily THREE = DiscreteData.levels(1, 2, 3);
  private static final List<ColumnFamily> GSS82 =
      List.of(THREE, DiscreteData.levels(1, 2), DiscreteData.levels(1, 2), THREE);

  /**
   * What is known of a fit.
   *
   * @param entropy of an EM in NumPy, since poLCA prints none
   */
  record Published(
      String name,
      Weighted data,
      List<ColumnFamily> columns,
      int classes,
      double likelihoodRatio,
      double pearson,
      long degrees,
      double entropy) {
    @Override
    public String toString() {
      return name + " " + classes;
    }
  }

  /**
   * Of values and carcinoma as poLCA's documentation prints them; of gss82 by an EM in NumPy, from
   * the log-likelihoods that poLCA's documentation states.
   */
  static Stream<Published> published() {
    List<ColumnFamily> four = DiscreteData.all(YES_OR_NO, 4);
    List<ColumnFamily> seven = DiscreteData.all(YES_OR_NO, 7);
    Weighted values = DiscreteData.values();
    Weighted carcinoma = DiscreteData.carcinoma();
    Weighted gss82 = DiscreteData.gss82();
    return Stream.of(
        new Published("values", values, four, 1, 81.0842, 104.1071, 11, Double.NaN),
        new Published("values", values, four, 2, 2.719922, 2.719764, 6, 0.671471),
        new Published("carcinoma", carcinoma, seven, 2, 62.36543, 92.64814, 103, 0.985508),
        new Published("carcinoma", carcinoma, seven, 3, 15.26171, 20.50336, 95, 0.921330),
        new Published("gss82", gss82, GSS82, 2, 79.33723, 93.25328, 22, 0.579826),
        new Published("gss82", gss82, GSS82, 3, 21.89202, 23.53221, 15, 0.604402));
  }

  private static SpecBuilder exact(int classes, List<ColumnFamily> columns) {
    return SpecBuilder.em(classes, columns)
        .from(new Initialization.Portfolio(24, 5))
        .until(Criterion.LOG_LIKELIHOOD, 1e-12, 20_000);
  }

  private static GoodnessOfFit of(FitOutcome.Fitted fitted) {
    return Objects.requireNonNull(fitted.goodnessOfFit());
  }

  @ParameterizedTest
  @MethodSource("published")
  void isThatOfPoLca(Published of) {
    FitOutcome.Fitted fitted =
        Fits.fitted(exact(of.classes(), of.columns()).build(), of.data().observations());

    GoodnessOfFit found = of(fitted);
    assertThat(found.likelihoodRatio()).isCloseTo(of.likelihoodRatio(), within(6e-5));
    assertThat(found.pearson()).isCloseTo(of.pearson(), within(2e-4));
    assertThat(found.residualDegreesOfFreedom()).isEqualTo(of.degrees());
    assertThat(found.completeRows()).isEqualTo(of.data().total());
    if (of.classes() == 1) {
      assertThat(found.entropyRSquared()).isNaN();
    } else {
      assertThat(found.entropyRSquared()).isCloseTo(of.entropy(), within(1e-4));
    }
  }

  /** As {@code na.rm = FALSE} has it: cells hold the rows without gaps, degrees count all rows. */
  @Test
  void rowsWithGapsAreInNoCell() {
    double[][] rows = Data.election();
    List<ColumnFamily> columns = DiscreteData.all(DiscreteData.levels(1, 2, 3, 4), 12);

    GoodnessOfFit found = of(Fits.fitted(exact(3, columns).build(), Observations.of(rows)));

    assertThat(found.completeRows()).isEqualTo(1311);
    assertThat(found.residualDegreesOfFreedom()).isEqualTo(1785 - 110);
    assertThat(found.likelihoodRatio()).isCloseTo(15_054.5944, within(0.01));
    assertThat(found.pearson()).isCloseTo(24_747_054_480.66, within(1e6));
    assertThat(found.entropyRSquared()).isCloseTo(0.820600, within(1e-5));
  }

  @Test
  void equalRowsAreAsGoodAsWeights() {
    Weighted data = DiscreteData.values();
    List<ColumnFamily> columns = DiscreteData.all(YES_OR_NO, 4);

    GoodnessOfFit weighted = of(Fits.fitted(exact(2, columns).build(), data.observations()));
    GoodnessOfFit repeated =
        of(Fits.fitted(exact(2, columns).build(), Observations.of(data.repeated())));

    assertThat(repeated.likelihoodRatio()).isCloseTo(weighted.likelihoodRatio(), within(1e-6));
    assertThat(repeated.pearson()).isCloseTo(weighted.pearson(), within(1e-6));
    assertThat(repeated.residualDegreesOfFreedom()).isEqualTo(weighted.residualDegreesOfFreedom());
  }

  /** Weights that sum to 1 make up as many rows as there are. */
  @Test
  void degreesDoNotDependOnTheUnitOfWeights() {
    Weighted data = DiscreteData.values();
    Weighted shares = data.times(1 / data.total());
    List<ColumnFamily> columns = DiscreteData.all(YES_OR_NO, 4);

    GoodnessOfFit found = of(Fits.fitted(exact(2, columns).build(), shares.observations()));

    assertThat(found.residualDegreesOfFreedom()).isEqualTo(Math.min(16, 15) - 9);
    assertThat(found.completeRows()).isCloseTo(1, within(1e-12));
    assertThat(found.likelihoodRatio()).isCloseTo(2.719922 / data.total(), within(1e-6));
  }

  @Test
  void countsAndNumbersHaveNoTable() {
    double[][] rows = Arrays.stream(DiscreteData.values().rows()).toArray(double[][]::new);
    for (ColumnFamily other : List.of(new ColumnFamily.Poisson(), new ColumnFamily.Gaussian())) {
      List<ColumnFamily> columns = List.of(YES_OR_NO, YES_OR_NO, YES_OR_NO, other);
      FitOutcome.Fitted fitted =
          Fits.fitted(SpecBuilder.em(2, columns).build(), Observations.of(rows));
      assertThat(fitted.goodnessOfFit()).isNull();
    }
  }
}
