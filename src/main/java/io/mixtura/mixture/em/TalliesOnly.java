package io.mixtura.mixture.em;

import io.mixtura.mixture.observations.Tile;
import io.mixtura.mixture.pass.ComponentPass;
import io.mixtura.mixture.statistics.SufficientStatistics;
import org.jspecify.annotations.Nullable;

/**
 * A pass that gathers nothing: all that is asked for is what the sharing out tallies itself.
 *
 * @param densities what these are taken from; null if there are none to be had
 */
record TalliesOnly(@Nullable ComponentPass densities) implements ComponentPass {
  @Override
  public double[] logNormalizers() {
    return densities == null ? new double[0] : densities.logNormalizers();
  }

  @Override
  public void logKernels(Tile x, double[] constants, double[] out) {
    if (densities == null) {
      throw new UnsupportedOperationException("there are no densities to be had");
    }
    densities.logKernels(x, constants, out);
  }

  @Override
  public void beginChunk() {
    if (densities != null) {
      densities.beginChunk();
    }
  }

  @Override
  public void accumulate(
      Tile x, double[] responsibilities, boolean areSparse, SufficientStatistics into) {}
}
