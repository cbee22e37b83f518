package io.mixtura.dataset.view;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Values of a column in ascending order, at least one, with the weights of their rows if asked. */
final class SortedValues {
  private final double[] values;

  /** Sums of the weights up to each value; null if each counts as one. */
  private final double @Nullable [] sums;

  private SortedValues(double[] values, double @Nullable [] sums) {
    this.values = values;
    this.sums = sums;
  }

  /** Of values each of which counts as one; the array is sorted. */
  static SortedValues of(double[] values) {
    Arrays.sort(values);
    return new SortedValues(values, null);
  }

  /** Of values with weights, none negative and not all 0. */
  static SortedValues of(double[] values, double[] weights) {
    int[] order =
        IntStream.range(0, values.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> values[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] sorted = new double[order.length];
    double[] sums = new double[order.length];
    double sum = 0;
    for (int i = 0; i < order.length; i++) {
      sorted[i] = values[order[i]];
      sum += weights[order[i]];
      sums[i] = sum;
    }
    return new SortedValues(sorted, sums);
  }

  double quantile(double share) {
    if (sums != null) {
      int at = Arrays.binarySearch(sums, share * sums[sums.length - 1]);
      int above = at >= 0 ? firstOf(sums, at) : -at - 1;
      return values[Math.min(above, values.length - 1)];
    }
    double place = share * (values.length - 1);
    int below = (int) place;
    double low = values[below];
    double high = values[Math.min(below + 1, values.length - 1)];
    return low + (place - below) * (high - low);
  }

  /** Rows without weight add nothing to the sum. */
  private static int firstOf(double[] sums, int at) {
    int first = at;
    while (first > 0 && sums[first - 1] == sums[at]) {
      first--;
    }
    return first;
  }

  int count() {
    return values.length;
  }

  boolean areWhole() {
    return Arrays.stream(values).allMatch(value -> value == Math.rint(value));
  }
}
