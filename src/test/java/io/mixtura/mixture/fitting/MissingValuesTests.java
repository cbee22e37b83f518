package io.mixtura.mixture.fitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.em.PassThreads;
import io.mixtura.mixture.encoding.ColumnFamily;
import io.mixtura.mixture.family.DegreesOfFreedom;
import io.mixtura.mixture.kernel.Kernels;
import io.mixtura.mixture.kernel.ScalarKernels;
import io.mixtura.mixture.kernel.VectorKernels;
import io.mixtura.mixture.observations.Observations;
import io.mixtura.mixture.spec.ConvergenceCriterion.Criterion;
import io.mixtura.mixture.spec.FitSpec;
import io.mixtura.mixture.spec.Initialization;
import io.mixtura.mixture.spec.MixingWeights;
import io.mixtura.mixture.testing.Bits;
import io.mixtura.mixture.testing.Clusters;
import io.mixtura.mixture.testing.Data;
import io.mixtura.mixture.testing.DiscreteData;
import io.mixtura.mixture.testing.Fits;
import io.mixtura.mixture.testing.HardData;
import io.mixtura.mixture.testing.Holes;
import io.mixtura.mixture.testing.RandomProblem;
import io.mixtura.mixture.testing.Recording;
import io.mixtura.mixture.testing.SpecBuilder;
import io.mixtura.mixture.testing.TextbookCovariances;
import io.mixtura.mixture.testing.TextbookIncompleteMixture;
import io.mixtura.mixture.testing.TextbookMixture;
import io.mixtura.mixture.testing.Weighted;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fits to data in which values are missing. */
class MissingValuesTests {
  private static final double NAN = Double.NaN;

