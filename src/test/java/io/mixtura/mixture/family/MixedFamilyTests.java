package io.mixtura.mixture.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mixtura.mixture.Conditional;
import io.mixtura.mixture.Draws;
import io.mixtura.mixture.Marginal;
import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.Posterior;
import io.mixtura.mixture.Responsibilities;
import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.encoding.ColumnFamily;
import io.mixtura.mixture.encoding.Encoding;
import io.mixtura.mixture.fitting.FitOutcome;
import io.mixtura.mixture.kernel.Kernels;
import io.mixtura.mixture.kernel.ScalarKernels;
import io.mixtura.mixture.observations.Observations;
import io.mixtura.mixture.observations.Tile;
import io.mixtura.mixture.spec.ConvergenceCriterion.Criterion;
import io.mixtura.mixture.spec.FitSpec;
import io.mixtura.mixture.spec.Initialization;
import io.mixtura.mixture.testing.Data;
import io.mixtura.mixture.testing.DiscreteData;
import io.mixtura.mixture.testing.Fits;
import io.mixtura.mixture.testing.SpecBuilder;
import io.mixtura.mixture.testing.TextbookFamilies;
import io.mixtura.mixture.testing.Weighted;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Gaussian columns among others. */
class MixedFamilyTests {
  private static final ColumnFamily GAUSSIAN = new ColumnFamily.Gaussian();
  private static final ColumnFamily POISSON = new ColumnFamily.Poisson();
  private static final ColumnFamily BERNOULLI = new ColumnFamily.Bernoulli();
  private static final List<ColumnFamily> COLUMNS =
      List.of(POISSON, GAUSSIAN, DiscreteData.levels(1, 2, 7), GAUSSIAN, BERNOULLI);

  /** Three components that overlap; a column of levels and one of counts before Gaussian ones. */
  private static MixtureModel truth() {
    MixedFamily family = new MixedFamily(CovarianceStructure.FULL, new Encoding(COLUMNS));
    return new MixtureModel(
        new double[] {0.5, 0.3, 0.2},
        family.of(
            new double[][] {
              {0, 10, 1, 0.5, 2, 3, 0.2, 0.3, 0.5, 0.9, 0.1},
              {2, -5, 1, -0.8, 3, 8, 0.7, 0.2, 0.1, 0.5, 0.5},
              {-3, 4, 2, 0, 1, 1, 0.1, 0.9, 0, 0.2, 0.8}
            },
            5));
  }

  private static double[][] rows(int n, long seed) {
    Draws draws = new Draws(truth(), seed);
    double[][] rows = new double[n][5];
    for (double[] row : rows) {
      draws.next(row);
    }
    return rows;
  }

  /** The same maximum as a textbook's EM from the same partition, parameter by parameter. */
  @Test
  void agreesWithATextbook() {
    long seed = 11;
    double[][] rows = rows(400, seed);
    int[] labels = new SplittableRandom(seed).ints(400, 0, 3).toArray();
    for (int i = 0; i < labels.length; i++) {
      // Beginnings of the components, or random labels would lead anywhere.
      labels[i] = rows[i][3] > 7 ? 0 : rows[i][3] < 0 ? 1 : labels[i];
    }
    TextbookFamilies book = new TextbookFamilies(rows, COLUMNS, labels, 3);
    double expected = book.iterate(3000);

    FitOutcome.Fitted fit =
        Fits.fitted(
            SpecBuilder.em(3, CovarianceStructure.DIAGONAL, COLUMNS)
                .from(new Initialization.Partition(Arrays.stream(labels).boxed().toList()))
                .until(Criterion.PARAMETERS, 1e-9, 20_000)
                .build(),
            rows);

    assertThat(fit.logLikelihood()).isCloseTo(expected, within(1e-6));
    for (int k = 0; k < 3; k++) {
      int own = fit.initialToCanonical().get(k);
      assertThat(fit.model().weight(own)).isCloseTo(book.weights[k], within(1e-6));
      assertThat(fit.model().mean(own)[0]).isCloseTo(book.parameters[k][1][0], within(1e-5));
      assertThat(fit.model().mean(own)[1]).isCloseTo(book.parameters[k][3][0], within(1e-5));
      assertThat(fit.model().covariance(own)[1][1])
          .isCloseTo(book.parameters[k][3][1], within(1e-4));
      for (int column : new int[] {0, 2, 4}) {
        assertThat(fit.model().distribution(own, column))
            .containsExactly(book.parameters[k][column], within(1e-5));
      }
    }
    assertThat(fit.freeParameters()).isEqualTo(2 + 3 * (2 + 2 + 1 + 2 + 1));
    assertThat(logDensity(fit.model(), rows[7]))
        .isCloseTo(Math.log(Arrays.stream(book.joint(rows[7])).sum()), within(1e-5));
  }

