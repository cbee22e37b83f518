package io.mixtura.mixture.covariance;

import io.mixtura.mixture.statistics.SecondMoments;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Σ_k = λ_k D_k A_k D_kᵀ: ellipsoids with any axes.
 *
 * @param code the name in answers
 * @param volume of λ
 * @param shape of A
 * @param orientation of D
 */
record EllipsoidalStructure(String code, Variation volume, Variation shape, Variation orientation)
    implements CovarianceStructure {
  @Override
  public List<String> names() {
    String mclust = "%c%c%c".formatted(volume.letter(), shape.letter(), orientation.letter());
    return Stream.of(code, mclust).distinct().toList();
  }

  @Override
  public SecondMoments moments() {
    return SecondMoments.FULL;
  }

  @Override
  public long freeParameters(int k, int d) {
    return volume.count(k, 1)
        + shape.count(k, d - 1)
        + orientation.count(k, (long) d * (d - 1) / 2);
  }

  /** On d points or fewer a component is flat, and a shape of its own can follow it there. */
  @Override
  public int fewestPoints(int d) {
    return isShared() ? 1 : shape == Variation.VARIABLE ? d + 1 : 2;
  }

  @Override
  public boolean isShared() {
    return volume == Variation.EQUAL && shape == Variation.EQUAL && orientation == Variation.EQUAL;
  }

  /**
   * What can be said of matrices without their axes holds in any units: that all are the same, that
   * they are multiples of each other, that their determinants are equal. Axes at right angles do
   * not stay so.
   */
  @Override
  public CovarianceStructure inOtherUnits() {
    return shape == orientation ? this : FULL;
  }

  @Override
  public List<Covariance> estimate(Scatter scatter, List<Covariance> current) {
    if (isShared() || scatter.components() == 1) {
      Covariance pooled = new FullCovariance(scatter.dimensions(), scatter.pooled().covariance(0));
      return scatter.perComponent(k -> pooled);
    }
    return switch (orientation) {
      case EQUAL ->
          switch (shape) {
            case EQUAL -> ProportionalCovariances.estimate(scatter, current);
            case VARIABLE -> CommonAxes.estimate(scatter, volume, current);
          };
      case VARIABLE ->
          switch (shape) {
            case EQUAL -> ownAxes(scatter, current);
            case VARIABLE ->
                switch (volume) {
                  case EQUAL -> ofEqualVolume(scatter);
                  case VARIABLE ->
                      scatter.perComponent(
                          k -> new FullCovariance(scatter.dimensions(), scatter.covariance(k)));
                };
          };
    };
  }

  /** One shape along each component's principal axes, the longest with the longest. */
  private List<Covariance> ownAxes(Scatter scatter, List<Covariance> current) {
    List<PrincipalAxes> axes =
        scatter.perComponent(k -> PrincipalAxes.of(scatter.dimensions(), scatter.sums(k)));
    double[][] sums = axes.stream().map(PrincipalAxes::lengths).toArray(double[][]::new);
    double[][] variances =
        new AxisVariances(volume, shape).estimate(scatter.counts(), sums, current);
    return scatter.perComponent(k -> axes.get(k).covariance(variances[k]));
  }

  /** Σ_k = λ W_k / |W_k|^(1/d). */
  private static List<Covariance> ofEqualVolume(Scatter scatter) {
    int d = scatter.dimensions();
    double[] sizes = new double[scatter.components()];
    Arrays.setAll(
        sizes, k -> Volumes.geometricMean(new Cholesky(d, scatter.sums(k)).conditionalVariances()));
    double volume = Volumes.equal(scatter.counts(), sizes);
    return scatter.perComponent(
        k -> new FullCovariance(d, scaled(scatter.sums(k), sizes[k], volume)));
  }

  private static double[] scaled(double[] sums, double size, double volume) {
    double[] scaled = new double[sums.length];
    Arrays.setAll(scaled, t -> sums[t] / size * volume);
    return scaled;
  }
}
