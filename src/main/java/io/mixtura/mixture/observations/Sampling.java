package io.mixtura.mixture.observations;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;

/** Random numbers and random points of a fit, all of them decided by its seed. */
public final class Sampling {
  /** An algorithm that is specified, so that a seed means the same everywhere. */
  private static final String GENERATOR = "L64X128MixRandom";

  private static final int SAMPLE_POINTS = 65_536;
  private static final int SAMPLE_VALUES = 1 << 23;

  /**
   * Of data where nine rows in ten are equal, a point still differs but for one time in a billion.
   */
  private static final int DRAWS_PER_POINT = 200;

  private Sampling() {}

  /**
   * The generator of one start; starts do not share random numbers, so each can be repeated alone.
   */
  public static RandomGenerator generator(long seed, int start) {
    RandomGeneratorFactory<RandomGenerator> factory = RandomGeneratorFactory.of(GENERATOR);
    RandomGenerator seeds = factory.create(seed);
    long own = seeds.nextLong();
    for (int i = 0; i < start; i++) {
      own = seeds.nextLong();
    }
    return factory.create(own);
  }

  /** The size of a sample of large data on which means can be sought cheaply. */
  public static int mostPoints(int dimensions) {
    return Math.min(SAMPLE_POINTS, SAMPLE_VALUES / dimensions);
  }

  /**
   * A sample of about so many points, one at random from each of as many equal stretches; all if
   * there are no more. Where points have weights, stretches are of equal weight, so that the points
   * drawn count alike: one that weighs as much as two stretches is drawn about twice, as two equal
   * points would be.
   */
  public static Observations sample(Observations observations, int wanted, RandomGenerator random) {
    int n = observations.size();
    if (n <= wanted) {
      return observations;
    }
    WeightedDraws draws = new WeightedDraws(observations);
    int d = observations.dimensions();
    double[][] rows = new double[wanted][d + (observations.isLabelled() ? 1 : 0)];
    Tile tile = new Tile(d);
    int loaded = -1;
    for (int i = 0; i < wanted; i++) {
      int index = draws.drawFrom(i, wanted, random);
      if (index / Tile.POINTS != loaded) {
        loaded = index / Tile.POINTS;
        observations.read(loaded, tile);
      }
      for (int j = 0; j < d; j++) {
        rows[i][j] = tile.get(index % Tile.POINTS, j);
      }
      if (observations.isLabelled()) {
        rows[i][d] = tile.label(index % Tile.POINTS);
      }
    }
    Observations sample = Observations.of(rows);
    return observations.isLabelled()
        ? sample.marked(SelectedColumns.NONE, d, IntStream.range(0, d).toArray())
        : sample;
  }

  /**
   * Points drawn at random, by their weights if they have any, that differ from each other, unless
   * the data leave (nearly) no choice: equal components would stay equal forever.
   */
  public static double[][] distinctPoints(
      Observations observations, int count, RandomGenerator random) {
    WeightedDraws draws = new WeightedDraws(observations);
    double[][] points = new double[count][];
    Set<Integer> drawn = new HashSet<>();
    for (int k = 0; k < count; k++) {
      for (int attempt = 0; attempt < DRAWS_PER_POINT; attempt++) {
        int index = draws.draw(random);
        points[k] = observations.point(index);
        if (drawn.add(index) && isNew(points, k)) {
          break;
        }
      }
    }
    return points;
  }

  /** So many different numbers below a bound, in random order. */
  public static int[] distinct(int bound, int count, RandomGenerator random) {
    int[] numbers = new int[bound];
    Arrays.setAll(numbers, i -> i);
    for (int i = 0; i < count; i++) {
      int other = i + random.nextInt(bound - i);
      int number = numbers[other];
      numbers[other] = numbers[i];
      numbers[i] = number;
    }
    return Arrays.copyOf(numbers, count);
  }

  private static boolean isNew(double[][] points, int k) {
    for (int m = 0; m < k; m++) {
      if (Arrays.equals(points[m], points[k])) {
        return false;
      }
    }
    return true;
  }

  /** From 0 to before 1, in steps of 2⁻⁵³. */
  public static double uniform(RandomGenerator random) {
    return (random.nextLong() >>> 11) * 0x1p-53;
  }
}