  /** p(x_b | x_a) = p(x) / p(x_a), whichever columns are given. */
  @ParameterizedTest
  @ValueSource(strings = {"1,4 3,0,2", "0,2,4 1,3", "3 0", "2 4", "4,3,1 2,0", "0 4,2"})
  void aConditionalIsARatioOfMarginals(String split) {
    int[] given = columns(split, 0);
    int[] wanted = columns(split, 1);
    int[] both = IntStream.concat(IntStream.of(given), IntStream.of(wanted)).toArray();
    MixtureModel truth = truth();
    Conditional conditional = new Conditional(truth, given, wanted);

    for (double[] row : rows(50, 12)) {
      double expected =
          logDensity(Marginal.of(truth, both), picked(row, both))
              - logDensity(Marginal.of(truth, given), picked(row, given));
      assertThat(logDensity(conditional.at(picked(row, given)), picked(row, wanted)))
          .isCloseTo(expected, within(1e-10));
    }
  }

  private static int[] columns(String split, int part) {
    return Arrays.stream(split.split(" ")[part].split(",")).mapToInt(Integer::parseInt).toArray();
  }

  private static double[] picked(double[] row, int[] columns) {
    return Arrays.stream(columns).mapToDouble(column -> row[column]).toArray();
  }

  /** Means and deviations of the conditional mixture's own points, within five standard errors. */
  @Test
  void regressionHasTheMomentsOfTheConditionalMixture() {
    long seed = 13;
    int n = 40_000;
    int[] wanted = {3, 0, 2, 4};
    Conditional conditional = new Conditional(truth(), new int[] {1}, wanted);
    double[] given = {5};
    Responsibilities weights = new Responsibilities(3);
    Tile tile = new Tile(1);
    tile.add(given);
    Posterior.soft(conditional.given()).evaluate(tile, weights);
    double[] regression = new double[8];
    conditional.predict(weights, 0, given, regression);

    Draws draws = new Draws(conditional.at(given), seed);
    double[] sums = new double[4];
    double[] squares = new double[4];
    double[] row = new double[4];
    for (int i = 0; i < n; i++) {
      draws.next(row);
      for (int j = 0; j < 4; j++) {
        sums[j] += row[j];
        squares[j] += row[j] * row[j];
      }
    }
    for (int j = 0; j < 4; j++) {
      double deviation = regression[4 + j];
      double mean = sums[j] / n;
      assertThat(mean).isCloseTo(regression[j], within(5 * deviation / Math.sqrt(n)));
      assertThat(Math.sqrt(squares[j] / n - mean * mean))
          .isCloseTo(deviation, within(10 * deviation / Math.sqrt(n)));
    }
  }

  private static double logDensity(MixtureModel model, double[] row) {
    Tile tile = new Tile(row.length);
    tile.add(row);
    Responsibilities answer = new Responsibilities(model.components());
    Posterior.soft(model).evaluate(tile, answer);
    return answer.logDensity(0);
  }

  /** Tolerances are three standard errors of the parameters, of 4000 points or more each. */
  @Test
  void recoversTheModelThatPointsAreDrawnFrom() {
    long seed = 20_261_124;
    System.out.println("seed " + seed);
    MixtureModel truth = truth();
    FitOutcome.Fitted fit =
        Fits.fitted(
            SpecBuilder.em(3, COLUMNS).from(new Initialization.Portfolio(8, 2)).build(),
            rows(20_000, seed));

    for (int k = 0; k < 3; k++) {
      assertThat(fit.model().weight(k)).isCloseTo(truth.weight(k), within(0.015));
      assertThat(fit.model().mean(k)).containsExactly(truth.mean(k), within(0.1));
      assertThat(fit.model().covariance(k)[1][0])
          .isCloseTo(truth.covariance(k)[1][0], within(0.12));
      for (int column : new int[] {0, 2, 4}) {
        assertThat(fit.model().distribution(k, column))
            .containsExactly(truth.distribution(k, column), within(column == 0 ? 0.13 : 0.03));
      }
    }
    assertThat(fit.warnings()).isEmpty();
  }

  static List<CovarianceStructure> structures() {
    return CovarianceStructure.ALL;
  }

