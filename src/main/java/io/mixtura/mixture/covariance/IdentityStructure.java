package io.mixtura.mixture.covariance;

import io.mixtura.mixture.statistics.SecondMoments;
import java.util.List;

/** Σ = I: {@link CovarianceStructure#IDENTITY}. */
record IdentityStructure() implements CovarianceStructure {
  @Override
  public List<String> names() {
    return List.of("identity");
  }

  @Override
  public SecondMoments moments() {
    return SecondMoments.NONE;
  }

  @Override
  public long freeParameters(int k, int d) {
    return 0;
  }

  @Override
  public int fewestPoints(int d) {
    return 1;
  }

  @Override
  public boolean isShared() {
    return true;
  }

  @Override
  public boolean isSpherical() {
    return true;
  }

  /** I is what is meant, in whatever units: there is nothing in it that could be rescaled. */
  @Override
  public CovarianceStructure inOtherUnits() {
    return this;
  }

  @Override
  public List<Covariance> estimate(Scatter scatter, List<Covariance> current) {
    Covariance identity = DiagonalCovariance.spherical(scatter.dimensions(), 1);
    return scatter.perComponent(k -> identity);
  }
}
