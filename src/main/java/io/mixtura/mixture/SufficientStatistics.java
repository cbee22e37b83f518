package io.mixtura.mixture;

/**
 * What one pass over points leaves behind: all that an M step and the convergence test need,
 * whatever the number of points. Statistics of disjoint sets of points add up by {@link #merge},
 * the one seam through which tiles, threads, checkpoints and machines meet.
 *
 * <p>For each component k: N_k = Σ r, Σ r (x−μ_k) and, as {@link Moments} asks, Σ r
 * (x−μ_k)(x−μ_k)ᵀ, all about the mean μ_k of the model that the pass was made with.
 */
public final class SufficientStatistics {
  private final int dimensions;
  private final Moments moments;
  private final double[] counts;
  private final double[][] sums;
  private final double[][] second;
  private double logLikelihood;
  private double logLargest;

  /** Statistics of no points. */
  public SufficientStatistics(int components, int dimensions, Moments moments) {
    this.dimensions = dimensions;
    this.moments = moments;
    this.counts = new double[components];
    this.sums = new double[components][dimensions];
    this.second = new double[components][moments.size(dimensions)];
  }

  /** Number of components. */
  public int components() {
    return counts.length;
  }

  /** Number of dimensions. */
  public int dimensions() {
    return dimensions;
  }

  /** Which second moments are kept. */
  public Moments moments() {
    return moments;
  }

  /** N_k, the effective number of points of a component. */
  public double count(int k) {
    return counts[k];
  }

  /** Σ r (x−μ_k): the array itself. */
  double[] sums(int k) {
    return sums[k];
  }

  /** The second moments: the array itself. */
  double[] second(int k) {
    return second[k];
  }

  /**
   * Σ_i log p(x_i | θ); for hard assignments Σ_i max_k of what would be logged, see {@link EStep}.
   */
  public double logLikelihood() {
    return logLikelihood;
  }

  /** Σ_i log max_k r_ik, which is 0 when every point is assigned without doubt. */
  public double logLargestResponsibility() {
    return logLargest;
  }

  void addCount(int k, double count) {
    counts[k] += count;
  }

  void addLogLikelihood(double value) {
    logLikelihood += value;
  }

  void addLogLargest(double value) {
    logLargest += value;
  }

  /** Adds the statistics of other points, gathered about the same means. */
  public void merge(SufficientStatistics other) {
    logLikelihood += other.logLikelihood;
    logLargest += other.logLargest;
    add(counts, other.counts);
    for (int k = 0; k < counts.length; k++) {
      add(sums[k], other.sums[k]);
      add(second[k], other.second[k]);
    }
  }

  private static void add(double[] into, double[] from) {
    for (int i = 0; i < into.length; i++) {
      into[i] += from[i];
    }
  }
}
