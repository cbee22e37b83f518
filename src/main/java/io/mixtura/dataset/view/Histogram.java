package io.mixtura.dataset.view;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Arrays;
import java.util.List;

/** A histogram: how many values lie between each two edges. */
@Schema(
    name = "Histogram",
    description =
        "How many values lie between each edge and the next, which belongs to the next bin, but for the last. Bins are as wide as Freedman and Diaconis have it, or Sturges where that is less, rounded, at most about 60; all values are counted")
record Histogram(
    @Schema(description = "One more than there are bins", example = "[1.5, 3.0, 4.5, 6.0]")
        List<Double> edges,
    @Schema(
            description = "Values in each bin; with weights, the sum of those of their rows",
            example = "[98, 109, 65]")
        List<Number> counts,
    @Schema(
            description =
                "Values below the first edge: only where few lie so far out that the others could not be seen",
            example = "0")
        Number below,
    @Schema(description = "Values above the last edge, as below", example = "0") Number above,
    @Schema(
            description =
                "Whether the values are few different whole numbers, each in the middle of a bin of its own")
        boolean whole) {

  /** Counts values into bins. */
  static final class Counter {
    private final Bins bins;
    private final boolean isWeighted;
    private final double[] sums;

    Counter(Bins bins, boolean isWeighted) {
      this.bins = bins;
      this.isWeighted = isWeighted;
      this.sums = new double[bins.count() + 2];
    }

    void add(double value, double weight) {
      if (!Double.isNaN(value)) {
        sums[bins.of(value) + 1] += weight;
      }
    }

    Histogram histogram() {
      return new Histogram(
          Arrays.stream(bins.edges()).boxed().toList(),
          Arrays.stream(sums, 1, sums.length - 1).mapToObj(this::number).toList(),
          number(sums[0]),
          number(sums[sums.length - 1]),
          bins.isWhole());
    }

    /** Rows are counted in whole numbers, weights are not. */
    private Number number(double sum) {
      return isWeighted ? (Number) sum : (Number) (long) sum;
    }
  }
}
