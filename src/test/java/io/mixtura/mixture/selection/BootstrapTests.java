package io.mixtura.mixture.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.em.PassThreads;
import io.mixtura.mixture.family.ConjugatePrior;
import io.mixtura.mixture.fitting.FitOutcome;
import io.mixtura.mixture.observations.Observations;
import io.mixtura.mixture.observations.Resample;
import io.mixtura.mixture.observations.SampleWeights;
import io.mixtura.mixture.observations.Tile;
import io.mixtura.mixture.selection.BootstrapErrors.Interval;
import io.mixtura.mixture.spec.BootstrapSpec;
import io.mixtura.mixture.spec.ConvergenceCriterion;
import io.mixtura.mixture.spec.FitSpec;
import io.mixtura.mixture.spec.Initialization;
import io.mixtura.mixture.spec.MixingWeights;
import io.mixtura.mixture.testing.Data;
import io.mixtura.mixture.testing.Fits;
import io.mixtura.mixture.testing.RandomProblem;
import io.mixtura.mixture.testing.SpecBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Standard errors and intervals, against those of R, of NumPy, and of fits to copied rows. */
class BootstrapTests {
  private static final BootstrapObserver NEVER = () -> false;

  private static BootstrapErrors errors(BootstrapSpec bootstrap, FitSpec spec, Observations rows) {
    return errors(bootstrap, spec, rows, 1);
  }

  private static BootstrapErrors errors(
      BootstrapSpec bootstrap, FitSpec spec, Observations rows, int threads) {
    FitOutcome.Fitted fitted = Fits.fitted(spec, rows);
    try (PassThreads passThreads = new PassThreads(threads)) {
      return bootstrap(bootstrap, spec, rows, passThreads, NEVER).run(fitted).orElseThrow();
    }
  }

  private static Bootstrap bootstrap(
      BootstrapSpec bootstrap,
      FitSpec spec,
      Observations rows,
      PassThreads passThreads,
      BootstrapObserver observer) {
    return new Bootstrap(
        bootstrap, spec, rows, Data.names(rows.dimensions()), passThreads, observer);
  }

  private static List<Interval> all(BootstrapErrors errors) {
    List<Interval> all = new ArrayList<>();
    for (int k = 0; k < errors.components(); k++) {
      all.add(errors.weight(k));
      for (int i = 0; i < errors.dimensions(); i++) {
        all.add(errors.mean(k, i));
        for (int j = 0; j < errors.dimensions(); j++) {
          all.add(errors.covariance(k, i, j));
        }
      }
    }
    return all;
  }

  /**
   * One component: the standard error of a mean is s/√n, which 2000 replicates estimate with a
   * standard error of 1.6% themselves. The golden numbers are those of 20,000 resamples by NumPy
   * ({@code rng.integers(0, n, n)}), with 0.5%: 7% are four of both together.
   */
  @Test
  void ofOneComponentAreThoseOfMeansAndCovariances() {
    BootstrapErrors errors =
        errors(
            new BootstrapSpec(2000, 0.9),
            Fits.spec(1, CovarianceStructure.FULL),
            Observations.of(Data.faithful()));

    double[] byFormula = {0.06907846, 0.82279968};
    double[] means = {0.06863767, 0.82299630};
    double[][] lower = {{3.37272408, 69.53290442}, {1.19819834, 12.72792238, 166.67939284}};
    double[][] upper = {{3.59862518, 72.22794118}, {1.38321780, 14.98300490, 200.45026019}};
    double[] covariances = {0.05622583, 0.68873031, 10.31201587};
    assertThat(errors.failed()).isZero();
    for (int i = 0; i < 2; i++) {
      Interval mean = errors.mean(0, i);
      assertThat(mean.standardError()).isCloseTo(byFormula[i], withinPercentage(7));
      assertThat(mean.standardError()).isCloseTo(means[i], withinPercentage(7));
      // A quantile at 5% is known to 2.1 standard errors over √B, here 5% of one.
      assertThat(mean.lower()).isCloseTo(lower[0][i], within(0.2 * means[i]));
      assertThat(mean.upper()).isCloseTo(upper[0][i], within(0.2 * means[i]));
    }
    int[][] entries = {{0, 0}, {1, 0}, {1, 1}};
    for (int e = 0; e < 3; e++) {
      Interval covariance = errors.covariance(0, entries[e][0], entries[e][1]);
      assertThat(covariance.standardError()).isCloseTo(covariances[e], withinPercentage(7));
      assertThat(covariance.lower()).isCloseTo(lower[1][e], within(0.2 * covariances[e]));
      assertThat(covariance.upper()).isCloseTo(upper[1][e], within(0.2 * covariances[e]));
    }
    assertThat(errors.covariance(0, 0, 1)).isEqualTo(errors.covariance(0, 1, 0));
    assertThat(errors.weight(0)).isEqualTo(new Interval(0, 1, 1));
  }