  static Stream<Arguments> problems() {
    return TextbookCovariances.structures()
        .flatMap(structure ->
            LongStream.range(0, 6).mapToObj(seed -> Arguments.of(structure.code(), 700 + seed)));
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("problems")
  void iteratesAsTheTextbookDoes(String structure, long seed) {
    RandomProblem problem = new RandomProblem(seed);
    CovarianceStructure covariance = CovarianceStructure.of(structure);
    double[][] rows = Holes.in(problem.rows(), 0.1 + 0.1 * (seed % 4), seed);
    Initialization.Parameters start = problem.parameters(covariance, new MixingWeights.Learned());

    TextbookIncompleteMixture expected =
        new TextbookIncompleteMixture(TextbookEmTests.mixture(start));
    int iterations = 0;
    for (int checked : List.of(1, 2, 10)) {
      for (; iterations < checked; iterations++) {
        expected = expected.iterated(rows, ones(rows.length), covariance);
      }
      FitOutcome.Fitted fitted =
          Fits.fitted(
              SpecBuilder.em(problem.components(), covariance)
                  .plain()
                  .from(start)
                  .iterations(checked)
                  .regularization(0)
                  .build(),
              rows);
      TextbookEmTests.assertSame(fitted, expected.mixture(), expected.logLikelihood(rows));
    }
  }

  /** To the maximum: three columns, two components, as the plain loop finds it. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {31, 32, 33, 34})
  void endsWhereThePlainLoopEnds(long seed) {
    double[][] complete = new double[240][];
    SplittableRandom random = new SplittableRandom(seed);
    Arrays.setAll(
        complete,
        i -> {
          double a = random.nextGaussian();
          double b = random.nextGaussian();
          return i % 3 == 0
              ? new double[] {5 + a, 4 + 0.6 * a + b, random.nextGaussian() - 2}
              : new double[] {a, b - 0.5 * a, 0.8 * b + 0.4 * random.nextGaussian()};
        });
    double[][] rows = Holes.in(complete, 0.2, seed);
    List<Integer> labels =
        IntStream.range(0, rows.length).mapToObj(i -> i % 3 == 0 ? 1 : 0).toList();

    FitOutcome.Fitted fitted =
        Fits.fitted(
            SpecBuilder.em(2, CovarianceStructure.FULL)
                .from(new Initialization.Partition(labels))
                .until(Criterion.LOG_LIKELIHOOD, 1e-15, 5000)
                .build(),
            rows);

    TextbookIncompleteMixture expected =
        new TextbookIncompleteMixture(
            new TextbookMixture(
                new double[] {0.5, 0.5},
                new double[][] {{0, 0, 0}, {5, 4, -2}},
                new double[][][] {
                  {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}, {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}
                }));
    double last = Double.NEGATIVE_INFINITY;
    for (int step = 0; step < 400; step++) {
      double logLikelihood = expected.logLikelihood(rows);
      assertThat(logLikelihood).as("seed %d, step %d", seed, step).isGreaterThan(last - 1e-9);
      last = logLikelihood;
      expected = expected.iterated(rows, ones(rows.length), CovarianceStructure.FULL);
    }
    assertThat(fitted.logLikelihood()).isCloseTo(last, within(1e-8 * Math.abs(last)));
    for (int k = 0; k < 2; k++) {
      int other = Math.abs(fitted.model().mean(k)[0]) < 2.5 ? 0 : 1;
      assertThat(fitted.model().mean(k))
          .containsExactly(expected.mixture().means()[other], within(1e-6));
      for (int i = 0; i < 3; i++) {
        assertThat(fitted.model().covariance(k)[i])
            .containsExactly(expected.mixture().covariances()[other][i], within(1e-5));
      }
    }
  }

  /** t components and noise, as Gaussian ones, do not depend on the columns' units. */
  @ParameterizedTest
  @ValueSource(strings = {"student", "noise"})
  void standardizingChangesNothing(String kind) {
    Clusters clusters = Clusters.of(200, DiscreteData.all(new ColumnFamily.Gaussian(), 3), 9);
    double[][] rows = Holes.in(clusters.rows(), 0.15, 9);
    double[] logLikelihoods =
        Stream.of(false, true)
            .map(standardize -> {
              SpecBuilder spec = SpecBuilder.em(3, CovarianceStructure.FULL);
              spec =
                  kind.equals("noise")
                      ? spec.noisy()
                      : spec.student(new DegreesOfFreedom.PerComponent());
              return spec.standardized(standardize)
                  .from(new Initialization.Partition(Arrays.stream(clusters.of()).boxed().toList()))
                  .until(Criterion.LOG_LIKELIHOOD, 1e-12, 3000)
                  .build();
            })
            .mapToDouble(spec -> Fits.fitted(spec, rows).logLikelihood())
            .toArray();

    assertThat(logLikelihoods[1]).isCloseTo(logLikelihoods[0], within(1e-6));
  }

  /**
   * Little and Rubin, Statistical Analysis with Missing Data, ch. 7: the data of Hald on the heat
   * of hardening cement, with X1, X2 and X4 taken from the last rows, as Rubin (1976) did; the
   * maximum likelihood means are in their text.
   */
  @Test
  void findsTheMeansThatRubinHasPublished() {
    double[][] hald = {
      {7, 26, 6, 60, 78.5},
      {1, 29, 15, 52, 74.3},
      {11, 56, 8, 20, 104.3},
      {11, 31, 8, 47, 87.6},
      {7, 52, 6, 33, 95.9},
      {11, 55, 9, 22, 109.2},
      {3, 71, 17, NAN, 102.7},
      {1, 31, 22, NAN, 72.5},
      {2, 54, 18, NAN, 93.1},
      {NAN, NAN, 4, NAN, 115.9},
      {NAN, NAN, 23, NAN, 83.8},
      {NAN, NAN, 9, NAN, 113.3},
      {NAN, NAN, 8, NAN, 109.4}
    };
    FitOutcome.Fitted fitted =
        Fits.fitted(
            SpecBuilder.em(1, CovarianceStructure.FULL)
                .until(Criterion.LOG_LIKELIHOOD, 1e-13, 100_000)
                .regularization(0)
                .build(),
            hald);

    assertThat(fitted.model().mean(0))
        .containsExactly(new double[] {6.655, 49.965, 11.769, 27.047, 95.423}, within(6e-4));
  }

  /**
   * One Gaussian, y missing where x is there: the mean and variance of x are those of all rows, and
   * y follows by the regression of the complete ones (Anderson 1957).
   */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {41, 42, 43})
  void oneGaussianWithGapsInOneColumnIsARegression(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] rows = new double[1000][];
    for (int i = 0; i < rows.length; i++) {
      double x = 50 + 3 * random.nextGaussian();
      double y = -2 + 0.7 * x + random.nextGaussian();
      // Whether y is missing depends on x: the mean of the values that are there is no estimate.
      rows[i] = new double[] {x, x > 52 ? NAN : y};
    }

    MixtureModel model =
        Fits.fitted(
                SpecBuilder.em(1, CovarianceStructure.FULL)
                    .until(Criterion.LOG_LIKELIHOOD, 1e-15, 10_000)
                    .build(),
                rows)
            .model();

