package io.mixtura.mixture.observations;

/**
 * The outline of some observations: what is known of points without reading any.
 *
 * @param size number of points n
 * @param dimensions number of dimensions d
 * @param isWeighted whether they have sample weights; else each weighs 1
 * @param isLabelled whether it is told of some which component they belong to
 * @param isIncomplete whether values may be missing
 */
public record Shape(
    int size, int dimensions, boolean isWeighted, boolean isLabelled, boolean isIncomplete) {

  public static Shape of(Observations observations) {
    return new Shape(
        observations.size(),
        observations.dimensions(),
        observations.isWeighted(),
        observations.isLabelled(),
        observations.isIncomplete());
  }
}
