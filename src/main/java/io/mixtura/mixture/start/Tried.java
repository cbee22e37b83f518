package io.mixtura.mixture.start;

import io.mixtura.mixture.em.Soundness;
import java.util.Comparator;

/**
 * A start that has been tried, and how it did.
 *
 * @param objective per observation
 * @param isSpurious whether it stands in a hole of the likelihood
 * @param isGivenUp whether it was left behind before its time, see {@link Race}
 */
record Tried(int number, double objective, boolean isSpurious, boolean isGivenUp) {
  static final Comparator<Tried> BEST_FIRST =
      Comparator.comparing(Tried::isSpurious)
          .thenComparing(Comparator.comparingDouble(Tried::objective).reversed())
          .thenComparingInt(Tried::number);

  /** Whether both stand at the same maximum, as far as one can tell. */
  boolean isLike(Tried other) {
    return isSpurious == other.isSpurious
        && Math.abs(objective - other.objective) <= Soundness.SAME_MAXIMUM_PER_OBSERVATION;
  }
}
