package io.mixtura.mixture.fitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.em.PassThreads;
import io.mixtura.mixture.encoding.ColumnFamily;
import io.mixtura.mixture.family.DegreesOfFreedom;
import io.mixtura.mixture.spec.ConvergenceCriterion;
import io.mixtura.mixture.spec.FitSpec;
import io.mixtura.mixture.spec.Initialization.Parameters;
import io.mixtura.mixture.spec.MixingWeights;
import io.mixtura.mixture.spec.StoppingReason;
import io.mixtura.mixture.testing.Bits;
import io.mixtura.mixture.testing.Data;
import io.mixtura.mixture.testing.DiscreteData;
import io.mixtura.mixture.testing.Fits;
import io.mixtura.mixture.testing.HardData;
import io.mixtura.mixture.testing.RandomProblem;
import io.mixtura.mixture.testing.SpecBuilder;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fits that start from given parameters. */
class WarmStartTests {

  static Stream<String> structures() {
    return CovarianceStructure.ALL.stream().map(CovarianceStructure::code);
  }

  @ParameterizedTest
  @MethodSource("structures")
  void aFitThatStartsAtAMaximumStaysThere(String structure) {
    CovarianceStructure covariance = CovarianceStructure.of(structure);
    FitOutcome.Fitted first =
        Fits.fitted(
            SpecBuilder.em(2, covariance)
                .until(ConvergenceCriterion.Criterion.PARAMETERS, 1e-12, 10_000)
                .build(),
            Data.faithful());

    FitOutcome.Fitted again =
        Fits.fitted(
            SpecBuilder.em(2, covariance).from(parameters(first.model())).build(), Data.faithful());

    // Three values of the log-likelihood tell that it stands still.
    assertThat(again.iterations()).isEqualTo(2);
    assertThat(again.reason()).isEqualTo(StoppingReason.LOG_LIKELIHOOD_CONVERGED);
    assertThat(again.logLikelihood()).isCloseTo(first.logLikelihood(), within(1e-9));
    assertThat(again.model().toArray()).containsExactly(first.model().toArray(), within(1e-7));
  }

  /** The likelihood falls when the given weights are given up; that must not end the fit. */
  @Test
  void weightsThatAreFixedHoldFromTheStart() {
    double[][] rows = Data.faithful();
    MixingWeights equal = new MixingWeights.Equal();
    MixtureModel model =
        Fits.fitted(SpecBuilder.em(2, CovarianceStructure.FULL).build(), rows).model();
    Parameters learned = parameters(model);
    Parameters without = new Parameters(null, learned.means(), learned.covariances());

    FitOutcome.Fitted fitted =
        Fits.fitted(
            SpecBuilder.em(2, CovarianceStructure.FULL).from(learned).weights(equal).build(), rows);
    FitOutcome.Fitted expected =
        Fits.fitted(
            SpecBuilder.em(2, CovarianceStructure.FULL).from(without).weights(equal).build(), rows);

    assertThat(fitted.model().weight(0)).isEqualTo(0.5);
    assertThat(fitted.reason()).isEqualTo(StoppingReason.LOG_LIKELIHOOD_CONVERGED);
    assertThat(Bits.of(fitted)).isEqualTo(Bits.of(expected));
  }

  /**
   * I in the data's units is not I in standardized ones, where the fit takes place. Here it would
   * be narrower, fit better, and what is fixed would seem to lower the likelihood.
   */
  @ParameterizedTest
  @ValueSource(strings = {"identity", "spherical"})
  void aCovarianceIsWhatTheStructureAllowsFromTheStart(String structure) {
    double[][] rows = Data.iris();
    double[] stretch = {2.7, 5, 1.3, 3};
    for (double[] row : rows) {
      Arrays.setAll(row, j -> row[j] * stretch[j]);
    }
    SpecBuilder spec = SpecBuilder.em(3, CovarianceStructure.of(structure)).standardized();
    Parameters best = parameters(Fits.fitted(spec.build(), rows).model());

    FitOutcome.Fitted fitted =
        Fits.fitted(
            spec.from(
                    new Parameters(
                        best.weights(), best.means(), Collections.nCopies(3, identity(4))))
                .build(),
            rows);

    assertThat(fitted.reason()).isEqualTo(StoppingReason.LOG_LIKELIHOOD_CONVERGED);
    double[] units = Objects.requireNonNull(fitted.standardization()).standardDeviations();
    for (int k = 0; k < 3; k++) {
      double[][] covariance = fitted.model().covariance(k);
      double variance = covariance[0][0] / (units[0] * units[0]);
      assertThat(variance).isLessThanOrEqualTo(1 + 1e-12);
      for (int j = 0; j < 4; j++) {
        assertThat(covariance[j][j] / (units[j] * units[j])).isCloseTo(variance, within(1e-12));
      }
    }
  }

