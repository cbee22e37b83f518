package io.mixtura.mixture.fitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.em.PassThreads;
import io.mixtura.mixture.kernel.Kernels;
import io.mixtura.mixture.kernel.ScalarKernels;
import io.mixtura.mixture.kernel.VectorKernels;
import io.mixtura.mixture.observations.Observations;
import io.mixtura.mixture.spec.FitSpec;
import io.mixtura.mixture.spec.Initialization;
import io.mixtura.mixture.spec.MixingWeights;
import io.mixtura.mixture.testing.Bits;
import io.mixtura.mixture.testing.Data;
import io.mixtura.mixture.testing.Fits;
import io.mixtura.mixture.testing.RandomProblem;
import io.mixtura.mixture.testing.Recording;
import io.mixtura.mixture.testing.SpecBuilder;
import io.mixtura.mixture.testing.TextbookCovariances;
import io.mixtura.mixture.testing.TextbookMixture;
import io.mixtura.mixture.testing.Weighted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A row of weight 2 counts as two equal rows, whatever is computed from it. */
class WeightedFitTests {
  /** Of sums that are taken in another order. */
  private static final double ROUNDING = 1e-12;

  static Stream<Arguments> problems() {
    return problems(CovarianceStructure.ALL.stream());
  }

  static Stream<Arguments> textbookProblems() {
    return problems(TextbookCovariances.structures());
  }

  private static Stream<Arguments> problems(Stream<CovarianceStructure> structures) {
    return structures.flatMap(structure ->
        LongStream.range(0, 6)
            .mapToObj(seed -> Arguments.of(structure.code(), seed % 2 == 0, 300 + seed)));
  }

  @ParameterizedTest(name = "{0}, standardized {1}, seed {2}")
  @MethodSource("problems")
  void fromAPartition(String structure, boolean isStandardized, long seed) {
    RandomProblem problem = new RandomProblem(seed);
    Weighted weighted = Weighted.counted(problem.rows(), seed);
    List<Integer> labels = labels(problem);
    SpecBuilder spec =
        SpecBuilder.em(problem.components(), CovarianceStructure.of(structure))
            .standardized(isStandardized)
            .iterations(4);

    FitOutcome.Fitted actual =
        Fits.fitted(
            spec.from(new Initialization.Partition(labels)).build(), weighted.observations());
    FitOutcome.Fitted expected =
        Fits.fitted(
            spec.from(new Initialization.Partition(weighted.repeated(labels))).build(),
            weighted.repeated());

    assertSame(actual, expected);
  }

  @ParameterizedTest(name = "{0}, standardized {1}, seed {2}")
  @MethodSource("problems")
  void fromParameters(String structure, boolean isStandardized, long seed) {
    RandomProblem problem = new RandomProblem(seed);
    Weighted weighted = Weighted.counted(problem.rows(), seed);
    FitSpec spec =
        SpecBuilder.em(problem.components(), CovarianceStructure.of(structure))
            .fromMeans(Arrays.copyOf(problem.rows(), problem.components()))
            .standardized(isStandardized)
            .iterations(4)
            .build();

    FitOutcome.Fitted actual = Fits.fitted(spec, weighted.observations());

    assertSame(actual, Fits.fitted(spec, weighted.repeated()));
    assertThat(actual.totalWeight()).isEqualTo(weighted.total());
  }

  /** More rows than are looked through for means: they are sought on a sample. */
  @Test
  void fromKMeansOnASample() {
    double[][] rows = new double[70_003][];
    Arrays.setAll(rows, i -> new double[] {Math.sin(i) + i % 3 * 8, Math.cos(1.7 * i)});
    Weighted weighted = Weighted.counted(rows, 1);
    FitSpec spec = SpecBuilder.em(3, CovarianceStructure.FULL).restarts(2).build();

    FitOutcome.Fitted actual = Fits.fitted(spec, weighted.observations());
    FitOutcome.Fitted expected = Fits.fitted(spec, weighted.repeated());

    assertClose(actual.logLikelihood(), expected.logLikelihood(), 1e-8);
    assertThat(actual.restartsReachingBest()).isEqualTo(2);
  }

