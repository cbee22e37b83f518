package io.mixtura.mixture.family;

import io.mixtura.mixture.observations.Tile;
import io.mixtura.mixture.pass.ComponentPass;
import io.mixtura.mixture.statistics.SufficientStatistics;

/**
 * Components of Gaussian and of discrete columns on a tile. Nothing is left out by {@code Screen},
 * which knows the Gaussian columns alone.
 */
record MixedPass(ComponentPass gaussian, DiscretePass discrete) implements ComponentPass {
  @Override
  public double[] logNormalizers() {
    double[] logs = gaussian.logNormalizers();
    double[] others = discrete.logNormalizers();
    for (int k = 0; k < logs.length; k++) {
      logs[k] += others[k];
    }
    return logs;
  }

  @Override
  public void logKernels(Tile x, double[] constants, double[] out) {
    gaussian.logKernels(x, constants, out);
    discrete.add(x, out);
  }

  @Override
  public void accumulate(
      Tile x, double[] responsibilities, boolean areSparse, SufficientStatistics into) {
    gaussian.accumulate(x, responsibilities, areSparse, into);
    discrete.addSums(x, responsibilities, into);
  }

  @Override
  public void endChunk(SufficientStatistics into) {
    gaussian.endChunk(into);
  }

  /**
   * The same on points with gaps.
   *
   * @param gaussian over points with gaps, too
   */
  record Observed(ComponentPass gaussian, DiscretePass discrete) implements ComponentPass {
    @Override
    public double[] logNormalizers() {
      return new MixedPass(gaussian, discrete).logNormalizers();
    }

    @Override
    public void logKernels(Tile x, double[] constants, double[] out) {
      gaussian.logKernels(x, constants, out);
      discrete.addObserved(x, out);
    }

    @Override
    public void accumulate(Tile x, double[] r, boolean areSparse, SufficientStatistics into) {
      gaussian.accumulate(x, r, areSparse, into);
      discrete.addObservedSums(x, r, into);
    }

    @Override
    public void endChunk(SufficientStatistics into) {
      gaussian.endChunk(into);
    }
  }
}
