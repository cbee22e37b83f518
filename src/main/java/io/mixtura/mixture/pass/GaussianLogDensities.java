package io.mixtura.mixture.pass;

import io.mixtura.mixture.covariance.FullCovariance;
import io.mixtura.mixture.covariance.Gaussians;
import io.mixtura.mixture.kernel.Kernels;
import io.mixtura.mixture.observations.Tile;
import java.util.Arrays;

/** log N(x | μ_k, Σ_k) of all components on a tile, up to their constants. */
sealed interface GaussianLogDensities {

  /** As {@link ComponentPass#logKernels}. */
  void fill(Tile x, double[] constants, double[] out);

  /** The cheapest way for these components. */
  static GaussianLogDensities of(Gaussians components, Kernels kernels) {
    return components.structure().isShared() && Shared.holdsFor(components)
        ? new Shared(components, kernels)
        : new Separate(components, kernels);
  }

  /** Component by component. */
  final class Separate implements GaussianLogDensities {
    private final Gaussians components;
    private final Kernels kernels;
    private final double[] panel;

    Separate(Gaussians components, Kernels kernels) {
      this.components = components;
      this.kernels = kernels;
      this.panel = new double[components.dimensions() * Kernels.PANEL];
    }

    @Override
    public void fill(Tile x, double[] constants, double[] out) {
      for (int k = 0; k < components.count(); k++) {
        components
            .covariance(k)
            .logDensities(
                kernels,
                x.values(),
                x.panels(),
                components.mean(k),
                constants[k],
                panel,
                out,
                k * Tile.POINTS);
      }
    }
  }

  /**
   * One covariance for all: with y = L⁻¹ (x − m) the lengths are |y − L⁻¹ (μ_k − m)|², so a point
   * is whitened once for all components. m is the middle of the means; digits are lost only where
   * means lie so many standard deviations apart that no point is in doubt.
   */
  final class Shared implements GaussianLogDensities {
    private final Kernels kernels;
    private final int d;
    private final double[] middle;
    private final double[] whitening;
    private final double[][] whitenedMeans;
    private final double[] panel;
    private final double[] whitened;

    Shared(Gaussians components, Kernels kernels) {
      this.kernels = kernels;
      this.d = components.dimensions();
      this.middle = components.middle();
      FullCovariance covariance = (FullCovariance) components.covariance(0);
      this.whitening = covariance.whitening();
      this.whitenedMeans = new double[components.count()][];
      Arrays.setAll(
          whitenedMeans, k -> covariance.whitened(difference(components.mean(k), middle)));
      this.panel = new double[d * Kernels.PANEL];
      this.whitened = new double[d * Tile.POINTS];
    }

    /** A model that was read back has equal matrices, not one. */
    static boolean holdsFor(Gaussians components) {
      for (int k = 0; k < components.count(); k++) {
        if (!(components.covariance(k) instanceof FullCovariance one
            && components.covariance(0) instanceof FullCovariance first
            && one.equalsInEntries(first))) {
          return false;
        }
      }
      return true;
    }

    private static double[] difference(double[] a, double[] b) {
      double[] difference = new double[a.length];
      Arrays.setAll(difference, j -> a[j] - b[j]);
      return difference;
    }

    @Override
    public void fill(Tile x, double[] constants, double[] out) {
      int points = x.panels();
      kernels.whiten(x.values(), points, middle, whitening, d, panel, whitened);
      for (int k = 0; k < whitenedMeans.length; k++) {
        kernels.logDensitiesSpherical(
            whitened, points, whitenedMeans[k], 1, d, constants[k], out, k * Tile.POINTS);
      }
    }
  }
}
