package io.mixtura.mixture;

/**
 * Which parameters of all components stay what they are at the start.
 *
 * @param means whether the means do
 * @param covariances whether the covariances do
 */
public record Frozen(boolean means, boolean covariances) {
  /** Everything is estimated. */
  public static final Frozen NOTHING = new Frozen(false, false);
}