  /** A floor that is higher than at the last fit lowers the likelihood; the fit goes on. */
  @Test
  void theRegularizationMayBeAnotherOne() {
    double[][] rows = HardData.DUPLICATE_COLUMN.rows();
    SpecBuilder spec = SpecBuilder.em(3, CovarianceStructure.FULL).regularization(1e-8);
    FitOutcome.Fitted first = Fits.fitted(spec.build(), rows);

    FitOutcome.Fitted again =
        Fits.fitted(spec.from(parameters(first.model())).regularization(1e-5).build(), rows);

    assertThat(again.logLikelihood()).isLessThan(first.logLikelihood());
    assertThat(again.reason()).isEqualTo(StoppingReason.LOG_LIKELIHOOD_CONVERGED);
    assertThat(again.model().weight(0)).isCloseTo(first.model().weight(0), within(1e-4));
  }

  @Test
  void aComponentWithoutWeightStaysWhereItIs() {
    double[][] rows = Data.faithful();
    MixtureModel model =
        Fits.fitted(SpecBuilder.em(1, CovarianceStructure.FULL).build(), rows).model();
    Parameters one = parameters(model);
    Parameters two =
        new Parameters(
            List.of(1.0, 0.0),
            List.of(one.means().getFirst(), List.of(2.0, 55.0)),
            Collections.nCopies(2, Objects.requireNonNull(one.covariances()).getFirst()));

    FitOutcome.Fitted fitted =
        Fits.fitted(SpecBuilder.em(2, CovarianceStructure.FULL).from(two).build(), rows);

    assertThat(fitted.model().weight(1)).isEqualTo(0);
    assertThat(fitted.model().mean(1)).containsExactly(2, 55);
    assertThat(fitted.logLikelihood()).isCloseTo(-1289.79674505261, within(1e-8));
    assertThat(fitted.warnings()).anyMatch(warning -> warning.contains("component 1"));
  }

  private static Parameters parameters(MixtureModel model) {
    int k = model.components();
    return new Parameters(
        IntStream.range(0, k).mapToObj(model::weight).toList(),
        IntStream.range(0, k).mapToObj(c -> RandomProblem.list(model.mean(c))).toList(),
        IntStream.range(0, k)
            .mapToObj(c -> Arrays.stream(model.covariance(c)).map(RandomProblem::list).toList())
            .toList());
  }

  private static List<List<Double>> identity(int d) {
    double[][] matrix = new double[d][d];
    for (int j = 0; j < d; j++) {
      matrix[j][j] = 1;
    }
    return Arrays.stream(matrix).map(RandomProblem::list).toList();
  }

  static Stream<SpecBuilder> families() {
    ColumnFamily poisson = new ColumnFamily.Poisson();
    ColumnFamily levels = DiscreteData.levels(0, 1, 2, 3);
    ColumnFamily gaussian = new ColumnFamily.Gaussian();
    return Stream.of(
        SpecBuilder.em(2, List.of(levels, poisson, levels)),
        SpecBuilder.em(2, List.of(gaussian, poisson, levels)),
        SpecBuilder.em(2, CovarianceStructure.DIAGONAL).student(new DegreesOfFreedom.Fixed(7)),
        SpecBuilder.em(2, CovarianceStructure.DIAGONAL).standardized().noisy(),
        SpecBuilder.em(2, CovarianceStructure.DIAGONAL).student(new DegreesOfFreedom.Shared()));
  }

  /** As a replicate of a bootstrap does, whatever the components are. */
  @ParameterizedTest
  @MethodSource("families")
  void aFitGoesOnFromAModelOfItsOwnFamily(SpecBuilder builder) {
    FitSpec spec =
        builder.until(ConvergenceCriterion.Criterion.LOG_LIKELIHOOD, 1e-12, 5000).build();
    double[][] rows = new double[300][];
    for (int i = 0; i < rows.length; i++) {
      int far = i % 3 == 0 ? 0 : 1;
      rows[i] = new double[] {i * 7 % 2 + 2 * far, i * 11 % 5 + 8 * far, i * 5 % 3 + far};
    }
    try (PassThreads passThreads = new PassThreads(1)) {
      FitOutcome.Fitted first = Fits.fitted(Fits.fit(spec, rows, passThreads, Fits.NOBODY).run());

      FitOutcome.Fitted again =
          Fits.fitted(Fits.fit(spec, rows, passThreads, Fits.NOBODY).climb(first.model()));

      assertThat(again.iterations()).isLessThan(20);
      assertThat(again.logLikelihood()).isCloseTo(first.logLikelihood(), within(1e-8));
      assertThat(again.model().toArray()).containsExactly(first.model().toArray(), within(1e-4));
    }
  }
}
