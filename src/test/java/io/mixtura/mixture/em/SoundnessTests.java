package io.mixtura.mixture.em;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.covariance.DiagonalCovariance;
import io.mixtura.mixture.covariance.Rescue;
import io.mixtura.mixture.family.DegreesOfFreedom;
import io.mixtura.mixture.fitting.FitOutcome;
import io.mixtura.mixture.fitting.MonotonicityTests;
import io.mixtura.mixture.observations.Observations;
import io.mixtura.mixture.spec.ConvergenceCriterion.Criterion;
import io.mixtura.mixture.spec.FitSpec;
import io.mixtura.mixture.spec.Initialization;
import io.mixtura.mixture.spec.MixingWeights;
import io.mixtura.mixture.statistics.SecondMoments;
import io.mixtura.mixture.statistics.StatisticsForm;
import io.mixtura.mixture.statistics.SufficientStatistics;
import io.mixtura.mixture.testing.Data;
import io.mixtura.mixture.testing.Fits;
import io.mixtura.mixture.testing.Recording;
import io.mixtura.mixture.testing.SpecBuilder;
import io.mixtura.mixture.testing.Students;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holes in the likelihood of iris, three full components, from random points. */
class SoundnessTests {
  /** The best known maximum that is none; R's mclust ends there too, at −180.185477131303. */
  private static final double BEST_SOUND = -180.1854771;

  private static SpecBuilder iris() {
    return SpecBuilder.em(3, CovarianceStructure.FULL)
        .from(new Initialization.RandomPoints())
        .until(Criterion.LOG_LIKELIHOOD, 1e-9, 2000);
  }

  @Test
  void someStartsFallIntoAHoleAndSaySo() {
    int degenerate = 0;
    int spurious = 0;
    for (long seed = 0; seed < 100; seed++) {
      FitOutcome outcome =
          Fits.run(iris().restarts(1).regularization(0).seed(seed).build(), Data.iris());
      switch (outcome) {
        case FitOutcome.Degenerate(var message) -> {
          degenerate++;
          assertThat(message)
              .containsPattern("component [012] collapsed in column 'x[0123]'")
              .contains("start 0 of 1 tried", "Set regularization above 0");
        }
        case FitOutcome.Fitted fitted -> {
          spurious += fitted.spuriousRestarts();
          assertThat(fitted.warnings().stream().anyMatch(w -> w.contains("no start ended")))
              .isEqualTo(fitted.spuriousRestarts() == 1);
          if (fitted.spuriousRestarts() == 0) {
            assertThat(fitted.logLikelihood()).isLessThan(BEST_SOUND + 1e-6);
          }
        }
        case FitOutcome.Interrupted _ -> throw new AssertionError("nobody stopped it");
      }
    }
    System.out.printf("seeds 0 to 99: %d degenerate, %d spurious%n", degenerate, spurious);
    assertThat(degenerate).isPositive();
  }

  @ParameterizedTest(name = "regularization {0}")
  @ValueSource(doubles = {0, 1e-6, 1e-4})
  void ofManyStartsTheBestSoundOneIsKept(double regularization) {
    FitOutcome.Fitted fitted =
        Fits.fitted(
            iris().restarts(100).regularization(regularization).seed(1).build(), Data.iris());

    assertThat(fitted.logLikelihood()).isCloseTo(BEST_SOUND, within(1e-5));
    assertThat(fitted.spuriousRestarts()).isPositive();
    assertThat(fitted.restartsReachingBest()).isGreaterThan(1);
    assertThat(fitted.warnings()).isEmpty();
    for (int k = 0; k < 3; k++) {
      assertThat(150 * fitted.model().weight(k)).isGreaterThan(40);
    }
  }

  /** All that ends above the best sound maximum is told for what it is. */
  @Test
  void noSpuriousStartIsEverPreferred() {
    List<Double> above = new ArrayList<>();
    for (long seed = 0; seed < 10; seed++) {
      FitOutcome.Fitted fitted =
          Fits.fitted(iris().restarts(20).regularization(1e-6).seed(seed).build(), Data.iris());
      if (fitted.logLikelihood() > BEST_SOUND + 1e-5) {
        above.add(fitted.logLikelihood());
      }
    }
    assertThat(above).isEmpty();
  }

  @Test
  void whereNoStartIsSoundTheModelComesWithAWarning() {
    double[][] rows = new double[40][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new double[] {i < 37 ? i * 0.1 : 1000, Math.sin(i)};
    }
    FitOutcome.Fitted fitted =
        Fits.fitted(SpecBuilder.em(2, CovarianceStructure.DIAGONAL).build(), rows);

    assertThat(fitted.spuriousRestarts()).isEqualTo(fitted.startsTried());
    assertThat(fitted.warnings())
        .anyMatch(warning -> warning.contains("component 1 collapsed"))
        .anyMatch(warning -> warning.contains("no start ended in a sound maximum"));
    assertThat(fitted.logLikelihood()).isFinite();
  }

