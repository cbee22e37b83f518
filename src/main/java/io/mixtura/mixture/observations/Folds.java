package io.mixtura.mixture.observations;

import java.io.Serializable;
import java.util.random.RandomGenerator;

/**
 * Deals rows to folds at random, so that their numbers differ by one at most: one after the other,
 * and then shuffled within each tile. So it is known of every tile alone, without a table as long
 * as the data.
 *
 * @param seed the same seed deals the same
 * @param count number of folds
 */
public record Folds(long seed, int count) implements Serializable {
  /** Apart from the random numbers of the starts. */
  private static final long OWN = 0x5DEE_CE66_DF01_D5L;

  /**
   * The folds of the rows of a tile.
   *
   * @param index of the tile
   * @param rows how many it has
   */
  public int[] of(int index, int rows) {
    int[] folds = new int[rows];
    for (int p = 0; p < rows; p++) {
      folds[p] = (int) (((long) index * Tile.POINTS + p) % count);
    }
    RandomGenerator random = Sampling.generator((seed ^ OWN) + index, 0);
    for (int left = rows; left > 1; left--) {
      int chosen = random.nextInt(left);
      int fold = folds[left - 1];
      folds[left - 1] = folds[chosen];
      folds[chosen] = fold;
    }
    return folds;
  }

  /** All rows but those of a fold. */
  public View without(int fold) {
    return new Part(this, fold, false);
  }

  /** The rows of a fold. */
  public View only(int fold) {
    return new Part(this, fold, true);
  }

  /**
   * Some of the rows.
   *
   * @param isOnly whether those of the fold, or all others
   */
  private record Part(Folds folds, int fold, boolean isOnly) implements View {
    @Override
    public Observations of(Observations points) {
      return new FoldedObservations(points, folds, fold, isOnly);
    }
  }
}
