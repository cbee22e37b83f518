package io.mixtura.mixture.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.encoding.ColumnFamily;
import io.mixtura.mixture.observations.Folds;
import io.mixtura.mixture.observations.Observations;
import io.mixtura.mixture.observations.Tile;
import io.mixtura.mixture.selection.Candidate.State;
import io.mixtura.mixture.spec.ConvergenceCriterion;
import io.mixtura.mixture.spec.FitSpec;
import io.mixtura.mixture.spec.MixingWeights;
import io.mixtura.mixture.testing.Bits;
import io.mixtura.mixture.testing.Data;
import io.mixtura.mixture.testing.DiscreteData;
import io.mixtura.mixture.testing.Fits;
import io.mixtura.mixture.testing.Selections;
import io.mixtura.mixture.testing.SpecBuilder;
import io.mixtura.mixture.testing.TextbookMixture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The log-likelihood of rows that were held out, against plain loops over the same folds. */
class HeldOutTests {
  private static final long SEED = 42;

  private static int[] dealt(int rows, int folds) {
    int[] all = new int[rows];
    for (int i = 0; i < rows; i++) {
      int tile = i / Tile.POINTS;
      int inTile = Math.min(Tile.POINTS, rows - tile * Tile.POINTS);
      all[i] = new Folds(SEED, folds).of(tile, inTile)[i % Tile.POINTS];
    }
    return all;
  }

  /** EM in plain loops on the rows of the other folds, and its density at those of this one. */
  private static double textbook(
      double[][] rows, double[] weights, int folds, double[][] means, CovarianceStructure of) {
    int[] dealt = dealt(rows.length, folds);
    double sum = 0;
    for (int fold = 0; fold < folds; fold++) {
      List<double[]> others = new ArrayList<>();
      for (int i = 0; i < rows.length; i++) {
        for (int copy = 0; dealt[i] != fold && copy < weights[i]; copy++) {
          others.add(rows[i]);
        }
      }
      double[][] train = others.toArray(double[][]::new);
      TextbookMixture mixture = start(train, means);
      for (int iteration = 0; iteration < 300; iteration++) {
        mixture = mixture.iterated(train, of, new MixingWeights.Learned());
      }
      for (int i = 0; i < rows.length; i++) {
        sum += dealt[i] == fold ? weights[i] * mixture.logDensity(rows[i]) : 0;
      }
    }
    return sum;
  }

  private static TextbookMixture start(double[][] rows, double[][] means) {
    double[][] one = new double[rows.length][1];
    Arrays.stream(one).forEach(r -> r[0] = 1);
    TextbookMixture all =
        TextbookMixture.maximized(rows, one, CovarianceStructure.FULL, new MixingWeights.Learned());
    double[] equal = new double[means.length];
    Arrays.fill(equal, 1.0 / means.length);
    double[][][] covariances = new double[means.length][][];
    Arrays.fill(covariances, all.covariances()[0]);
    return new TextbookMixture(equal, means, covariances);
  }