  /**
   * R's Puromycin: with three components one closes in on the four rows of one concentration. What
   * rescues it in that column must not be decided by the other one, which is a thousand times as
   * wide: log L jumped up and down, and the jump's upper end counted as sound.
   */
  @Test
  void aCycleOfCollapseAndRescueIsNoMaximum() {
    double[][] rows = puromycin();
    FitOutcome.Fitted two = Fits.fitted(portfolio(2).build(), rows);
    FitOutcome.Fitted three = Fits.fitted(portfolio(3).build(), rows);

    assertThat(two.logLikelihood()).isCloseTo(-93.482662, within(1e-5));
    assertThat(two.warnings()).noneMatch(warning -> warning.contains("no start ended"));
    assertThat(three.warnings()).noneMatch(warning -> warning.contains("no start ended"));
    assertThat(three.history()).isSorted().endsWith(three.logLikelihood());
    // No sound model of three components has a lower BIC than the one of two, 221.4558.
    assertThat(17 * Math.log(rows.length) - 2 * three.logLikelihood()).isGreaterThan(221.4558);
  }

  private static SpecBuilder portfolio(int components) {
    return SpecBuilder.em(components, CovarianceStructure.FULL)
        .from(new Initialization.Portfolio(24, 5));
  }

  private static double[][] puromycin() {
    double[] concentrations = {
      0.02, 0.02, 0.06, 0.06, 0.11, 0.11, 0.22, 0.22, 0.56, 0.56, 1.1, 1.1
    };
    double[] rates = {
      76, 47, 97, 107, 123, 139, 159, 152, 191, 201, 207, 200, 67, 51, 84, 86, 98, 115, 131, 124,
      144, 158, 160
    };
    double[][] rows = new double[rates.length][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new double[] {concentrations[i % 12], rates[i]};
    }
    return rows;
  }

  /** A fill value left in the data: it is noise, and says nothing of how narrow the others are. */
  @ParameterizedTest
  @ValueSource(doubles = {1e3, 1e6, 1e8, 1e12})
  void oneWildValueDoesNotDecideWhatIsNarrow(double wild) {
    double[][] rows = new double[71][];
    for (int i = 0; i < 70; i++) {
      rows[i] = new double[] {i < 40 ? 1.3 * Math.sin(i) : 8 + 1.3 * Math.cos(2.3 * i)};
    }
    rows[70] = new double[] {wild};
    FitOutcome.Fitted fitted = Fits.fitted(portfolio(2).noisy().build(), rows);

    assertThat(fitted.warnings()).noneMatch(warning -> warning.contains("no start ended"));
    assertThat(fitted.model().mean(0)[0]).isCloseTo(0, within(0.1));
    assertThat(fitted.model().mean(1)[0]).isCloseTo(8, within(0.1));
    assertThat(fitted.model().covariance(0)[0][0]).isCloseTo(0.85, within(0.1));
  }

  /** Draws of 5 + 2 t(0.35): the widest are beyond 1e10. */
  @Test
  void heavyTailsLeaveTheMiddleItsWidth() {
    double[][] rows =
        Students.rows(Students.of(0.35, new double[] {5}, new double[][] {{4}}), 500, 20261128);
    FitOutcome.Fitted fitted =
        Fits.fitted(portfolio(1).student(new DegreesOfFreedom.PerComponent()).build(), rows);

    assertThat(fitted.reason().isConvergence()).isTrue();
    assertThat(fitted.model().mean(0)[0]).isCloseTo(5, within(0.5));
    assertThat(fitted.model().covariance(0)[0][0]).isBetween(3.0, 12.0);
  }

  static Stream<Arguments> columnsThatSayNothing() {
    return Stream.of(
        Arguments.of("a constant", (UnaryOperator<double[]>) x -> with(x, 1, 7.3)),
        Arguments.of("a copy", (UnaryOperator<double[]>) x -> with(x, 4, x[1])),
        Arguments.of("a remainder", (UnaryOperator<double[]>) x -> with(x, 4, 100 - x[0] - x[2])));
  }

  private static double[] with(double[] row, int position, double value) {
    return DoubleStream.concat(
            Arrays.stream(row, 0, position),
            DoubleStream.concat(DoubleStream.of(value), Arrays.stream(row, position, row.length)))
        .toArray();
  }