  /**
   * R 4, mclust 6.0.0: {@code MclustBootstrap(Mclust(faithful, G = 2, modelNames = "VVV"), nboot =
   * 999, type = "bs")} after {@code set.seed(1)}. Both have a Monte Carlo error of 2.2%, 3.2%
   * together; 13% are four of them.
   */
  @Test
  void ofTwoComponentsAreThoseOfMclust() {
    BootstrapErrors errors =
        errors(
            new BootstrapSpec(999, 0.95),
            Fits.spec(2, CovarianceStructure.FULL),
            Observations.of(Data.faithful()));

    double[][] means = {{0.0323348047, 0.4618435746}, {0.02934028159, 0.60734617583}};
    double[][] covariances = {
      {0.02007161794, 0.2682089141, 4.3514647547}, {0.01442009415, 0.168309342, 4.345517375}
    };
    double[][] lower = {{4.227679923, 79.03249022}, {1.978267781, 53.32158608}};
    double[][] upper = {{4.349997033, 80.80025309}, {2.093143463, 55.69638549}};
    assertThat(errors.failed()).isZero();
    for (int k = 0; k < 2; k++) {
      assertThat(errors.weight(k).standardError()).isCloseTo(0.02861649598, withinPercentage(13));
      for (int i = 0; i < 2; i++) {
        Interval mean = errors.mean(k, i);
        assertThat(mean.standardError()).isCloseTo(means[k][i], withinPercentage(13));
        // A quantile at 2.5% is known to 2.7 standard errors over √B, two of them to 12% of one.
        assertThat(mean.lower()).isCloseTo(lower[k][i], within(0.5 * means[k][i]));
        assertThat(mean.upper()).isCloseTo(upper[k][i], within(0.5 * means[k][i]));
        for (int j = 0; j <= i; j++) {
          assertThat(errors.covariance(k, i, j).standardError())
              .isCloseTo(covariances[k][i + j], withinPercentage(13));
        }
      }
    }
    assertThat(errors.weight(0).lower()).isCloseTo(0.5892223685, within(0.014));
    assertThat(errors.weight(0).upper()).isCloseTo(0.6950212283, within(0.014));
  }

