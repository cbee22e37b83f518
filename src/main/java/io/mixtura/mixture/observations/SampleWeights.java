package io.mixtura.mixture.observations;

/**
 * The weights of the points of some observations, all together and tile by tile. Points without
 * sample weights weigh 1 each.
 */
public final class SampleWeights {
  /** Weights above this on average count for no more in what is decided by numbers of points. */
  private static final double HEAVIEST_MEAN = 1e6;

  private final int size;

  /** The weight of all tiles up to each, that one included; none where each point weighs 1. */
  private final double[] upTo;

  /** How many points of all tiles up to each weigh anything. */
  private final int[] positiveUpTo;

  private SampleWeights(int size, double[] upTo, int[] positiveUpTo) {
    this.size = size;
    this.upTo = upTo;
    this.positiveUpTo = positiveUpTo;
  }

  /** A pass over the points, if they have weights. */
  public static SampleWeights of(Observations observations) {
    return observations.isWeighted() ? counted(observations) : each(observations);
  }

  private static SampleWeights each(Observations observations) {
    int[] positiveUpTo = new int[observations.tiles()];
    for (int index = 0, positive = 0; index < positiveUpTo.length; index++) {
      positive += observations.pointsIn(index);
      positiveUpTo[index] = positive;
    }
    return new SampleWeights(observations.size(), new double[0], positiveUpTo);
  }

  private static SampleWeights counted(Observations observations) {
    Tile tile = new Tile(observations.dimensions());
    double[] upTo = new double[observations.tiles()];
    int[] positiveUpTo = new int[upTo.length];
    double total = 0;
    int positive = 0;
    for (int index = 0; index < upTo.length; index++) {
      observations.read(index, tile);
      double ofTile = 0;
      for (int p = 0; p < tile.count(); p++) {
        ofTile += tile.weight(p);
        positive += tile.weight(p) > 0 ? 1 : 0;
      }
      total += ofTile;
      upTo[index] = total;
      positiveUpTo[index] = positive;
    }
    return new SampleWeights(observations.size(), upTo, positiveUpTo);
  }

  /** Whether points weigh anything else than 1 each. */
  boolean areGiven() {
    return upTo.length > 0;
  }

  /** Number of points, whatever they weigh. */
  int size() {
    return size;
  }

  /** The sum of all weights: the number n of points that there would be if each weighed 1. */
  public double total() {
    return areGiven() ? upTo[upTo.length - 1] : size;
  }

  /** How many points weigh anything. */
  public int positive() {
    return positiveUpTo.length == 0 ? 0 : positiveUpTo[positiveUpTo.length - 1];
  }

  /**
   * How many points of all tiles up to each, that one included, weigh anything: the array itself.
   */
  public int[] positiveUpTo() {
    return positiveUpTo;
  }

  /** What all tiles before one weigh. */
  double before(int tile) {
    return tile == 0 ? 0 : upTo[tile - 1];
  }

  /** The first tile that ends beyond a weight. */
  int tileBeyond(double target) {
    int low = 0;
    int high = upTo.length - 1;
    while (low < high) {
      int middle = (low + high) / 2;
      if (upTo[middle] > target) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /**
   * What all weights have to be divided by, so that their sum can be taken for a number of points.
   *
   * <p>As they are, weights of 1 or more on average can: they say how often a point was seen.
   * Smaller ones, such as those that sum to 1, would make too few points for any component of what
   * are enough of them; they are brought to a mean of 1. So are huge ones, which would overflow, to
   * a large mean.
   */
  public double unit() {
    double mean = total() / positive();
    return mean / Math.clamp(mean, 1, HEAVIEST_MEAN);
  }
}
