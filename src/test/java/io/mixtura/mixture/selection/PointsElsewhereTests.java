package io.mixtura.mixture.selection;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.em.EStep;
import io.mixtura.mixture.em.PassThreads;
import io.mixtura.mixture.encoding.ColumnFamily;
import io.mixtura.mixture.family.ConjugatePrior;
import io.mixtura.mixture.family.DegreesOfFreedom;
import io.mixtura.mixture.family.NoisyFamily;
import io.mixtura.mixture.fitting.FitOutcome;
import io.mixtura.mixture.fitting.MixtureFit;
import io.mixtura.mixture.observations.Observations;
import io.mixtura.mixture.spec.BootstrapSpec;
import io.mixtura.mixture.spec.FitSpec;
import io.mixtura.mixture.spec.Initialization;
import io.mixtura.mixture.spec.SelectionSpec;
import io.mixtura.mixture.testing.Bits;
import io.mixtura.mixture.testing.Data;
import io.mixtura.mixture.testing.DiscreteData;
import io.mixtura.mixture.testing.EStepElsewhere;
import io.mixtura.mixture.testing.Fits;
import io.mixtura.mixture.testing.Holes;
import io.mixtura.mixture.testing.Selections;
import io.mixtura.mixture.testing.SpecBuilder;
import io.mixtura.mixture.testing.Weighted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * All that a fit asks of its points goes through {@link EStep}: where they are somewhere else, it
 * ends with the same bits.
 */
class PointsElsewhereTests {
  private static final double[][] FAITHFUL = Data.faithful();

  /**
   * A fit.
   *
   * @param name what is special about it
   */
  private record Case(String name, FitSpec spec, Observations rows) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static SpecBuilder em(CovarianceStructure structure) {
    return SpecBuilder.em(3, structure).from(new Initialization.Portfolio(12, 3));
  }

  private static Stream<Case> cases() {
    Observations faithful = Observations.of(FAITHFUL);
    Observations incomplete = Observations.of(Holes.in(FAITHFUL, 0.1, 5));
    Observations weighted = Weighted.fractional(FAITHFUL, 7).observations();
    Observations column = faithful.columns(1);
    List<Case> cases = new ArrayList<>();
    for (CovarianceStructure structure : CovarianceStructure.ALL) {
      cases.add(new Case(structure.code(), em(structure).build(), faithful));
    }
    DegreesOfFreedom free = new DegreesOfFreedom.PerComponent();
    cases.add(new Case("student", em(CovarianceStructure.FULL).student(free).build(), faithful));
    cases.add(
        new Case(
            "student of a column", em(CovarianceStructure.FULL).student(free).build(), column));
    cases.add(new Case("a column", em(CovarianceStructure.FULL).build(), column));
    cases.add(new Case("weights", em(CovarianceStructure.FULL).build(), weighted));
    cases.add(new Case("gaps", em(CovarianceStructure.FULL).build(), incomplete));
    cases.add(new Case("gaps, diagonal", em(CovarianceStructure.DIAGONAL).build(), incomplete));
    cases.add(
        new Case("standardized", em(CovarianceStructure.FULL).standardized().build(), faithful));
    cases.add(new Case("noise", noisy(em(CovarianceStructure.FULL).build()), faithful));
    cases.add(new Case("labels", em(CovarianceStructure.FULL).build(), labelled()));
    cases.add(
        new Case(
            "labels and k-means",
            em(CovarianceStructure.FULL).from(new Initialization.KMeans()).build(),
            labelled()));
    cases.add(
        new Case(
            "random points",
            em(CovarianceStructure.FULL).from(new Initialization.RandomPoints()).build(),
            weighted));
    cases.add(
        new Case(
            "prior",
            em(CovarianceStructure.FULL).prior(new ConjugatePrior(0.01, null, null, null)).build(),
            faithful));
    cases.add(new Case("k-means", SpecBuilder.kMeans(3).build(), faithful));
    cases.add(
        new Case(
            "categories",
            SpecBuilder.em(2, DiscreteData.all(DiscreteData.levels(0, 1), 7))
                .from(new Initialization.Portfolio(12, 3))
                .build(),
            DiscreteData.carcinoma().observations()));
    cases.add(
        new Case(
            "mixed columns",
            SpecBuilder.em(2, List.of(new ColumnFamily.Gaussian(), new ColumnFamily.Poisson()))
                .build(),
            faithful));
    return cases.stream();
  }