  /** The same fits, one by one, to rows that are copied as often as they were drawn. */
  @ParameterizedTest(name = "standardized: {0}, with gaps: {1}")
  @CsvSource({"false,false", "true,false", "false,true", "true,true"})
  void areThoseOfFitsToCopiedRows(boolean isStandardized, boolean hasGaps) {
    double[][] rows = Data.faithful();
    for (int i = 0; hasGaps && i < rows.length; i += 5) {
      rows[i][i % 2] = Double.NaN;
    }
    BootstrapSpec bootstrap = new BootstrapSpec(12, 0.5);
    double[][] means = {{2, 54}, {4.3, 80}};
    SpecBuilder builder =
        SpecBuilder.em(2, hasGaps ? CovarianceStructure.FULL : CovarianceStructure.of("VEE"))
            .standardized(isStandardized)
            .fromMeans(means)
            .until(ConvergenceCriterion.Criterion.LOG_LIKELIHOOD, 1e-13, 5000);
    FitSpec spec = builder.build();
    BootstrapErrors errors = errors(bootstrap, spec, Observations.of(rows));
    FitSpec warm = builder.from(parameters(Fits.fitted(spec, rows).model())).build();

    double[] weights = new double[12];
    double[] firsts = new double[12];
    double[] covariances = new double[12];
    for (int b = 0; b < 12; b++) {
      MixtureModel model = Fits.fitted(warm, copies(rows, spec.seed(), b)).model();
      int longOnes = model.mean(0)[0] > model.mean(1)[0] ? 0 : 1;
      weights[b] = model.weight(longOnes);
      firsts[b] = model.mean(1 - longOnes)[0];
      covariances[b] = model.covariance(longOnes)[0][1];
    }
    assertSame(errors.weight(0), weights, 0.5);
    assertSame(errors.mean(1, 0), firsts, 0.5);
    assertSame(errors.covariance(0, 1, 0), covariances, 0.5);
  }

  private static Initialization parameters(MixtureModel model) {
    List<Double> weights = new ArrayList<>();
    List<List<Double>> means = new ArrayList<>();
    List<List<List<Double>>> covariances = new ArrayList<>();
    for (int k = 0; k < model.components(); k++) {
      weights.add(model.weight(k));
      means.add(RandomProblem.list(model.mean(k)));
      covariances.add(Arrays.stream(model.covariance(k)).map(RandomProblem::list).toList());
    }
    return new Initialization.Parameters(weights, means, covariances);
  }

  private static double[][] copies(double[][] rows, long seed, int replicate) {
    Observations data = Observations.of(rows);
    Resample drawn =
        Resample.of(seed, replicate, SampleWeights.of(data).positiveUpTo(), () -> false);
    List<double[]> copies = new ArrayList<>();
    for (int tile = 0; tile < data.tiles(); tile++) {
      int[] times = drawn.of(tile, data.pointsIn(tile));
      for (int p = 0; p < times.length; p++) {
        for (int copy = 0; copy < times[p]; copy++) {
          copies.add(rows[tile * Tile.POINTS + p]);
        }
      }
    }
    return copies.toArray(double[][]::new);
  }

  private static void assertSame(Interval interval, double[] values, double confidence) {
    Interval expected = Interval.of(values.clone(), confidence);
    double small = 1e-4 * expected.standardError();
    assertThat(interval.standardError()).isCloseTo(expected.standardError(), within(small));
    assertThat(interval.lower()).isCloseTo(expected.lower(), within(small));
    assertThat(interval.upper()).isCloseTo(expected.upper(), within(small));
  }

  /** Against R's {@code sd} and {@code quantile(…, type = 7)} of the same numbers. */
  @Test
  void intervalsAreThoseOfR() {
    double[] values = {3, 1, 4, 1, 5, 9, 2, 6};
    Interval at90 = Interval.of(values.clone(), 0.9);
    assertThat(at90.standardError()).isCloseTo(2.748376144, within(1e-9));
    assertThat(at90.lower()).isCloseTo(1, within(1e-12));
    assertThat(at90.upper()).isCloseTo(7.95, within(1e-12));
    assertThat(Interval.of(values.clone(), 0.8).upper()).isCloseTo(6.9, within(1e-12));

    double[] huge = Arrays.stream(values).map(value -> value * 1e250).toArray();
    assertThat(Interval.of(huge, 0.9).standardError()).isCloseTo(2.748376144e250, within(1e241));
    assertThat(Interval.of(new double[] {7}, 0.9).standardError()).isNaN();
  }

