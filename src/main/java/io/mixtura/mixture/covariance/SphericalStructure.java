package io.mixtura.mixture.covariance;

import io.mixtura.mixture.statistics.SecondMoments;
import java.util.List;
import java.util.stream.Stream;

/**
 * Σ_k = λ_k I.
 *
 * @param code the name in answers
 * @param volume of λ: EII if equal, VII if variable
 */
record SphericalStructure(String code, Variation volume) implements CovarianceStructure {
  @Override
  public List<String> names() {
    return Stream.of(code, volume.letter() + "II").distinct().toList();
  }

  @Override
  public SecondMoments moments() {
    return SecondMoments.DIAGONAL;
  }

  @Override
  public long freeParameters(int k, int d) {
    return volume.count(k, 1);
  }

  @Override
  public int fewestPoints(int d) {
    return isShared() ? 1 : 2;
  }

  @Override
  public boolean isShared() {
    return volume == Variation.EQUAL;
  }

  @Override
  public boolean isSpherical() {
    return true;
  }

  @Override
  public CovarianceStructure inOtherUnits() {
    return DIAGONAL;
  }

  @Override
  public List<Covariance> estimate(Scatter scatter, List<Covariance> current) {
    if (isShared()) {
      Covariance sphere = sphere(scatter.pooled(), 0);
      return scatter.perComponent(k -> sphere);
    }
    return scatter.perComponent(k -> sphere(scatter, k));
  }

  private static Covariance sphere(Scatter scatter, int k) {
    double sum = 0;
    for (double variance : scatter.covariance(k)) {
      sum += variance;
    }
    return DiagonalCovariance.spherical(scatter.dimensions(), sum / scatter.dimensions());
  }
}