  /** Whatever the starts, the best of them comes to the same. */
  @Test
  void fromAPortfolio() {
    Weighted weighted = Weighted.counted(Data.iris(), 11);
    FitSpec spec =
        SpecBuilder.em(3, CovarianceStructure.FULL)
            .from(new Initialization.Portfolio(24, 5))
            .build();

    FitOutcome.Fitted actual = Fits.fitted(spec, weighted.observations());
    FitOutcome.Fitted expected = Fits.fitted(spec, weighted.repeated());

    assertClose(actual.logLikelihood(), expected.logLikelihood(), 1e-6);
    assertThat(actual.warnings()).isEqualTo(expected.warnings());
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {321, 322, 323, 324})
  void inKMeans(long seed) {
    RandomProblem problem = new RandomProblem(seed);
    Weighted weighted = Weighted.counted(problem.rows(), seed);
    FitSpec spec =
        SpecBuilder.kMeans(problem.components())
            .fromMeans(Arrays.copyOf(problem.rows(), problem.components()))
            .standardized(seed % 2 == 0)
            .iterations(20)
            .build();

    assertSame(Fits.fitted(spec, weighted.observations()), Fits.fitted(spec, weighted.repeated()));
  }

  @Test
  void inKMeansAsScikitLearnDoes() {
    double[][] rows = Data.faithful();
    double[] weights = IntStream.range(0, rows.length).mapToDouble(i -> 0.25 * (i % 5)).toArray();

    FitOutcome.Fitted fitted =
        Fits.fitted(
            SpecBuilder.kMeans(3).fromMeans(Arrays.copyOf(rows, 3)).iterations(100).build(),
            new Weighted(rows, weights).observations());

    // scikit-learn 1.9.1: KMeans(3, init=x[:3], n_init=1, tol=0).fit(x, sample_weight=w)
    assertThat(fitted.inertia()).isCloseTo(2830.31641643263, within(1e-8));
    assertThat(fitted.model().mean(fitted.initialToCanonical().get(0)))
        .containsExactly(new double[] {4.370004016064257, 83.46586345381526}, within(1e-10));
  }

  @ParameterizedTest(name = "{0}, standardized {1}, seed {2}")
  @MethodSource("problems")
  void weightsOfOneChangeNoBit(String structure, boolean isStandardized, long seed) {
    RandomProblem problem = new RandomProblem(seed);
    double[] ones = new double[problem.rows().length];
    Arrays.fill(ones, 1);
    FitSpec spec =
        SpecBuilder.em(problem.components(), CovarianceStructure.of(structure))
            .from(new Initialization.Partition(labels(problem)))
            .standardized(isStandardized)
            .iterations(4)
            .build();

    assertThat(Bits.of(Fits.run(spec, new Weighted(problem.rows(), ones).observations())))
        .isEqualTo(Bits.of(Fits.run(spec, problem.rows())));
  }

  /** However far away they lie, the first one among them. */
  @ParameterizedTest(name = "{0}, standardized {1}, seed {2}")
  @MethodSource("problems")
  void rowsOfNoWeightCountForNothing(String structure, boolean isStandardized, long seed) {
    RandomProblem problem = new RandomProblem(seed);
    List<double[]> rows = new ArrayList<>();
    List<Double> weights = new ArrayList<>();
    for (int i = 0; i < problem.rows().length; i++) {
      if (i % 3 == 0) {
        double[] far = new double[problem.dimensions()];
        Arrays.fill(far, i % 2 == 0 ? 1e100 : -1e100);
        rows.add(far);
        weights.add(0.0);
      }
      rows.add(problem.rows()[i]);
      weights.add(1.0);
    }
    FitSpec spec =
        SpecBuilder.em(problem.components(), CovarianceStructure.of(structure))
            .fromMeans(Arrays.copyOf(problem.rows(), problem.components()))
            .standardized(isStandardized)
            .iterations(4)
            .build();

    FitOutcome.Fitted actual =
        Fits.fitted(
            spec,
            new Weighted(
                    rows.toArray(double[][]::new),
                    weights.stream().mapToDouble(Double::doubleValue).toArray())
                .observations());

    assertSame(actual, Fits.fitted(spec, problem.rows()));
  }