  @Test
  void threadsDoNotChangeABit() {
    Random random = new Random(11);
    double[][] rows = new double[3000][];
    Arrays.setAll(
        rows, i -> new double[] {random.nextGaussian() + 4 * (i % 2), random.nextGaussian()});
    Observations data = Observations.of(rows);
    FitSpec spec = Fits.spec(2, CovarianceStructure.FULL);
    BootstrapSpec bootstrap = new BootstrapSpec(10, 0.95);

    assertThat(all(errors(bootstrap, spec, data, 2)))
        .isEqualTo(all(errors(bootstrap, spec, data, 1)));
  }

  /** Weights belong to the components as the start numbers them, which here is not by weight. */
  @Test
  void fixedWeightsStayWithTheirComponents() {
    FitSpec spec =
        SpecBuilder.em(2, CovarianceStructure.FULL)
            .fromMeans(new double[][] {{2, 54}, {4.3, 80}})
            .weights(new MixingWeights.Fixed(List.of(0.35, 0.65)))
            .build();

    BootstrapErrors errors =
        errors(new BootstrapSpec(20, 0.9), spec, Observations.of(Data.faithful()));

    assertThat(errors.failed()).isZero();
    assertThat(errors.weight(0)).isEqualTo(new Interval(0, 0.65, 0.65));
    assertThat(errors.mean(0, 0).lower()).isGreaterThan(4.1);
    assertThat(errors.mean(1, 0).upper()).isLessThan(2.2);
  }

  /** In a ring: what the start calls 0, 1 and 2 are 2, 0 and 1 by weight. */
  @Test
  void componentsKeepTheirNumbersInAnyOrderOfTheStart() {
    long seed = 3;
    Random random = new Random(seed);
    double[][] rows = new double[200][];
    Arrays.setAll(
        rows, i -> new double[] {(i % 10 < 2 ? 0 : i % 10 < 7 ? 10 : 20) + random.nextGaussian()});
    FitSpec spec =
        SpecBuilder.em(3, CovarianceStructure.FULL)
            .fromMeans(new double[][] {{0}, {10}, {20}})
            .build();
    Observations data = Observations.of(rows);

    assertThat(Fits.fitted(spec, data).initialToCanonical()).containsExactly(2, 0, 1);
    BootstrapErrors errors = errors(new BootstrapSpec(20, 0.9), spec, data);
    assertThat(errors.failed()).isZero();
    double[] means = {10, 20, 0};
    for (int k = 0; k < 3; k++) {
      Interval mean = errors.mean(k, 0);
      assertThat(mean.lower()).as("seed %d", seed).isCloseTo(means[k], within(1.0));
      assertThat(mean.upper()).as("seed %d", seed).isCloseTo(means[k], within(1.0));
    }
  }

  /** Label 0 is the smaller component, and stays number 0 in all replicates. */
  @Test
  void labelledComponentsKeepTheirNumbers() {
    double[][] rows = Data.faithful();
    double[][] marked = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      double label = i % 4 > 0 ? -1 : rows[i][0] < 3 ? 0 : 1;
      marked[i] = new double[] {rows[i][0], rows[i][1], label};
    }

    BootstrapErrors errors =
        errors(
            new BootstrapSpec(20, 0.9),
            Fits.spec(2, CovarianceStructure.FULL),
            Observations.of(marked).marked(-1, 2, 0, 1));