  private static FitSpec noisy(FitSpec spec) {
    return spec.with(new NoisyFamily(spec.family()));
  }

  /** Long eruptions are of component 0, where a tenth of the rows says so. */
  private static Observations labelled() {
    double[][] rows = new double[FAITHFUL.length][];
    Arrays.setAll(
        rows,
        i ->
            new double[] {
              FAITHFUL[i][0], FAITHFUL[i][1], i % 10 > 0 ? -1 : FAITHFUL[i][0] > 3 ? 0 : 1
            });
    return Observations.of(rows).marked(-1, 2, 0, 1);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aFitEndsWithTheSameBits(Case one) {
    try (PassThreads passThreads = new PassThreads(2)) {
      EStep here = Fits.eStep(one.rows(), passThreads);
      List<String> columns = Data.names(one.rows().dimensions());

      FitOutcome there =
          new MixtureFit(one.spec(), new EStepElsewhere(here), columns, Fits.NOBODY).run();

      FitOutcome expected = new MixtureFit(one.spec(), here, columns, Fits.NOBODY).run();
      assertThat(Bits.of(there)).isEqualTo(Bits.of(expected));
    }
  }

  /** Large enough that starts are tried on samples of samples. */
  @Test
  void soDoesOneThatTriesItsStartsOnSamples() {
    SplittableRandom random = new SplittableRandom(20261128);
    double[][] rows =
        IntStream.range(0, 100_000)
            .mapToObj(i ->
                new double[] {i % 3 * 4 + random.nextGaussian(), i % 2 * 3 + random.nextGaussian()})
            .toArray(double[][]::new);
    aFitEndsWithTheSameBits(
        new Case("large", em(CovarianceStructure.FULL).build(), Observations.of(rows)));
  }

  @Test
  void soDoASelectionByHeldOutRowsAndABootstrap() {
    FitSpec two = SpecBuilder.em(2, CovarianceStructure.FULL).build();
    FitSpec three = SpecBuilder.em(3, CovarianceStructure.TIED).build();
    SelectionSpec spec = Selections.heldOut(3, two, three);
    try (PassThreads passThreads = new PassThreads(1)) {
      EStep here = Fits.eStep(Observations.of(FAITHFUL), passThreads);
      EStep elsewhere = new EStepElsewhere(here);

      assertThat(Selections.bits(selection(spec, elsewhere).run()))
          .isEqualTo(Selections.bits(selection(spec, here).run()));

      FitOutcome.Fitted fitted =
          Fits.fitted(new MixtureFit(two, here, Data.FAITHFUL_COLUMNS, Fits.NOBODY).run());
      assertThat(errors(two, elsewhere, fitted)).isEqualTo(errors(two, here, fitted));
    }
  }

  private static ModelSelection selection(SelectionSpec spec, EStep eStep) {
    return new ModelSelection(spec, eStep, Data.FAITHFUL_COLUMNS, Selections.NOBODY);
  }

  private static List<BootstrapErrors.Interval> errors(
      FitSpec spec, EStep eStep, FitOutcome.Fitted fitted) {
    BootstrapObserver nobody =
        new BootstrapObserver() {
          @Override
          public boolean stopRequested() {
            return false;
          }

          @Override
          public void starting(int replicate) {}
        };
    BootstrapErrors errors =
        new Bootstrap(new BootstrapSpec(5, 0.9), spec, eStep, Data.FAITHFUL_COLUMNS, nobody)
            .run(fitted)
            .orElseThrow();
    return List.of(errors.weight(0), errors.mean(1, 0), errors.covariance(1, 1, 0));
  }
}
