package io.mixtura.mixture.selection;

import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.spec.BootstrapSpec;
import java.util.Arrays;
import java.util.List;

/**
 * Standard errors and intervals of a fit's estimates: how far they scatter from resample to
 * resample.
 */
public final class BootstrapErrors {
  private final BootstrapSpec spec;
  private final int components;
  private final int dimensions;
  private final int failed;
  private final long nanoseconds;
  private final Interval[] intervals;

  /**
   * The scatter of one number. NaN if fewer than two replicates led to a model.
   *
   * @param standardError standard deviation over the replicates, with divisor B − 1
   * @param lower the quantile that as many replicates are below as are above the upper one
   * @param upper the quantile above
   */
  public record Interval(double standardError, double lower, double upper) {
    private static final Interval UNKNOWN = new Interval(Double.NaN, Double.NaN, Double.NaN);

    /**
     * Of the values of all replicates, which are sorted by it. Quantiles are those of R (type 7)
     * and NumPy by default.
     */
    static Interval of(double[] values, double confidence) {
      if (values.length < 2) {
        return UNKNOWN;
      }
      Arrays.sort(values);
      return new Interval(
          standardDeviation(values),
          quantile(values, (1 - confidence) / 2),
          quantile(values, (1 + confidence) / 2));
    }

    /** Deviations are measured in the largest of them, whose square alone may overflow. */
    private static double standardDeviation(double[] sorted) {
      double first = sorted[0];
      double sum = 0;
      for (double value : sorted) {
        sum += value - first;
      }
      double mean = first + sum / sorted.length;
      double largest = Math.max(mean - first, sorted[sorted.length - 1] - mean);
      if (largest <= 0) {
        return 0;
      }
      double squares = 0;
      for (double value : sorted) {
        double deviation = (value - mean) / largest;
        squares += deviation * deviation;
      }
      return largest * Math.sqrt(squares / (sorted.length - 1));
    }

    private static double quantile(double[] sorted, double share) {
      double at = share * (sorted.length - 1);
      int below = Math.min((int) at, sorted.length - 2);
      return sorted[below] + (at - below) * (sorted[below + 1] - sorted[below]);
    }
  }

  private BootstrapErrors(
      BootstrapSpec spec,
      int components,
      int dimensions,
      int failed,
      long nanoseconds,
      Interval[] intervals) {
    this.spec = spec;
    this.components = components;
    this.dimensions = dimensions;
    this.failed = failed;
    this.nanoseconds = nanoseconds;
    this.intervals = intervals;
  }

  /** Collects what the replicates come to. */
  static final class Collector {
    private final long began = System.nanoTime();
    private final BootstrapSpec spec;
    private final int components;
    private final int dimensions;

    /** For each number of the model its values, replicate after replicate. */
    private final double[][] values;

    private int collected;
    private int failed;

    Collector(BootstrapSpec spec, int components, int dimensions) {
      this.spec = spec;
      this.components = components;
      this.dimensions = dimensions;
      this.values =
          new double[Math.toIntExact(BootstrapSpec.numbersOfModel(components, dimensions))]
              [spec.replicates()];
    }

    void addFailure() {
      failed++;
    }

    /** A replicate, its components numbered as those of the fit are. */
    void add(MixtureModel model) {
      for (int k = 0; k < components; k++) {
        values[k][collected] = model.weight(k);
        double[] mean = model.mean(k);
        double[][] covariance = model.covariance(k);
        for (int i = 0; i < dimensions; i++) {
          values[mean(components, dimensions, k, i)][collected] = mean[i];
          for (int j = 0; j <= i; j++) {
            values[covariance(components, dimensions, k, i, j)][collected] = covariance[i][j];
          }
        }
      }
      collected++;
    }

    BootstrapErrors errors() {
      Interval[] intervals = new Interval[values.length];
      for (int i = 0; i < intervals.length; i++) {
        intervals[i] = Interval.of(Arrays.copyOf(values[i], collected), spec.confidence());
      }
      return new BootstrapErrors(
          spec, components, dimensions, failed, System.nanoTime() - began, intervals);
    }
  }

  private static int mean(int components, int d, int k, int i) {
    return components + k * d + i;
  }

  private static int covariance(int components, int d, int k, int i, int j) {
    int row = Math.max(i, j);
    return components * (1 + d) + k * (d * (d + 1) / 2) + row * (row + 1) / 2 + Math.min(i, j);
  }

  /** What was asked for. */
  public BootstrapSpec spec() {
    return spec;
  }

  /** Number of components k. */
  public int components() {
    return components;
  }

  /** Number of dimensions d. */
  public int dimensions() {
    return dimensions;
  }

  /** How many replicates collapsed, or ended in a hole of the likelihood, and are left out. */
  public int failed() {
    return failed;
  }

  /** How long the replicates took. */
  public long nanoseconds() {
    return nanoseconds;
  }

  /** Of the mixing weight of a component. */
  public Interval weight(int k) {
    return intervals[k];
  }

  /** Of a coordinate of a component's mean. */
  public Interval mean(int k, int i) {
    return intervals[mean(components, dimensions, k, i)];
  }

  /** Of an entry of a component's covariance. */
  public Interval covariance(int k, int i, int j) {
    return intervals[covariance(components, dimensions, k, i, j)];
  }

  /** What the user should know. */
  public List<String> warnings() {
    if (failed == 0) {
      return List.of();
    }
    String consequence =
        spec.replicates() - failed < 2
            ? "so there are no standard errors"
            : "so its standard errors and intervals may be too narrow";
    return List.of(
        "%d of %d bootstrap replicates collapsed and are left out, %s; use fewer components, a tighter covariance such as 'tied' or 'diagonal', or a prior"
            .formatted(failed, spec.replicates(), consequence));
  }
}
