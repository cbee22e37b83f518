package io.mixtura.mixture;

import java.util.random.RandomGenerator;

/**
 * How much the points of some observations weigh, all together and tile by tile, and random points
 * by their weight. Points without sample weights weigh 1 each.
 */
final class SampleWeights {
  /** Weights above this on average count for no more in what is decided by numbers of points. */
  private static final double HEAVIEST_MEAN = 1e6;

  private final Observations observations;
  private final int positive;

  /** The weight of all tiles up to each, that one included. */
  private final double[] upTo;

  private final Tile tile;
  private int loaded = -1;

  private SampleWeights(Observations observations, int positive, double[] upTo) {
    this.observations = observations;
    this.positive = positive;
    this.upTo = upTo;
    this.tile = new Tile(observations.dimensions());
  }

  /** A pass over the points, if they have weights. */
  static SampleWeights of(Observations observations) {
    if (!observations.isWeighted()) {
      return new SampleWeights(observations, observations.size(), new double[0]);
    }
    Tile tile = new Tile(observations.dimensions());
    double[] upTo = new double[observations.tiles()];
    double total = 0;
    int positive = 0;
    for (int index = 0; index < upTo.length; index++) {
      observations.read(index, tile);
      for (int p = 0; p < tile.count(); p++) {
        total += tile.weight(p);
        positive += tile.weight(p) > 0 ? 1 : 0;
      }
      upTo[index] = total;
    }
    return new SampleWeights(observations, positive, upTo);
  }

  /** The first point that weighs anything. */
  static int first(Observations observations) {
    if (!observations.isWeighted()) {
      return 0;
    }
    Tile tile = new Tile(observations.dimensions());
    for (int index = 0; index < observations.tiles(); index++) {
      observations.read(index, tile);
      for (int p = 0; p < tile.count(); p++) {
        if (tile.weight(p) > 0) {
          return index * Tile.POINTS + p;
        }
      }
    }
    throw new IllegalArgumentException("all sample weights are 0");
  }

  /** The sum of all weights: the number n of points that there would be if each weighed 1. */
  double total() {
    return upTo.length == 0 ? observations.size() : upTo[upTo.length - 1];
  }

  /** How many points weigh anything. */
  int positive() {
    return positive;
  }

  /**
   * What all weights have to be divided by, so that their sum can be taken for a number of points.
   *
   * <p>As they are, weights of 1 or more on average can: they say how often a point was seen.
   * Smaller ones, such as those that sum to 1, would make too few points for any component of what
   * are enough of them; they are brought to a mean of 1. So are huge ones, which would overflow, to
   * a large mean.
   */
  double unit() {
    double mean = total() / positive;
    return mean / Math.clamp(mean, 1, HEAVIEST_MEAN);
  }

  /** The number of a point, drawn with a probability proportional to its weight. */
  int draw(RandomGenerator random) {
    return upTo.length == 0 ? random.nextInt(observations.size()) : at(random.nextDouble());
  }

  /**
   * The number of a point drawn from one of several stretches of equal weight.
   *
   * @param stretch its number, from 0 to {@code stretches} − 1
   */
  int drawFrom(int stretch, int stretches, RandomGenerator random) {
    if (upTo.length > 0) {
      return at((stretch + random.nextDouble()) / stretches);
    }
    long from = (long) observations.size() * stretch / stretches;
    long to = (long) observations.size() * (stretch + 1) / stretches;
    return (int) (from + random.nextLong(to - from));
  }

  /** The numbers of points drawn from as many stretches of equal weight, one from each. */
  int[] drawFromEach(int stretches, RandomGenerator random) {
    int[] numbers = new int[stretches];
    for (int i = 0; i < stretches; i++) {
      numbers[i] = drawFrom(i, stretches, random);
    }
    return numbers;
  }

  /** The number of the point at which a fraction of the total weight is passed. */
  private int at(double fraction) {
    double target = Math.min(fraction * total(), Math.nextDown(total()));
    int index = tileBeyond(target);
    load(index);
    double rest = index == 0 ? target : target - upTo[index - 1];
    int chosen = 0;
    for (int p = 0; p < tile.count() && rest >= 0; p++) {
      if (tile.weight(p) > 0) {
        chosen = p;
        rest -= tile.weight(p);
      }
    }
    return index * Tile.POINTS + chosen;
  }

  /** The first tile that ends beyond a weight. */
  private int tileBeyond(double target) {
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

  /** Points that are drawn one after the other often lie in the same tile. */
  private void load(int index) {
    if (index != loaded) {
      observations.read(index, tile);
      loaded = index;
    }
  }
}