  @ParameterizedTest(name = "{0}, standardized {1}, seed {2}")
  @MethodSource("textbookProblems")
  void fractionsCountAsInTheTextbook(String structure, boolean isStandardized, long seed) {
    RandomProblem problem = new RandomProblem(seed);
    CovarianceStructure covariance = CovarianceStructure.of(structure);
    MixingWeights mixing = new MixingWeights.Learned();
    Initialization.Parameters start = problem.parameters(covariance, mixing);
    Weighted weighted = Weighted.fractional(problem.rows(), seed);
    // So that their sum is the number of rows, by which the textbook divides.
    weighted = weighted.times(problem.rows().length / weighted.total());

    TextbookMixture expected = TextbookEmTests.mixture(start);
    for (int iteration = 0; iteration < 5; iteration++) {
      expected =
          TextbookMixture.maximized(
              weighted.rows(), responsibilities(expected, weighted), covariance, mixing);
    }
    FitOutcome.Fitted fitted =
        Fits.fitted(
            SpecBuilder.em(problem.components(), covariance)
                .from(start)
                .plain()
                .iterations(5)
                .regularization(0)
                .build(),
            weighted.observations());

    TextbookEmTests.assertSame(fitted, expected, logLikelihood(expected, weighted));
  }

  /** w_i r_ik. */
  private static double[][] responsibilities(TextbookMixture mixture, Weighted weighted) {
    double[][] r = mixture.responsibilities(weighted.rows());
    for (int i = 0; i < r.length; i++) {
      for (int k = 0; k < r[i].length; k++) {
        r[i][k] *= weighted.weights()[i];
      }
    }
    return r;
  }

  private static double logLikelihood(TextbookMixture mixture, Weighted weighted) {
    double sum = 0;
    for (int i = 0; i < weighted.rows().length; i++) {
      sum += weighted.weights()[i] * mixture.logDensity(weighted.rows()[i]);
    }
    return sum;
  }

  /** Weights that sum to 1 must not make every component look like one on too few points. */
  @ParameterizedTest(name = "times {0}")
  @ValueSource(doubles = {0x1p-1000, 0x1p-30, 0.01, 0.25, 3, 1e7, 1e100})
  void theUnitOfWeightsDoesNotMatter(double unit) {
    Weighted weighted = Weighted.fractional(Data.iris(), 7);
    FitSpec spec = SpecBuilder.em(3, CovarianceStructure.FULL).restarts(4).build();

    FitOutcome.Fitted expected = Fits.fitted(spec, weighted.observations());
    FitOutcome.Fitted actual = Fits.fitted(spec, weighted.times(unit).observations());

    assertClose(actual.logLikelihood(), expected.logLikelihood() * unit, 1e-9);
    assertThat(actual.spuriousRestarts()).isEqualTo(expected.spuriousRestarts());
    assertThat(actual.restartsReachingBest()).isEqualTo(expected.restartsReachingBest());
    assertThat(actual.warnings()).isEqualTo(expected.warnings());
    for (int k = 0; k < 3; k++) {
      assertThat(actual.model().mean(k)).containsExactly(expected.model().mean(k), within(1e-6));
    }
    InformationCriteria criteria = Objects.requireNonNull(actual.criteria());
    double bic =
        actual.freeParameters() * Math.log(unit * weighted.total()) - 2 * actual.logLikelihood();
    assertClose(criteria.bic(), bic, ROUNDING);
    double overlap = Objects.requireNonNull(expected.criteria()).icl() - expected.criteria().bic();
    assertThat(criteria.icl() - criteria.bic())
        .isCloseTo(overlap * unit, within(1e-5 * overlap * unit + 1e-12 * Math.abs(bic)));
  }

