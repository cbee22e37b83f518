package io.mixtura.mixture.em;

import io.mixtura.mixture.observations.Tile;
import io.mixtura.mixture.pass.ComponentPass;
import io.mixtura.mixture.statistics.SufficientStatistics;

/** A pass that gathers nothing: all that is asked for is what the sharing out tallies itself. */
final class TalliesOnly implements ComponentPass {
  @Override
  public double[] logNormalizers() {
    return new double[0];
  }

  @Override
  public void logKernels(Tile x, double[] constants, double[] out) {
    throw new UnsupportedOperationException("there are no densities to be had");
  }

  @Override
  public void accumulate(
      Tile x, double[] responsibilities, boolean areSparse, SufficientStatistics into) {}
}
