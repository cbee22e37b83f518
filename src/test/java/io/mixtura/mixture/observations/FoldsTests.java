package io.mixtura.mixture.observations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldsTests {

  @ParameterizedTest
  @CsvSource({"150,5", "272,5", "256,10", "1000,7", "3,3", "100000,2"})
  void areOfOneSizeAndRandom(int rows, int count) {
    Folds folds = new Folds(42, count);
    int[] sizes = new int[count];
    int inTurn = 0;
    for (int i = 0; i < rows; i++) {
      int fold = fold(folds, i, rows);
      sizes[fold]++;
      inTurn += fold == i % count ? 1 : 0;
    }
    assertThat(Arrays.stream(sizes).max().orElseThrow() - Arrays.stream(sizes).min().orElseThrow())
        .isLessThanOrEqualTo(1);
    if (rows > 100) {
      // Of a random dealing this is binomial; five standard deviations are let pass.
      double expected = (double) rows / count;
      assertThat(Math.abs(inTurn - expected)).isLessThan(5 * Math.sqrt(expected));
    }
  }

  private static int fold(Folds folds, int row, int rows) {
    int tile = row / Tile.POINTS;
    return folds.of(tile, Math.min(Tile.POINTS, rows - tile * Tile.POINTS))[row % Tile.POINTS];
  }

  @Test
  void aSeedDealsTheSameAndAnotherOneDoesNot() {
    assertThat(new Folds(1, 5).of(3, 256)).isEqualTo(new Folds(1, 5).of(3, 256));
    assertThat(new Folds(1, 5).of(3, 256)).isNotEqualTo(new Folds(2, 5).of(3, 256));
    assertThat(new Folds(1, 5).of(3, 256)).isNotEqualTo(new Folds(1, 5).of(4, 256));
  }

  /** What is held out and what is not are all rows with their weights, each once. */
  @Test
  void aFoldAndItsRestAreTheWhole() {
    double[][] rows = new double[600][];
    double[] weights = new double[600];
    Arrays.setAll(rows, i -> new double[] {i, -i});
    Arrays.setAll(weights, i -> i % 4 * 0.5);
    for (Observations all :
        new Observations[] {Observations.of(rows, weights), Observations.of(rows)}) {
      Folds folds = new Folds(7, 3);
      for (int fold = 0; fold < 3; fold++) {
        Observations only = folds.only(fold).of(all);
        Observations without = folds.without(fold).of(all);
        for (int i = 0; i < rows.length; i++) {
          boolean isHeldOut = fold(folds, i, rows.length) == fold;
          double weight = weight(all, i);
          assertThat(weight(only, i)).isEqualTo(isHeldOut ? weight : 0);
          assertThat(weight(without, i)).isEqualTo(isHeldOut ? 0 : weight);
          assertThat(only.point(i)).isEqualTo(rows[i]);
        }
      }
    }
  }

  private static double weight(Observations observations, int row) {
    Tile tile = new Tile(observations.dimensions());
    observations.read(row / Tile.POINTS, tile);
    return tile.weight(row % Tile.POINTS);
  }
}
