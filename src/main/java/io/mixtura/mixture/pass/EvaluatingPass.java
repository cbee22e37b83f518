package io.mixtura.mixture.pass;

import io.mixtura.mixture.observations.Tile;
import io.mixtura.mixture.statistics.SufficientStatistics;

/** A pass that answers questions about points, but gathers nothing that a fit could use. */
public interface EvaluatingPass extends ComponentPass {
  @Override
  default void accumulate(
      Tile x, double[] responsibilities, boolean areSparse, SufficientStatistics into) {
    throw new UnsupportedOperationException("this family is fitted to complete points alone");
  }
}