    double[][] there =
        Arrays.stream(rows).filter(row -> !Double.isNaN(row[1])).toArray(double[][]::new);
    double mx = mean(rows, 0);
    double vx = moment(rows, 0, 0, mx, mx);
    double cx = mean(there, 0);
    double cy = mean(there, 1);
    double slope = moment(there, 0, 1, cx, cy) / moment(there, 0, 0, cx, cx);
    double residual = moment(there, 1, 1, cy, cy) - slope * moment(there, 0, 1, cx, cy);
    assertThat(model.mean(0))
        .containsExactly(new double[] {mx, cy + slope * (mx - cx)}, within(1e-5));
    assertThat(model.covariance(0)[0]).containsExactly(new double[] {vx, slope * vx}, within(1e-4));
    assertThat(model.covariance(0)[1][1]).isCloseTo(residual + slope * slope * vx, within(1e-4));
  }

  /** Without correlations a column knows nothing but its own values. */
  @Test
  void withoutCorrelationsOneGaussianHasTheMomentsOfEachColumnsValues() {
    double[][] rows = Holes.in(Data.iris(), 0.3, 8);

    MixtureModel model =
        Fits.fitted(
                SpecBuilder.em(1, CovarianceStructure.DIAGONAL)
                    .until(Criterion.PARAMETERS, 1e-13, 10_000)
                    .build(),
                rows)
            .model();

    for (int j = 0; j < 4; j++) {
      int column = j;
      double[][] there =
          Arrays.stream(rows).filter(row -> !Double.isNaN(row[column])).toArray(double[][]::new);
      double mean = mean(there, j);
      assertThat(model.mean(0)[j]).isCloseTo(mean, within(1e-11));
      assertThat(model.covariance(0)[j][j])
          .isCloseTo(moment(there, j, j, mean, mean), within(1e-11));
    }
  }

  static Stream<String> allStructures() {
    return CovarianceStructure.ALL.stream().map(CovarianceStructure::code);
  }

  @ParameterizedTest
  @MethodSource("allStructures")
  void everyStructureClimbsAndEnds(String structure) {
    double[][] rows = Holes.in(Data.iris(), 0.15, 5);
    FitOutcome.Fitted fitted =
        Fits.fitted(
            SpecBuilder.em(3, CovarianceStructure.of(structure))
                .from(new Initialization.Portfolio(12, 3))
                // Unit covariances have a ridge here that takes more than 500.
                .until(Criterion.LOG_LIKELIHOOD, 1e-7, 5000)
                .build(),
            rows);

    assertThat(fitted.reason().isConvergence()).isTrue();
    for (int i = 1; i < fitted.history().size(); i++) {
      assertThat(fitted.history().get(i)).isGreaterThan(fitted.history().get(i - 1) - 1e-9);
    }
    double direct =
        new TextbookIncompleteMixture(TextbookMixture.of(fitted.model())).logLikelihood(rows);
    assertThat(fitted.logLikelihood()).isCloseTo(direct, within(1e-9 * Math.abs(direct)));
  }

  static Stream<Initialization> starts() {
    return Stream.of(
        new Initialization.Portfolio(12, 3),
        new Initialization.KMeans(),
        new Initialization.RandomPoints(),
        new Initialization.Partition(IntStream.range(0, 150).mapToObj(i -> i / 50).toList()));
  }

  @ParameterizedTest
  @MethodSource("starts")
  void everyStartLeadsToASoundMaximum(Initialization start) {
    for (boolean isStandardized : List.of(false, true)) {
      FitOutcome.Fitted fitted =
          Fits.fitted(
              SpecBuilder.em(3, CovarianceStructure.FULL)
                  .from(start)
                  .standardized(isStandardized)
                  .build(),
              Holes.in(Data.iris(), 0.1, 2));
      // Where all of them lead; that log L is that of the model is held against plain loops above.
      assertThat(fitted.logLikelihood()).isCloseTo(-179.30398, within(1e-3));
      assertThat(fitted.warnings()).noneMatch(warning -> warning.contains("no start ended"));
    }
  }

  @Test
  void standardizedUnitsDoNotChangeTheMaximum() {
    double[][] rows = Holes.in(Data.iris(), 0.2, 3);
    List<Integer> labels = IntStream.range(0, 150).mapToObj(i -> i / 50).toList();
    SpecBuilder spec =
        SpecBuilder.em(3, CovarianceStructure.FULL)
            .from(new Initialization.Partition(labels))
            .until(Criterion.LOG_LIKELIHOOD, 1e-12, 5000);

    FitOutcome.Fitted own = Fits.fitted(spec.build(), rows);
    FitOutcome.Fitted standardized = Fits.fitted(spec.standardized().build(), rows);

    assertThat(standardized.logLikelihood())
        .isCloseTo(own.logLikelihood(), within(1e-8 * Math.abs(own.logLikelihood())));
  }

  @Test
  void aRowWithoutAnyValueCountsInTheWeightsAlone() {
    double[][] rows = Data.faithful();
    double[][] more = Arrays.copyOf(rows, rows.length + 28);
    Arrays.fill(more, rows.length, more.length, new double[] {NAN, NAN});
    SpecBuilder spec =
        SpecBuilder.em(2, CovarianceStructure.FULL)
            .fromMeans(new double[][] {{4, 80}, {2, 55}})
            .until(Criterion.LOG_LIKELIHOOD, 1e-13, 1000);

    FitOutcome.Fitted plain = Fits.fitted(spec.build(), rows);
    FitOutcome.Fitted fitted = Fits.fitted(spec.build(), more);

    assertThat(fitted.logLikelihood()).isCloseTo(plain.logLikelihood(), within(1e-8));
    assertThat(fitted.model().toArray()).containsExactly(plain.model().toArray(), within(1e-4));
  }

  static Stream<Arguments> weighted() {
    return CovarianceStructure.ALL.stream()
        .flatMap(
            structure -> Stream.of(91L, 92L).map(seed -> Arguments.of(structure.code(), seed)));
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("weighted")
  void aRowOfWeightTwoIsTwoRows(String structure, long seed) {
    Weighted weighted = Weighted.counted(Holes.in(Data.iris(), 0.15, seed), seed);
    FitSpec spec =
        SpecBuilder.em(3, CovarianceStructure.of(structure))
            .fromMeans(new double[][] {{5, 3.4, 1.5, 0.2}, {6, 2.8, 4.2, 1.3}, {6.5, 3, 5.5, 2}})
            .iterations(8)
            .build();

    FitOutcome.Fitted expected = Fits.fitted(spec, weighted.repeated());
    FitOutcome.Fitted fitted = Fits.fitted(spec, weighted.observations());

    assertThat(fitted.logLikelihood())
        .isCloseTo(expected.logLikelihood(), within(1e-9 * Math.abs(expected.logLikelihood())));
    assertThat(fitted.model().toArray()).containsExactly(expected.model().toArray(), within(1e-8));
  }

  static Stream<FitSpec> specs() {
    return Stream.of(
        SpecBuilder.em(3, CovarianceStructure.FULL).restarts(1).iterations(4).build(),
        SpecBuilder.em(3, CovarianceStructure.TIED).restarts(1).iterations(4).build(),
        SpecBuilder.em(3, CovarianceStructure.DIAGONAL)
            .from(new Initialization.RandomPoints())
            .restarts(2)
            .iterations(4)
            .standardized()
            .build(),
        SpecBuilder.em(3, CovarianceStructure.FULL)
            .from(new Initialization.Portfolio(12, 2))
            .iterations(4)
            .build(),
        SpecBuilder.kMeans(3).restarts(2).iterations(4).build());
  }

  @ParameterizedTest
  @MethodSource("specs")
  void threadsAndTwinsGiveTheSameBits(FitSpec spec) {
    double[][] rows = new double[70_017][];
    Arrays.setAll(
        rows, i -> new double[] {Math.sin(i) + i % 3 * 4, Math.cos(1.7 * i), Math.sin(0.3 * i)});
    Observations observations = Observations.of(Holes.in(rows, 0.1, 4));

    List<Object> expected = Bits.of(Fits.run(spec, observations, 1, new VectorKernels()));

    assertThat(Bits.of(Fits.run(spec, observations, 3, Kernels.best()))).isEqualTo(expected);
    assertThat(Bits.of(Fits.run(spec, observations, 2, new ScalarKernels()))).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("specs")
  void aFitThatIsResumedEndsWithTheSameBits(FitSpec spec) {
    Observations observations = Observations.of(Holes.in(Data.iris(), 0.1, 4));
    Recording recording = new Recording();
    try (PassThreads passThreads = new PassThreads(2)) {
      List<String> names = Data.names(4);
      List<Object> expected =
          Bits.of(new MixtureFit(spec, observations, names, passThreads, recording).run());
      assertThat(recording.checkpoints()).isNotEmpty();
      for (FitCheckpoint checkpoint : recording.checkpoints()) {
        MixtureFit again = new MixtureFit(spec, observations, names, passThreads, Fits.NOBODY);
        assertThat(Bits.of(again.resume(checkpoint))).isEqualTo(expected);
      }
    }
  }

  /** KMeans's algorithm with distances in the columns that a row has, in plain loops. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {61, 62, 63})
  void kMeansEndsWhereNoRowAndNoMeanMoves(long seed) {
    double[][] rows = Holes.in(Data.iris(), 0.2, seed);

    FitOutcome.Fitted fitted =
        Fits.fitted(SpecBuilder.kMeans(3).until(Criterion.PARAMETERS, 1e-13, 10_000).build(), rows);

    double[][] means = KMeansTests.means(fitted.model());
    double[][] sums = new double[3][4];
    double[][] counts = new double[3][4];
    double inertia = 0;
    for (double[] row : rows) {
      double[] distances = Arrays.stream(means).mapToDouble(mean -> distance(row, mean)).toArray();
      int nearest =
          IntStream.range(0, 3).reduce((a, b) -> distances[b] < distances[a] ? b : a).orElseThrow();
      inertia += distances[nearest];
      for (int j = 0; j < 4; j++) {
        sums[nearest][j] += Double.isNaN(row[j]) ? 0 : row[j];
        counts[nearest][j] += Double.isNaN(row[j]) ? 0 : 1;
      }
    }
    assertThat(fitted.inertia()).isCloseTo(inertia, within(1e-9 * inertia));
    for (int k = 0; k < 3; k++) {
      for (int j = 0; j < 4; j++) {
        assertThat(means[k][j]).isCloseTo(sums[k][j] / counts[k][j], within(1e-10));
      }
    }
  }

  /** More different gaps than are kept; of many columns some rows lack nearly all. */
  @Test
  void manyColumnsAndAsManyKindsOfGapsAsRows() {
    SplittableRandom random = new SplittableRandom(12);
    double[][] rows = new double[900][70];
    for (int i = 0; i < rows.length; i++) {
      double common = random.nextGaussian();
      double missing = i % 10 == 0 ? 0.9 : 0.2;
      for (int j = 0; j < 70; j++) {
        double value = (i % 2) * 6 + common + random.nextGaussian();
        rows[i][j] = random.nextDouble() < missing ? NAN : value;
      }
    }
    FitSpec spec =
        SpecBuilder.em(2, CovarianceStructure.FULL)
            .from(
                new Initialization.Partition(IntStream.range(0, 900).mapToObj(i -> i % 2).toList()))
            .iterations(2)
            .build();

    FitOutcome.Fitted fitted = Fits.fitted(spec, rows);

    double direct =
        new TextbookIncompleteMixture(TextbookMixture.of(fitted.model())).logLikelihood(rows);
    assertThat(fitted.logLikelihood()).isCloseTo(direct, within(1e-9 * Math.abs(direct)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"full", "tied", "diagonal", "spherical", "VEV", "VVE"})
  void hardDataWithGapsEndSomewhereSound(String structure) {
    for (HardData data : HardData.values()) {
      double[][] rows = Holes.in(data.rows(), 0.2, 3);
      FitOutcome outcome =
          Fits.run(
              SpecBuilder.em(3, CovarianceStructure.of(structure))
                  .from(new Initialization.Portfolio(8, 2))
                  .build(),
              rows);
      if (outcome instanceof FitOutcome.Fitted fitted) {
        assertThat(fitted.logLikelihood()).as("%s", data).isFinite();
        assertThat(fitted.model().toArray()).as("%s", data).doesNotContain(NAN);
      } else {
        assertThat(outcome).as("%s", data).isInstanceOf(FitOutcome.Degenerate.class);
      }
    }
  }

  private static double[] ones(int n) {
    double[] ones = new double[n];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static double distance(double[] row, double[] mean) {
    double sum = 0;
    for (int j = 0; j < row.length; j++) {
      sum += Double.isNaN(row[j]) ? 0 : (row[j] - mean[j]) * (row[j] - mean[j]);
    }
    return sum;
  }

  private static double mean(double[][] rows, int j) {
    return Arrays.stream(rows).mapToDouble(row -> row[j]).average().orElseThrow();
  }

  private static double moment(double[][] rows, int i, int j, double mi, double mj) {
    return Arrays.stream(rows)
        .mapToDouble(row -> (row[i] - mi) * (row[j] - mj))
        .average()
        .orElseThrow();
  }
}