  @ParameterizedTest
  @MethodSource("structures")
  void everyStructureNeverFalls(CovarianceStructure structure) {
    FitOutcome.Fitted fit =
        Fits.fitted(
            SpecBuilder.em(3, structure, COLUMNS).from(new Initialization.Portfolio(6, 2)).build(),
            rows(300, 3));

    assertThat(fit.reason().isConvergence()).isTrue();
    for (int i = 1; i < fit.history().size(); i++) {
      assertThat(fit.history().get(i)).isGreaterThanOrEqualTo(fit.history().get(i - 1) - 1e-9);
    }
  }

  /** Where the levels say nothing, the Gaussian columns are fitted as if they were alone. */
  @Test
  void aConstantColumnOfLevelsChangesNothing() {
    double[][] faithful = Data.faithful();
    double[][] rows =
        Arrays.stream(faithful)
            .map(row -> new double[] {4, row[0], row[1]})
            .toArray(double[][]::new);
    List<Integer> labels = Arrays.stream(faithful).map(row -> row[0] > 3 ? 0 : 1).toList();
    SpecBuilder mixed =
        SpecBuilder.em(2, List.of(DiscreteData.levels(4), GAUSSIAN, GAUSSIAN))
            .from(new Initialization.Partition(labels));
    SpecBuilder alone =
        SpecBuilder.em(2, CovarianceStructure.FULL).from(new Initialization.Partition(labels));

    FitOutcome.Fitted with = Fits.fitted(mixed.build(), rows);
    FitOutcome.Fitted without = Fits.fitted(alone.build(), faithful);

    assertThat(with.logLikelihood()).isCloseTo(without.logLikelihood(), within(1e-9));
    assertThat(with.freeParameters()).isEqualTo(without.freeParameters());
    assertThat(with.iterations()).isEqualTo(without.iterations());
    assertThat(with.warnings())
        .containsExactly(
            "constant columns tell nothing about components: '%s'".formatted(Data.names(3).get(0)));
  }

  /** Indicators are no columns that could determine others, or be determined by them. */
  @Test
  void onlyGaussianColumnsAreDeterminedAndCollapse() {
    double[][] rows =
        Arrays.stream(rows(200, 4))
            .map(row -> new double[] {row[2], row[1], 2 * row[1], row[4]})
            .toArray(double[][]::new);
    List<ColumnFamily> columns =
        List.of(DiscreteData.levels(1, 2, 7), GAUSSIAN, GAUSSIAN, BERNOULLI);

    FitOutcome.Fitted fit = Fits.fitted(SpecBuilder.em(2, columns).build(), rows);
    FitOutcome off = Fits.run(SpecBuilder.em(2, columns).regularization(0).build(), rows);

    String third = Data.names(4).get(2);
    assertThat(fit.warnings())
        .anyMatch(warning ->
            warning.contains("linear combinations") && warning.endsWith(": '%s'".formatted(third)));
    assertThat(off)
        .isInstanceOfSatisfying(
            FitOutcome.Degenerate.class,
            failed -> assertThat(failed.message()).contains("in column '%s'".formatted(third)));
  }

  /** Weights of whole numbers are repeated rows; bits differ, since sums are of other terms. */
  @Test
  void weightsAreRepeatedRows() {
    Weighted data = Weighted.counted(rows(150, 6), 6);
    List<Integer> labels = IntStream.range(0, 150).mapToObj(i -> i % 3).toList();
    FitSpec once = spec(labels);
    FitSpec repeated = spec(data.repeated(labels));

    FitOutcome.Fitted weighted = Fits.fitted(once, data.observations());
    FitOutcome.Fitted copies = Fits.fitted(repeated, data.repeated());

    assertThat(weighted.logLikelihood()).isCloseTo(copies.logLikelihood(), within(1e-5));
    assertThat(Objects.requireNonNull(weighted.criteria()).bic())
        .isCloseTo(Objects.requireNonNull(copies.criteria()).bic(), within(1e-4));
  }

  private static FitSpec spec(List<Integer> labels) {
    return SpecBuilder.em(3, COLUMNS)
        .from(new Initialization.Partition(labels))
        .until(Criterion.LOG_LIKELIHOOD, 1e-11, 5000)
        .build();
  }

  @Test
  void onAnyNumberOfThreadsTheBitsAreTheSame() {
    double[][] rows = rows(5000, 8);
    FitSpec spec = SpecBuilder.em(5, COLUMNS).iterations(20).restarts(2).build();

    FitOutcome one = Fits.run(spec, Observations.of(rows), 1, Kernels.best());
    FitOutcome four = Fits.run(spec, Observations.of(rows), 4, new ScalarKernels());

    assertThat(Fits.fitted(four).model().toArray()).isEqualTo(Fits.fitted(one).model().toArray());
  }
}
