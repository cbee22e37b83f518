package io.mixtura.mixture.family;

import java.io.Serializable;

/**
 * Which parameters of all components stay what they are at the start.
 *
 * @param means whether the means do
 * @param covariances whether the covariances do
 */
public record Frozen(boolean means, boolean covariances) implements Serializable {
  /** Everything is estimated. */
  public static final Frozen NOTHING = new Frozen(false, false);
}
