package io.mixtura.mixture.family;

import io.mixtura.mixture.kernel.Kernels;
import io.mixtura.mixture.observations.Box;
import io.mixtura.mixture.observations.Tile;
import io.mixtura.mixture.pass.ComponentPass;
import io.mixtura.mixture.statistics.SufficientStatistics;
import java.util.Arrays;

/**
 * Components and noise on a tile. The noise has a share in every point that is far from the others,
 * so no pair is left out.
 */
final class NoisyPass implements ComponentPass {
  private final NoisyComponents components;
  private final Kernels kernels;
  private final ComponentPass inner;
  private final int noise;

  NoisyPass(NoisyComponents components, Kernels kernels) {
    this.components = components;
    this.kernels = kernels;
    this.inner = components.inner().pass(kernels);
    this.noise = components.inner().count();
  }

  @Override
  public double[] logNormalizers() {
    double[] normalizers = Arrays.copyOf(inner.logNormalizers(), noise + 1);
    normalizers[noise] = components.noise().logDensity();
    return normalizers;
  }

  /** 0 for the noise. */
  @Override
  public void logKernels(Tile x, double[] constants, double[] out) {
    inner.logKernels(x, constants, out);
    int row = noise * Tile.POINTS;
    Arrays.fill(out, row, row + x.panels(), constants[noise]);
  }

  @Override
  public void beginChunk() {
    inner.beginChunk();
  }

  @Override
  public void accumulate(
      Tile x, double[] responsibilities, boolean areSparse, SufficientStatistics into) {
    inner.accumulate(x, responsibilities, areSparse, into);
    into.addCount(noise, kernels.sum(responsibilities, noise * Tile.POINTS));
  }

  @Override
  public void endChunk(SufficientStatistics into) {
    inner.endChunk(into);
  }

  /**
   * The same on points with gaps: noise has the same density everywhere in the box of the columns
   * that are there.
   *
   * @param inner over points with gaps, too
   */
  record Observed(ComponentPass inner, Box box, Kernels kernels) implements ComponentPass {
    @Override
    public double[] logNormalizers() {
      double[] others = inner.logNormalizers();
      double[] normalizers = Arrays.copyOf(others, others.length + 1);
      normalizers[others.length] = box.logDensity();
      return normalizers;
    }

    @Override
    public void logKernels(Tile x, double[] constants, double[] out) {
      inner.logKernels(x, constants, out);
      int noise = constants.length - 1;
      int row = noise * Tile.POINTS;
      Arrays.fill(out, row, row + x.panels(), constants[noise]);
      for (int j = 0; j < box.dimensions(); j++) {
        double logSide = StrictMath.log(box.sides()[j]);
        for (int p = 0; p < x.count(); p++) {
          out[row + p] += Double.isNaN(x.get(p, j)) ? logSide : 0;
        }
      }
    }

    @Override
    public void beginChunk() {
      inner.beginChunk();
    }

    @Override
    public void accumulate(Tile x, double[] r, boolean areSparse, SufficientStatistics into) {
      inner.accumulate(x, r, areSparse, into);
      int noise = r.length / Tile.POINTS - 1;
      into.addCount(noise, kernels.sum(r, noise * Tile.POINTS));
    }

    @Override
    public void endChunk(SufficientStatistics into) {
      inner.endChunk(into);
    }
  }
}
