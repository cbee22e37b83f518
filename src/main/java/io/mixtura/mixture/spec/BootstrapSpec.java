package io.mixtura.mixture.spec;

/**
 * The bootstrap that is asked for: how often a fit is repeated on rows drawn from its own, and how
 * sure intervals are to be.
 *
 * @param replicates how often; at least 2
 * @param confidence share of the repetitions that an interval holds, between 0 and 1
 */
public record BootstrapSpec(int replicates, double confidence) {
  /** What the replicates may hold together: 40 MB. */
  public static final long MOST_NUMBERS = 5_000_000;

  /** Checks both. */
  public BootstrapSpec {
    if (replicates < 2 || !(confidence > 0 && confidence < 1)) {
      throw new IllegalArgumentException(
          "%d replicates with a confidence of %s".formatted(replicates, confidence));
    }
  }

  /**
   * Numbers that are held until the last replicate has ended.
   *
   * @param k number of components
   * @param d number of dimensions
   */
  public long numbers(int k, int d) {
    return (long) replicates * numbersOfModel(k, d);
  }

  /** Numbers of a model: weights, means and the lower triangles of the covariances. */
  public static long numbersOfModel(int k, int d) {
    return k * (1L + d + d * (d + 1L) / 2);
  }
}
