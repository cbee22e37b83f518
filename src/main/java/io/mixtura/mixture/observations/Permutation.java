package io.mixtura.mixture.observations;

/** Orders of components. */
public final class Permutation {
  private Permutation() {}

  /** The way back: entry order[k] of the inverse is k. */
  public static int[] inverse(int[] order) {
    int[] inverse = new int[order.length];
    for (int k = 0; k < order.length; k++) {
      inverse[order[k]] = k;
    }
    return inverse;
  }
}
