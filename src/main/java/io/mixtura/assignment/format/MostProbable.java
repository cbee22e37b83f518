package io.mixtura.assignment.format;

import io.mixtura.mixture.Responsibilities;

/**
 * The number of the most probable component, as answers count them: from 0, and noise, which has no
 * number, as −1.
 */
public final class MostProbable {
  /** The noise. */
  static final int NOISE = -1;

  private MostProbable() {}

  /** The number of the most probable component of a point. */
  public static int of(Responsibilities responsibilities, int point, int clusters) {
    return number(responsibilities.mostProbable(point), clusters);
  }

  /** The number of a component of a mixture with so many clusters. */
  public static int number(int component, int clusters) {
    return component < clusters ? component : NOISE;
  }
}
