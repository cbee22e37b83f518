package io.mixtura.mixture.fitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.em.EStep;
import io.mixtura.mixture.em.ExpectationMaximization;
import io.mixtura.mixture.em.PassThreads;
import io.mixtura.mixture.em.ResponsibilityRule;
import io.mixtura.mixture.family.DegreesOfFreedom;
import io.mixtura.mixture.family.StudentComponents;
import io.mixtura.mixture.kernel.ScalarKernels;
import io.mixtura.mixture.kernel.VectorKernels;
import io.mixtura.mixture.observations.Observations;
import io.mixtura.mixture.spec.Acceleration;
import io.mixtura.mixture.spec.ConvergenceCriterion.Criterion;
import io.mixtura.mixture.spec.FitSpec;
import io.mixtura.mixture.spec.Initialization;
import io.mixtura.mixture.statistics.SufficientStatistics;
import io.mixtura.mixture.testing.Bits;
import io.mixtura.mixture.testing.Data;
import io.mixtura.mixture.testing.Fits;
import io.mixtura.mixture.testing.RandomProblem;
import io.mixtura.mixture.testing.SpecBuilder;
import io.mixtura.mixture.testing.Students;
import io.mixtura.mixture.testing.TextbookCovariances;
import io.mixtura.mixture.testing.TextbookStudents;
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

class StudentFitTests {
  private static final DegreesOfFreedom OWN = new DegreesOfFreedom.PerComponent();
  private static final DegreesOfFreedom SHARED = new DegreesOfFreedom.Shared();

  static Stream<Arguments> problems() {
    return TextbookCovariances.structures()
        .flatMap(structure ->
            LongStream.range(0, 4)
                .mapToObj(seed -> Arguments.of(structure.code(), seed % 2 == 0, 700 + seed)));
  }

  /** From where two iterations have led, so that ν differs; iteration by iteration. */
  @ParameterizedTest(name = "{0}, shared {1}, seed {2}")
  @MethodSource("problems")
  void iteratesAsTheTextbookDoes(String code, boolean isShared, long seed) {
    RandomProblem problem = new RandomProblem(seed);
    CovarianceStructure structure = CovarianceStructure.of(code);
    SpecBuilder spec =
        SpecBuilder.em(problem.components(), structure)
            .student(isShared ? SHARED : OWN)
            .fromMeans(Arrays.copyOf(problem.rows(), problem.components()))
            .plain()
            .regularization(0);
    TextbookStudents expected =
        TextbookStudents.of(
            inInitialOrder(Fits.fitted(spec.iterations(2).build(), problem.rows())));
    for (int more = 1; more <= 6; more++) {
      expected = expected.iterated(problem.rows(), structure, isShared);
      FitOutcome.Fitted fitted = Fits.fitted(spec.iterations(2 + more).build(), problem.rows());
      assertClose(fitted.logLikelihood(), expected.logLikelihood(problem.rows()));
      assertSame(TextbookStudents.of(inInitialOrder(fitted)), expected);
    }
  }

  private static MixtureModel inInitialOrder(FitOutcome.Fitted fitted) {
    return fitted
        .model()
        .reordered(fitted.initialToCanonical().stream().mapToInt(Integer::intValue).toArray());
  }

  private static void assertSame(TextbookStudents actual, TextbookStudents expected) {
    for (int k = 0; k < expected.weights().length; k++) {
      assertClose(actual.weights()[k], expected.weights()[k]);
      // Where the likelihood is flat in ν the root is worth fewer digits: 1/ν is what matters.
      assertThat(1 / actual.degrees()[k]).isCloseTo(1 / expected.degrees()[k], within(1e-9));
      for (int i = 0; i < expected.means()[k].length; i++) {
        assertClose(actual.means()[k][i], expected.means()[k][i]);
        for (int j = 0; j <= i; j++) {
          assertClose(actual.scales()[k][i][j], expected.scales()[k][i][j]);
        }
      }
    }
  }

  private static void assertClose(double actual, double expected) {
    assertThat(actual).isCloseTo(expected, within(1e-8 * Math.max(1, Math.abs(expected))));
  }

  @Test
  void degreesOfFreedomAreFound() {
    MixtureModel model =
        Fits.fitted(
                SpecBuilder.em(2, CovarianceStructure.FULL).student(OWN).build(),
                Students.rows(40_000, 5))
            .model();

    assertThat(model.degreesOfFreedom(0)).isCloseTo(12, within(1.5));
    assertThat(model.degreesOfFreedom(1)).isCloseTo(2.5, within(0.1));
    assertThat(model.mean(1)[0]).isCloseTo(0, within(0.05));
    assertThat(model.covariance(1)[0][0]).isCloseTo(2, within(0.1));
  }

