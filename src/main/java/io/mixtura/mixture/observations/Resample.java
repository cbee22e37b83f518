package io.mixtura.mixture.observations;

import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * Rows drawn with replacement, as many as there are: how often each was, which is multinomial.
 *
 * <p>First it is drawn how many come from each tile, and these are remembered; which rows of a tile
 * they are is drawn anew, to the same numbers, whenever the tile is read. So it takes one number
 * for each tile instead of one for each row, and threads may read tiles in any order.
 */
public final class Resample implements View {
  private static final long serialVersionUID = 1;

  /** Apart from the random numbers of the starts and of the folds. */
  private static final long OWN = 0x2545_F491_4F6C_DD1DL;

  private final long seed;
  private final int[] drawn;

  private Resample(long seed, int[] drawn) {
    this.seed = seed;
    this.drawn = drawn;
  }

  /**
   * Draws how many rows come from each tile.
   *
   * @param seed the same seed draws the same
   * @param replicate number of the resample, from 0
   * @param upTo the number of rows that can be drawn in all tiles up to each, that one included
   */
  public static Resample of(long seed, int replicate, int[] upTo, BooleanSupplier stop) {
    RandomGenerator random = Sampling.generator(seed ^ OWN, replicate);
    long own = random.nextLong();
    int[] drawn = new int[upTo.length];
    int rows = upTo[upTo.length - 1];
    for (int i = 0; i < rows; i++) {
      if (i % Tile.POINTS == 0 && stop.getAsBoolean()) {
        throw new FitInterrupted();
      }
      drawn[tileOf(random.nextInt(rows), upTo)]++;
    }
    return new Resample(own, drawn);
  }

  @Override
  public Observations of(Observations points) {
    return new ResampledObservations(points, this);
  }

  /** The first tile that ends beyond a row. */
  private static int tileOf(int row, int[] upTo) {
    int low = 0;
    int high = upTo.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (upTo[middle] > row) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /**
   * How often each row of a tile was drawn.
   *
   * @param index of the tile
   * @param candidates how many of its rows can be drawn
   */
  public int[] of(int index, int candidates) {
    int[] times = new int[candidates];
    SplittableRandom random = new SplittableRandom(seed + index);
    for (int i = 0; i < drawn[index]; i++) {
      times[random.nextInt(candidates)]++;
    }
    return times;
  }
}
