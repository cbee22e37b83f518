package io.mixtura.mixture.testing;

import io.mixtura.mixture.observations.Observations;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Rows with a sample weight each.
 *
 * @param rows the points
 * @param weights one for each
 */
public record Weighted(double[][] rows, double[] weights) {

  /** Rows that are each seen 1, 2 or 3 times. */
  public static Weighted counted(double[][] rows, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return new Weighted(
        rows, Arrays.stream(rows).mapToDouble(_ -> 1 + random.nextInt(3)).toArray());
  }

  /** Rows of weights from 0.1 to 2, and of each ten one of none. */
  public static Weighted fractional(double[][] rows, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return new Weighted(
        rows,
        Arrays.stream(rows)
            .mapToDouble(_ -> random.nextInt(10) == 0 ? 0 : random.nextDouble(0.1, 2))
            .toArray());
  }

  public Weighted times(double factor) {
    return new Weighted(rows, Arrays.stream(weights).map(weight -> weight * factor).toArray());
  }

  public Observations observations() {
    return Observations.of(rows, weights);
  }

  /** Each row as often as its weight says. */
  public double[][] repeated() {
    return repeats().mapToObj(i -> rows[i]).toArray(double[][]::new);
  }

  /** What belongs to a row, as often as the row. */
  public List<Integer> repeated(List<Integer> ofRows) {
    return repeats().mapToObj(ofRows::get).toList();
  }

  private IntStream repeats() {
    return IntStream.range(0, rows.length)
        .flatMap(i -> IntStream.range(0, (int) weights[i]).map(_ -> i));
  }

  public double total() {
    return Arrays.stream(weights).sum();
  }
}