  /** One in ten points lies far out, all on one side. */
  @Test
  void outliersDoNotMoveComponents() {
    double[][] rows = Students.rows(Students.tilted(50), 1000, 1);
    for (int i = 0; i < rows.length; i += 10) {
      rows[i] = new double[] {40 + i % 7, 40 - i % 3};
    }

    double[] robust =
        Fits.fitted(SpecBuilder.em(1, CovarianceStructure.FULL).student(OWN).build(), rows)
            .model()
            .mean(0);
    double[] gaussian =
        Fits.fitted(SpecBuilder.em(1, CovarianceStructure.FULL).build(), rows).model().mean(0);

    assertThat(robust[0]).isCloseTo(1, within(0.3));
    assertThat(robust[1]).isCloseTo(-1, within(0.3));
    assertThat(gaussian[0]).isGreaterThan(4);
  }

  @Test
  void aMillionDegreesOfFreedomAreGaussian() {
    double[][] rows = Data.faithful();
    double[][] means = {{4.3, 80}, {2, 54}};
    FitOutcome.Fitted student =
        Fits.fitted(
            SpecBuilder.em(2, CovarianceStructure.FULL)
                .student(new DegreesOfFreedom.Fixed(1e6))
                .fromMeans(means)
                .build(),
            rows);
    FitOutcome.Fitted gaussian =
        Fits.fitted(SpecBuilder.em(2, CovarianceStructure.FULL).fromMeans(means).build(), rows);

    assertThat(student.logLikelihood()).isCloseTo(gaussian.logLikelihood(), within(1e-3));
    assertThat(student.freeParameters()).isEqualTo(gaussian.freeParameters());
    assertThat(student.model().mean(0)).containsExactly(gaussian.model().mean(0), within(1e-3));
    assertThat(student.model().degreesOfFreedom(0)).isEqualTo(1e6);
  }

  @Test
  void degreesOfFreedomCount() {
    double[][] rows = Students.rows(300, 2);
    for (var each : List.of(List.of(OWN, 13L), List.of(SHARED, 12L))) {
      SpecBuilder spec =
          SpecBuilder.em(2, CovarianceStructure.FULL).student((DegreesOfFreedom) each.get(0));
      assertThat(Fits.fitted(spec.build(), rows).freeParameters()).isEqualTo(each.get(1));
    }
  }