  /** All components are flat in such a column; that must not make all of them look spurious. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("columnsThatSayNothing")
  void aColumnThatSaysNothingChangesNothing(String name, UnaryOperator<double[]> added) {
    FitSpec spec = iris().restarts(30).seed(1).build();
    double[][] rows = Arrays.stream(Data.iris()).map(added).toArray(double[][]::new);
    Recording recording = new Recording();

    FitOutcome.Fitted expected = Fits.fitted(spec, Data.iris());
    FitOutcome.Fitted actual = Fits.fitted(Fits.run(spec, rows, recording));

    assertThat(actual.spuriousRestarts()).isEqualTo(expected.spuriousRestarts()).isPositive();
    assertThat(actual.restartsReachingBest()).isEqualTo(expected.restartsReachingBest());
    // Near the end rounding is what such a column adds, and may be what ends the iterations.
    assertThat(actual.warnings())
        .filteredOn(warning -> !warning.contains("rounding hides any further gain"))
        .hasSize(1)
        .first()
        .asString()
        .contains("'x");
    // Starts that reach the same maximum stop within the criterion's reach of it, not at one point.
    for (int k = 0; k < 3; k++) {
      assertThat(actual.model().weight(k)).isCloseTo(expected.model().weight(k), within(1e-4));
    }
    MonotonicityTests.assertNeverFalls(
        recording.progress().stream().filter(step -> step.start() == actual.bestStart()).toList(),
        rows.length);
  }

  /** Nine points of sixty-nine on a spot: a cluster, unless the spot is small beyond belief. */
  @ParameterizedTest(name = "size {0}, {1} spurious")
  @CsvSource({"1e-1, 0", "1e-3, 0", "1e-5, 1"})
  void aComponentNarrowBeyondBeliefIsSpurious(double size, int spurious) {
    double[][] rows = new double[69][];
    List<Integer> labels = new ArrayList<>();
    for (int i = 0; i < rows.length; i++) {
      labels.add(i < 60 ? 0 : 1);
      rows[i] =
          i < 60
              ? new double[] {Math.sin(i), Math.cos(2.3 * i)}
              : new double[] {4 + size * Math.sin(i), size * Math.cos(2.3 * i)};
    }
    FitOutcome.Fitted fitted =
        Fits.fitted(
            SpecBuilder.em(2, CovarianceStructure.FULL)
                .from(new Initialization.Partition(labels))
                .regularization(0)
                .build(),
            rows);

    assertThat(fitted.spuriousRestarts()).isEqualTo(spurious);
    assertThat(fitted.model().weight(1)).isCloseTo(9.0 / 69, within(1e-6));
  }

  /**
   * A full covariance in four dimensions needs 8.5 points, variances of its own 2.5: hardly twice
   * what gives a component a covariance at all.
   */
  @ParameterizedTest(name = "{0}, {1} points: {2}")
  @CsvSource({
    "full, 8.49, true", "full, 8.5, false",
    "diagonal, 2.49, true", "diagonal, 2.5, false",
    "spherical, 2.49, true", "spherical, 2.5, false",
    "VVE, 8.49, true", "VVE, 8.5, false",
    "EVV, 8.49, true", "EVV, 8.5, false",
    "VEV, 2.49, true", "VEV, 2.5, false",
    "EVI, 2.49, true", "EVI, 2.5, false",
    "tied, 0.99, true", "tied, 1, false",
    "EII, 0.99, true", "EII, 1, false",
    "identity, 0.99, true", "identity, 1, false"
  })
  void aComponentOnFewerPointsThanItsParametersNeedIsSpurious(
      String structure, double points, boolean isSpurious) {
    MixtureModel model =
        Fits.fitted(
                SpecBuilder.em(2, CovarianceStructure.of(structure)).restarts(1).build(),
                Data.iris())
            .model();
    SufficientStatistics statistics =
        new SufficientStatistics(2, StatisticsForm.of(4, SecondMoments.NONE));
    statistics.addCount(0, 150 - points);
    statistics.addCount(1, points);
    try (PassThreads passThreads = new PassThreads(1)) {
      EStep pass = Fits.eStep(Observations.of(Data.iris()), passThreads);
      Soundness soundness =
          new Soundness(
              Profiling.of(pass, model.structure().moments()),
              new MStep(
                  model.parameters().family(),
                  new MixingWeights.Learned(),
                  new Rescue(DiagonalCovariance.spherical(4, 1), 0)),
              pass);

      assertThat(soundness.isSpurious(EmState.start(model), statistics)).isEqualTo(isSpurious);
    }
  }

  @Test
  void anEmptyClusterOfKMeansIsDemoted() {
    double[][] rows = Data.faithful();
    double[][] means = {rows[0], rows[1], {1000, 1000}};
    FitOutcome.Fitted fitted = Fits.fitted(SpecBuilder.kMeans(3).fromMeans(means).build(), rows);

    assertThat(fitted.spuriousRestarts()).isEqualTo(1);
    assertThat(fitted.model().weight(2)).isEqualTo(0);
    assertThat(fitted.warnings())
        .anyMatch(warning -> warning.contains("component 2 has no points"));
  }

  @Test
  void ofStartsThatEndEqualTheFirstIsKept() {
    double[][] rows = {{0}, {2}, {0}, {2}};
    FitOutcome.Fitted fitted =
        Fits.fitted(
            SpecBuilder.kMeans(1).from(new Initialization.RandomPoints()).restarts(6).build(),
            rows);

    assertThat(fitted.inertia()).isEqualTo(4);
    assertThat(fitted.restartsReachingBest()).isEqualTo(6);
    assertThat(fitted.bestStart()).isEqualTo(0);
  }

  @Test
  void startsThatReachTheBestValueAreCounted() {
    FitOutcome.Fitted fitted =
        Fits.fitted(
            SpecBuilder.em(2, CovarianceStructure.FULL).restarts(7).build(), Data.faithful());

    assertThat(fitted.restartsReachingBest()).isEqualTo(7);
    assertThat(fitted.startsTried()).isEqualTo(7);
    assertThat(Objects.requireNonNull(fitted.criteria()).bic()).isLessThan(2323);
  }
}
