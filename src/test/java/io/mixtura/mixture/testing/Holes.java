package io.mixtura.mixture.testing;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Takes values away from complete rows. */
public final class Holes {
  private Holes() {}

  /** A fraction of all values, each by chance alone. */
  public static double[][] in(double[][] rows, double fraction, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return Arrays.stream(rows)
        .map(row ->
            Arrays.stream(row)
                .map(value -> random.nextDouble() < fraction ? Double.NaN : value)
                .toArray())
        .toArray(double[][]::new);
  }
}