    assertThat(errors.failed()).isZero();
    assertThat(errors.mean(0, 0).upper()).isLessThan(2.2);
    assertThat(errors.mean(1, 0).lower()).isGreaterThan(4.1);
  }

  /** Weights so small that they need another unit, and huge coordinates: a prior counts alike. */
  @ParameterizedTest
  @CsvSource({"1e-3,1", "1,1", "1,1e140"})
  void unitsDoNotMatter(double weightUnit, double unit) {
    double[][] rows = Data.faithful();
    double[][] scaled =
        Arrays.stream(rows)
            .map(row -> Arrays.stream(row).map(x -> x * unit).toArray())
            .toArray(double[][]::new);
    double[] weights = new double[rows.length];
    Arrays.fill(weights, weightUnit);
    FitSpec spec =
        SpecBuilder.em(2, CovarianceStructure.FULL)
            .prior(new ConjugatePrior(20, null, null, null))
            .until(ConvergenceCriterion.Criterion.LOG_LIKELIHOOD, 1e-12, 5000)
            .build();
    BootstrapSpec bootstrap = new BootstrapSpec(30, 0.9);

    BootstrapErrors plain = errors(bootstrap, spec, Observations.of(rows));
    BootstrapErrors other = errors(bootstrap, spec, Observations.of(scaled, weights));

    assertThat(other.mean(1, 0).standardError() / unit)
        .isCloseTo(plain.mean(1, 0).standardError(), withinPercentage(0.1));
    assertThat(other.weight(1).standardError())
        .isCloseTo(plain.weight(1).standardError(), withinPercentage(0.1));
  }

  /** Three rows hold a component of their own; of most resamples one of them is missing. */
  @Test
  void replicatesThatCollapseAreCountedAndLeftOut() {
    double[][] rows = new double[63][];
    Arrays.setAll(rows, i -> new double[] {i % 10, (i * 7) % 11});
    rows[60] = new double[] {100, 100};
    rows[61] = new double[] {101, 103};
    rows[62] = new double[] {103, 101};
    FitSpec spec = Fits.spec(2, CovarianceStructure.FULL);

    BootstrapErrors errors = errors(new BootstrapSpec(40, 0.9), spec, Observations.of(rows));

    assertThat(errors.failed()).isBetween(10, 40);
    assertThat(errors.warnings().getFirst())
        .startsWith(errors.failed() + " of 40 bootstrap replicates collapsed");
  }

  @Test
  void twoRowsAreNoDisaster() {
    BootstrapErrors errors =
        errors(
            new BootstrapSpec(20, 0.9),
            Fits.spec(1, CovarianceStructure.DIAGONAL),
            Observations.of(new double[][] {{0, 1}, {2, 5}}));

    // One resample out of two holds one of the rows alone.
    assertThat(errors.failed()).isBetween(1, 20);
  }

  @Test
  void stopsAtAnyTile() {
    Observations rows = Observations.of(Data.faithful());
    FitSpec spec = Fits.spec(2, CovarianceStructure.FULL);
    FitOutcome.Fitted fitted = Fits.fitted(spec, rows);
    BootstrapSpec three = new BootstrapSpec(3, 0.9);
    try (PassThreads passThreads = new PassThreads(1)) {
      AtomicInteger asked = new AtomicInteger();
      BootstrapObserver counting =
          () -> {
            asked.incrementAndGet();
            return false;
          };
      assertThat(bootstrap(three, spec, rows, passThreads, counting).run(fitted)).isPresent();
      int all = asked.get();
      assertThat(all).isGreaterThan(3 * 5 * rows.tiles());
      for (int at = 0; at < all; at += 1 + all / 20) {
        AtomicInteger left = new AtomicInteger(at);
        assertThat(
                bootstrap(three, spec, rows, passThreads, () -> left.getAndDecrement() <= 0)
                    .run(fitted))
            .as("stopped after %d tiles", at)
            .isEmpty();
      }
    }
  }

  @Test
  void othersThanGaussianComponentsAreRefused() {
    FitSpec noisy = SpecBuilder.em(2, CovarianceStructure.FULL).noisy().build();
    try (PassThreads passThreads = new PassThreads(1)) {
      assertThatThrownBy(() ->
              bootstrap(
                  new BootstrapSpec(10, 0.9),
                  noisy,
                  Observations.of(Data.faithful()),
                  passThreads,
                  NEVER))
          .hasMessage("a bootstrap is for Gaussian components without noise");
    }
  }
}
