package io.mixtura.mixture.observations;

import java.util.random.RandomGenerator;

/** Random points of some observations, by their weight. */
public final class WeightedDraws {
  private final Observations observations;
  private final SampleWeights weights;
  private final Tile tile;
  private int loaded = -1;

  /** A pass over the points, if they have weights. */
  public WeightedDraws(Observations observations) {
    this.observations = observations;
    this.weights = SampleWeights.of(observations);
    this.tile = new Tile(observations.dimensions());
  }

  /** The number of a point, drawn with a probability proportional to its weight. */
  public int draw(RandomGenerator random) {
    return weights.areGiven() ? at(random.nextDouble()) : random.nextInt(observations.size());
  }

  /**
   * The number of a point drawn from one of several stretches of equal weight.
   *
   * @param stretch its number, from 0 to {@code stretches} − 1
   */
  int drawFrom(int stretch, int stretches, RandomGenerator random) {
    if (weights.areGiven()) {
      return at((stretch + random.nextDouble()) / stretches);
    }
    long from = (long) observations.size() * stretch / stretches;
    long to = (long) observations.size() * (stretch + 1) / stretches;
    return (int) (from + random.nextLong(to - from));
  }

  /** The numbers of points drawn from as many stretches of equal weight, one from each. */
  public int[] drawFromEach(int stretches, RandomGenerator random) {
    int[] numbers = new int[stretches];
    for (int i = 0; i < stretches; i++) {
      numbers[i] = drawFrom(i, stretches, random);
    }
    return numbers;
  }

  /** The number of the point at which a fraction of the total weight is passed. */
  private int at(double fraction) {
    double target = Math.min(fraction * weights.total(), Math.nextDown(weights.total()));
    int index = weights.tileBeyond(target);
    load(index);
    double rest = target - weights.before(index);
    int chosen = 0;
    for (int p = 0; p < tile.count() && rest >= 0; p++) {
      if (tile.weight(p) > 0) {
        chosen = p;
        rest -= tile.weight(p);
      }
    }
    return index * Tile.POINTS + chosen;
  }

  /** Points that are drawn one after the other often lie in the same tile. */
  private void load(int index) {
    if (index != loaded) {
      observations.read(index, tile);
      loaded = index;
    }
  }
}