  @ParameterizedTest
  @CsvSource({"5,false", "3,true", "10,false", "31,false"})
  void isThatOfPlainLoops(int folds, boolean isWeighted) {
    double[][] rows = Data.faithful();
    double[][] means = {{2, 54}, {4.3, 80}};
    double[] weights = new double[rows.length];
    Arrays.setAll(weights, i -> isWeighted ? i % 3 : 1);
    List<CovarianceStructure> structures =
        List.of(CovarianceStructure.FULL, CovarianceStructure.TIED, CovarianceStructure.DIAGONAL);
    FitSpec[] specs =
        structures.stream()
            .map(structure ->
                SpecBuilder.em(2, structure)
                    .fromMeans(means)
                    .until(ConvergenceCriterion.Criterion.LOG_LIKELIHOOD, 1e-13, 5000)
                    .build())
            .toArray(FitSpec[]::new);

    SelectionOutcome outcome =
        Selections.run(Selections.heldOut(folds, specs), Observations.of(rows, weights));

    double best = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < specs.length; i++) {
      double expected = textbook(rows, weights, folds, means, structures.get(i));
      assertThat(outcome.candidates().get(i).heldOut())
          .as("%s", structures.get(i))
          .isCloseTo(expected, within(1e-6 * Math.abs(expected)));
      best = Math.max(best, outcome.candidates().get(i).heldOut());
    }
    assertThat(outcome.candidates().get(outcome.chosen()).heldOut()).isEqualTo(best);
    // What is stored is fitted to all rows.
    assertThat(Bits.of(Selections.fitted(outcome).model()))
        .isEqualTo(
            Bits.of(Fits.fitted(specs[outcome.chosen()], Observations.of(rows, weights)).model()));
  }

  /** Three clusters far apart, and rows that no fit has seen: neither two nor six do as well. */
  @Test
  void findsTheNumberOfClusters() {
    long seed = 5;
    Random random = new Random(seed);
    double[][] rows = new double[900][];
    Arrays.setAll(
        rows,
        i -> new double[] {i % 3 * 8 + random.nextGaussian(), i % 3 * 3 - random.nextGaussian()});
    FitSpec[] specs =
        IntStream.rangeClosed(1, 5)
            .mapToObj(k -> SpecBuilder.em(k, CovarianceStructure.SPHERICAL).build())
            .toArray(FitSpec[]::new);

    SelectionOutcome outcome = Selections.run(Selections.heldOut(5, specs), rows);

    assertThat(specs[outcome.chosen()].components()).as("seed %d", seed).isEqualTo(3);
    assertThat(outcome.candidates()).extracting(Candidate::state).containsOnly(State.FITTED);
    assertThat(outcome.candidates())
        .allSatisfy(one -> assertThat(one.heldOut()).isLessThan(one.logLikelihood() + 20));
  }

  /**
   * Classes some of whose levels are so rare that no row of the other folds has shown them: that
   * they are then impossible must not cost as much as a class is worth.
   */
  @Test
  void findsTheNumberOfClassesWithRareLevels() {
    Random random = new Random(8);
    double[][] rows = new double[400][6];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < rows[i].length; j++) {
        boolean isTypical = random.nextDouble() < 0.9;
        rows[i][j] = isTypical ? i % 3 * 2 + random.nextInt(2) : random.nextInt(9);
      }
    }
    ColumnFamily levels = DiscreteData.levels(0, 1, 2, 3, 4, 5, 6, 7, 8);
    FitSpec[] specs =
        IntStream.rangeClosed(1, 5)
            .mapToObj(k -> SpecBuilder.em(k, DiscreteData.all(levels, 6)).build())
            .toArray(FitSpec[]::new);

    SelectionOutcome outcome = Selections.run(Selections.heldOut(5, specs), rows);

    assertThat(specs[outcome.chosen()].components()).isEqualTo(3);
  }

  /** In plain numbers: one fold has two zeros and a one, of which the other folds know no one. */
  @Test
  void whatNoRowHasShownIsAsLikelyAsOneOfOneRowMore() {
    double[][] rows = {{0}, {0}, {0}, {0}, {1}, {0}, {0}, {0}, {0}, {0}};
    FitSpec[] specs = {
      SpecBuilder.em(1, List.of(new ColumnFamily.Bernoulli())).build(),
      SpecBuilder.em(1, List.of(new ColumnFamily.Poisson())).build()
    };
    int[] dealt = dealt(rows.length, 5);
    double levels = 0;
    double counts = 0;
    for (int i = 0; i < rows.length; i++) {
      boolean isOneKnown = dealt[i] != dealt[4];
      double yes = isOneKnown ? 1 / 8.0 : 0.5 / 9;
      levels += Math.log(rows[i][0] == 1 ? yes : 1 - yes);
      double rate = isOneKnown ? 1 / 8.0 : 0.5 / 9 / 9;
      counts += rows[i][0] * Math.log(rate) - rate;
    }

    SelectionOutcome outcome = Selections.run(Selections.heldOut(5, specs), rows);

    assertThat(outcome.candidates().get(0).heldOut()).isCloseTo(levels, within(1e-12));
    assertThat(outcome.candidates().get(1).heldOut()).isCloseTo(counts, within(1e-12));
  }

  /** A fold that holds out all but one of the rows that weigh anything leaves too few. */
  @Test
  void aFoldThatCannotBeFittedIsExplained() {
    double[][] rows = new double[12][];
    double[] weights = new double[12];
    Arrays.setAll(rows, i -> new double[] {i * i % 7, i});
    weights[3] = 1;
    weights[8] = 1;
    weights[10] = 1;
    FitSpec[] specs =
        IntStream.rangeClosed(1, 3)
            .mapToObj(k -> SpecBuilder.em(k, CovarianceStructure.IDENTITY).build())
            .toArray(FitSpec[]::new);

    SelectionOutcome outcome =
        Selections.run(Selections.heldOut(12, specs), Observations.of(rows, weights));

    Candidate three = outcome.candidates().get(2);
    assertThat(three.state()).isEqualTo(State.FAILED);
    assertThat(three.heldOut()).isNaN();
    assertThat(three.criteria()).isNotNull();
    assertThat(three.explanation())
        .contains(
            "of 12 (it is fitted to all rows)",
            "only 2 rows that weigh anything are left for 3 components; use fewer folds");
    assertThat(outcome.chosen()).isLessThan(2);
  }

  /** One component of levels is a table of shares: those of the other folds. */
  @Test
  void ofLevelsItIsThatOfTheirSharesElsewhere() {
    double[][] rows = DiscreteData.carcinoma().rows();
    int folds = 4;
    List<ColumnFamily> levels = DiscreteData.all(DiscreteData.levels(0, 1), 7);
    FitSpec one = SpecBuilder.em(1, levels).build();
    FitSpec two = SpecBuilder.em(2, levels).build();

    SelectionOutcome outcome = Selections.run(Selections.heldOut(folds, one, two), rows);

    int[] dealt = dealt(rows.length, folds);
    double expected = 0;
    for (int j = 0; j < 7; j++) {
      for (int i = 0; i < rows.length; i++) {
        double alike = 0;
        double others = 0;
        for (int m = 0; m < rows.length; m++) {
          others += dealt[m] != dealt[i] ? 1 : 0;
          alike += dealt[m] != dealt[i] && rows[m][j] == rows[i][j] ? 1 : 0;
        }
        expected += Math.log(alike / others);
      }
    }
    assertThat(outcome.candidates().getFirst().heldOut()).isCloseTo(expected, within(1e-9));
  }
}
