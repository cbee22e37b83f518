package io.mixtura.mixture.family;

import java.io.Serializable;

/**
 * The parameters, those of all components, that stay what they are at the start.
 *
 * @param means whether the means do
 * @param covariances whether the covariances do
 */
public record Frozen(boolean means, boolean covariances) implements Serializable {
  /** Everything is estimated. */
  public static final Frozen NOTHING = new Frozen(false, false);
}
