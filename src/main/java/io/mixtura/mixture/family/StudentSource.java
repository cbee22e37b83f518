package io.mixtura.mixture.family;

import io.mixtura.mixture.special.GammaDraws;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** Points of t components: those of Gaussian ones, √u times nearer, with u gamma distributed. */
final class StudentSource implements PointSource {
  private final GaussianSource gaussians;

  /** Null where a component has infinitely many degrees of freedom. */
  private final @Nullable GammaDraws[] draws;

  StudentSource(StudentComponents components, DoubleSupplier uniform) {
    this.gaussians = new GaussianSource(components.gaussians(), uniform);
    this.draws = new GammaDraws[components.count()];
    for (int k = 0; k < draws.length; k++) {
      double degrees = components.degreesOfFreedom(k);
      draws[k] = Double.isFinite(degrees) ? new GammaDraws(degrees / 2, uniform) : null;
    }
  }

  @Override
  public void draw(int k, double[] point) {
    GammaDraws gamma = draws[k];
    gaussians.draw(k, gamma == null ? 1 : Math.sqrt(gamma.shape() / gamma.next()), point);
  }
}