  /** Its component starts from no point at all, and the fit lives to tell. */
  @Test
  void aLabelOfRowsWithoutWeightLeavesItsComponentEmpty() {
    double[][] rows = Data.faithful();
    List<Integer> labels = IntStream.range(0, rows.length).mapToObj(i -> i % 3).toList();
    double[] weights = labels.stream().mapToDouble(label -> label == 1 ? 0 : 1).toArray();

    FitOutcome.Fitted fitted =
        Fits.fitted(
            SpecBuilder.em(3, CovarianceStructure.FULL)
                .from(new Initialization.Partition(labels))
                .build(),
            new Weighted(rows, weights).observations());

    assertThat(fitted.logLikelihood()).isFinite();
    assertThat(fitted.warnings()).anyMatch(warning -> warning.contains("has no points left"));
  }

  static Stream<FitSpec> specs() {
    return Stream.of(
        SpecBuilder.em(3, CovarianceStructure.FULL).restarts(1).iterations(4).build(),
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
    Observations observations = Weighted.fractional(rows, 3).times(0.3).observations();

    List<Object> expected = Bits.of(Fits.run(spec, observations, 1, new VectorKernels()));

    assertThat(Bits.of(Fits.run(spec, observations, 3, Kernels.best()))).isEqualTo(expected);
    assertThat(Bits.of(Fits.run(spec, observations, 2, new ScalarKernels()))).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("specs")
  void aFitThatIsResumedEndsWithTheSameBits(FitSpec spec) {
    Observations observations = Weighted.fractional(Data.iris(), 5).times(0.3).observations();
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

  /** While the weights are summed, too. */
  @Test
  void aFitThatIsStoppedAnywhereEndsWithTheSameBits() {
    FitSpec spec = specs().toList().getFirst();
    Observations observations = Weighted.fractional(Data.iris(), 5).times(0.3).observations();
    List<String> names = Data.names(4);
    Recording undisturbed = new Recording();
    try (PassThreads passThreads = new PassThreads(1)) {
      List<Object> expected =
          Bits.of(new MixtureFit(spec, observations, names, passThreads, undisturbed).run());
      for (long after = 0; after < undisturbed.questions(); after++) {
        FitOutcome outcome =
            new MixtureFit(spec, observations, names, passThreads, new Recording(after)).run();
        assertThat(outcome).isInstanceOf(FitOutcome.Interrupted.class);
        FitCheckpoint checkpoint =
            Objects.requireNonNull(((FitOutcome.Interrupted) outcome).checkpoint());
        MixtureFit again = new MixtureFit(spec, observations, names, passThreads, Fits.NOBODY);
        assertThat(Bits.of(again.resume(checkpoint))).isEqualTo(expected);
      }
    }
  }

  private static List<Integer> labels(RandomProblem problem) {
    return IntStream.range(0, problem.rows().length)
        .mapToObj(i -> i % problem.components())
        .toList();
  }

  private static void assertSame(FitOutcome.Fitted actual, FitOutcome.Fitted expected) {
    assertThat(actual.iterations()).isEqualTo(expected.iterations());
    assertThat(actual.initialToCanonical()).isEqualTo(expected.initialToCanonical());
    assertThat(actual.warnings()).isEqualTo(expected.warnings());
    if (Double.isNaN(expected.inertia())) {
      assertClose(actual.logLikelihood(), expected.logLikelihood(), ROUNDING);
      InformationCriteria criteria = Objects.requireNonNull(actual.criteria());
      InformationCriteria others = Objects.requireNonNull(expected.criteria());
      assertClose(criteria.aic(), others.aic(), ROUNDING);
      assertClose(criteria.bic(), others.bic(), ROUNDING);
      assertClose(criteria.icl(), others.icl(), ROUNDING);
    } else {
      assertClose(actual.inertia(), expected.inertia(), ROUNDING);
    }
    double[] numbers = actual.model().toArray();
    double[] others = expected.model().toArray();
    double size = Arrays.stream(others).map(Math::abs).max().orElseThrow();
    assertThat(numbers).containsExactly(others, within(ROUNDING * Math.max(1, size)));
  }

  private static void assertClose(double actual, double expected, double tolerance) {
    assertThat(actual).isCloseTo(expected, within(tolerance * Math.abs(expected)));
  }
}
