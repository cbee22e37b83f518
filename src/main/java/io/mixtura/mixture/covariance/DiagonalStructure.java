package io.mixtura.mixture.covariance;

import io.mixtura.mixture.statistics.SecondMoments;
import java.util.List;
import java.util.stream.Stream;

/**
 * Σ_k = λ_k A_k: ellipsoids with the columns as their axes.
 *
 * @param code the name in answers
 * @param volume of λ
 * @param shape of A
 */
record DiagonalStructure(String code, Variation volume, Variation shape)
    implements CovarianceStructure {
  private static final String PLAIN = "diagonal";

  /** What scikit-learn calls it. */
  private static final String SCIKIT_LEARN = "diag";

  @Override
  public List<String> names() {
    String mclust = "%c%cI".formatted(volume.letter(), shape.letter());
    return code.equals(PLAIN)
        ? List.of(code, SCIKIT_LEARN, mclust)
        : Stream.of(code, mclust).distinct().toList();
  }

  @Override
  public SecondMoments moments() {
    return SecondMoments.DIAGONAL;
  }

  @Override
  public long freeParameters(int k, int d) {
    return volume.count(k, 1) + shape.count(k, d - 1);
  }

  @Override
  public int fewestPoints(int d) {
    return isShared() ? 1 : 2;
  }

  @Override
  public boolean isShared() {
    return volume == Variation.EQUAL && shape == Variation.EQUAL;
  }

  /** Other units of the columns change all volumes alike, and all shapes. */
  @Override
  public CovarianceStructure inOtherUnits() {
    return this;
  }

  @Override
  public List<Covariance> estimate(Scatter scatter, List<Covariance> current) {
    if (isShared()) {
      Covariance pooled = new DiagonalCovariance(scatter.pooled().covariance(0));
      return scatter.perComponent(k -> pooled);
    }
    double[][] sums = new double[scatter.components()][];
    for (int k = 0; k < sums.length; k++) {
      sums[k] = scatter.sums(k);
    }
    double[][] variances =
        new AxisVariances(volume, shape).estimate(scatter.counts(), sums, current);
    return scatter.perComponent(k -> new DiagonalCovariance(variances[k]));
  }
}