  static Stream<Arguments> structures() {
    return CovarianceStructure.ALL.stream()
        .flatMap(structure ->
            LongStream.range(0, 3).mapToObj(seed -> Arguments.of(structure.code(), 800 + seed)));
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("structures")
  void logLikelihoodNeverDecreases(String structure, long seed) {
    RandomProblem problem = new RandomProblem(seed);
    for (double[][] rows : List.of(problem.rows(), Students.rows(400, seed), Data.iris())) {
      for (Acceleration acceleration : Acceleration.values()) {
        SpecBuilder spec =
            SpecBuilder.em(problem.components() + 1, CovarianceStructure.of(structure))
                .student(seed % 3 == 0 ? SHARED : OWN)
                .restarts(1)
                .iterations(60)
                .regularization(0)
                .standardized(seed % 2 == 0)
                .seed(seed);
        FitOutcome outcome =
            Fits.run((acceleration == Acceleration.NONE ? spec.plain() : spec).build(), rows);
        if (outcome instanceof FitOutcome.Fitted fitted) {
          List<Double> history = fitted.history();
          for (int i = 2; i < history.size(); i++) {
            double before = history.get(i - 1);
            assertThat(history.get(i))
                .isGreaterThanOrEqualTo(
                    before - ExpectationMaximization.slack(before, 2.0 * rows.length));
          }
        }
      }
    }
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("structures")
  void aRowOfWeightTwoIsTwoRows(String structure, long seed) {
    RandomProblem problem = new RandomProblem(seed);
    Weighted weighted = Weighted.counted(problem.rows(), seed);
    FitSpec spec =
        SpecBuilder.em(problem.components(), CovarianceStructure.of(structure))
            .student(OWN)
            .fromMeans(Arrays.copyOf(problem.rows(), problem.components()))
            .iterations(5)
            .plain()
            .build();

    FitOutcome.Fitted actual = Fits.fitted(spec, weighted.observations());
    FitOutcome.Fitted expected = Fits.fitted(spec, weighted.repeated());

    assertThat(actual.logLikelihood())
        .isCloseTo(expected.logLikelihood(), within(1e-11 * Math.abs(expected.logLikelihood())));
    assertThat(Students.degrees(actual.model()))
        .containsExactly(Students.degrees(expected.model()), within(1e-6));
  }

  @Test
  void leapsReachTheSameMaximumSooner() {
    double[][] rows = Students.rows(2000, 3);
    SpecBuilder spec =
        SpecBuilder.em(2, CovarianceStructure.FULL)
            .student(OWN)
            .fromMeans(new double[][] {{0, 1}, {9, -6}})
            .until(Criterion.LOG_LIKELIHOOD, 1e-11, 5000);

    FitOutcome.Fitted leaping = Fits.fitted(spec.build(), rows);
    FitOutcome.Fitted plain = Fits.fitted(spec.plain().build(), rows);

    assertThat(leaping.logLikelihood()).isCloseTo(plain.logLikelihood(), within(1e-5));
    assertThat(2 * leaping.iterations()).isLessThan(plain.iterations());
  }

  /** Threads, kernels, and where it was stopped make no difference. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theSameSeedGivesTheSameBits(boolean isStandardized) {
    double[][] rows = Students.rows(9001, 4);
    FitSpec spec =
        SpecBuilder.em(2, CovarianceStructure.FULL)
            .student(OWN)
            .from(new Initialization.Portfolio(6, 2))
            .standardized(isStandardized)
            .iterations(12)
            .build();

    List<Object> expected = Bits.of(Fits.run(spec, rows, 1, new VectorKernels()));
    assertThat(Bits.of(Fits.run(spec, rows, 3, new VectorKernels()))).isEqualTo(expected);
    assertThat(Bits.of(Fits.run(spec, rows, 2, new ScalarKernels()))).isEqualTo(expected);
  }

  /** What no start has asked densities of is evaluated all the same. */
  @Test
  void startsFromLabelsOfAModelWithTails() {
    double[][] rows = Students.rows(500, 6);
    int[] labels = IntStream.range(0, rows.length).map(i -> rows[i][0] > 4 ? 1 : 0).toArray();
    MixtureModel model = Students.tilted(3);
    StudentComponents twice =
        (StudentComponents) model.reordered(new int[] {0}).parameters().reordered(new int[] {0, 0});
    try (PassThreads passThreads = new PassThreads(1)) {
      EStep eStep = Fits.eStep(Observations.of(rows), passThreads, new ScalarKernels());
      SufficientStatistics statistics = eStep.run(new ResponsibilityRule.Partition(twice, labels));
      double mass = 0;
      for (int i = 0; i < rows.length; i++) {
        double a = rows[i][0] - 1;
        double b = rows[i][1] + 1;
        double length = (a * a - 2 * 0.6 * a * b + 2 * b * b) / (2 - 0.36);
        mass += labels[i] == 0 ? 5 / (3 + length) : 0;
      }
      assertThat(statistics.mass(0)).isCloseTo(mass, within(1e-9));
      assertThat(statistics.count(0) + statistics.count(1)).isEqualTo(rows.length);
    }
  }

  private static List<String> tails(FitOutcome.Fitted fitted) {
    return fitted.warnings().stream().filter(text -> text.contains("degrees of freedom")).toList();
  }

  /** Uniform values have lighter tails than any t distribution. */
  @Test
  void gaussianTailsAreSaid() {
    SplittableRandom random = new SplittableRandom(3);
    double[][] rows = new double[400][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new double[] {random.nextDouble() + (i % 2 == 0 ? 0 : 20)};
    }
    FitOutcome.Fitted own =
        Fits.fitted(SpecBuilder.em(2, CovarianceStructure.FULL).student(OWN).build(), rows);
    FitOutcome.Fitted shared =
        Fits.fitted(
            SpecBuilder.em(2, CovarianceStructure.FULL).student(SHARED).noisy().build(), rows);
    FitOutcome.Fitted given =
        Fits.fitted(
            SpecBuilder.em(2, CovarianceStructure.FULL)
                .student(new DegreesOfFreedom.Fixed(200))
                .build(),
            rows);

    for (FitOutcome.Fitted estimated : List.of(own, shared)) {
      assertThat(tails(estimated))
          .singleElement()
          .asString()
          .contains("components 0 and 1 are at 200");
    }
    assertThat(tails(given)).isEmpty();
  }

  /** The logarithms of their sizes are uniform over twelve powers of ten. */
  @Test
  void tailsWithoutAMeanAreSaid() {
    SplittableRandom random = new SplittableRandom(4);
    double[][] rows = new double[300][];
    for (int i = 0; i < rows.length; i++) {
      double size = Math.pow(10, 12 * random.nextDouble() - 4);
      rows[i] = new double[] {random.nextBoolean() ? size : -size};
    }

    FitOutcome.Fitted fitted =
        Fits.fitted(SpecBuilder.em(1, CovarianceStructure.FULL).student(OWN).build(), rows);

    assertThat(tails(fitted)).singleElement().asString().contains("component 0 are at 0.5");
  }
}
