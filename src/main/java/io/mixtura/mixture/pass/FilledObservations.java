package io.mixtura.mixture.pass;

import io.mixtura.mixture.covariance.Gaussians;
import io.mixtura.mixture.kernel.Kernels;
import io.mixtura.mixture.observations.DerivedObservations;
import io.mixtura.mixture.observations.Observations;
import io.mixtura.mixture.observations.Tile;
import io.mixtura.mixture.observations.View;

/**
 * Other observations with the values in their gaps that are to be expected if the data are those of
 * a single Gaussian: something to look for starts in.
 */
public final class FilledObservations implements DerivedObservations {
  private final Observations source;
  private final ThreadLocal<Scratch> scratch;

  private FilledObservations(Observations source, Gaussians gaussian) {
    this.source = source;
    this.scratch = ThreadLocal.withInitial(() -> new Scratch(gaussian));
  }

  /**
   * The view.
   *
   * @param gaussian the single Gaussian
   */
  public record Filled(Gaussians gaussian) implements View {
    @Override
    public Observations of(Observations points) {
      return new FilledObservations(points, gaussian);
    }
  }

  /** What a thread needs to fill tiles. */
  private static final class Scratch {
    private final IncompletePoints points;
    private final GapFilling filling;

    Scratch(Gaussians gaussian) {
      Kernels kernels = Kernels.best();
      this.points = new IncompletePoints(gaussian.dimensions());
      this.filling =
          GapFilling.of(gaussian, kernels, new GaussianPass(gaussian, () -> null, kernels), points);
    }

    void fill(Tile tile) {
      points.sort(tile);
      if (!points.isEmpty()) {
        filling.begin();
        filling.complete(0);
        points.putBack(tile);
      }
    }
  }

  @Override
  public Observations source() {
    return source;
  }

  @Override
  public boolean isIncomplete() {
    return false;
  }

  @Override
  public void read(int index, Tile into) {
    source.read(index, into);
    scratch.get().fill(into);
  }
}
