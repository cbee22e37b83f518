package io.mixtura.mixture.covariance;

import io.mixtura.mixture.statistics.SecondMoments;
import java.util.Arrays;
import java.util.List;

/** Σ_k = λ_k C: covariances that differ in their volume only. */
final class ProportionalCovariances {
  private static final double LEAST_INVERTED = 0x1p-900;

  private final Scatter scatter;
  private final int d;

  private ProportionalCovariances(Scatter scatter) {
    this.scatter = scatter;
    this.d = scatter.dimensions();
  }

  static List<Covariance> estimate(Scatter scatter, List<Covariance> current) {
    ProportionalCovariances problem = new ProportionalCovariances(scatter);
    double[] volumes = Volumes.iterated(scatter.counts(), Volumes.of(current), problem::lengths);
    double[] shape = problem.shape(volumes);
    return scatter.perComponent(k -> new FullCovariance(problem.d, times(volumes[k], shape)));
  }

  private static double[] times(double factor, double[] values) {
    double[] product = values.clone();
    for (int t = 0; t < product.length; t++) {
      product[t] *= factor;
    }
    return product;
  }

  /** C = Σ_k W_k / λ_k over Σ_k n_k. */
  private double[] shape(double[] volumes) {
    double[] shape = new double[SecondMoments.FULL.size(d)];
    double total = Volumes.sum(scatter.counts());
    for (int k = 0; k < volumes.length; k++) {
      double[] sums = scatter.sums(k);
      for (int t = 0; t < shape.length && volumes[k] > 0; t++) {
        shape[t] += sums[t] / volumes[k];
      }
    }
    return times(1 / total, shape);
  }

  /** tr(C⁻¹ W_k) / d. */
  private double[] lengths(double[] volumes) {
    double[] shape = shape(volumes);
    double unit = unit(shape);
    Cholesky cholesky = new Cholesky(d, times(unit, shape));
    double[] lengths = new double[volumes.length];
    if (!cholesky.isComplete()) {
      Arrays.fill(lengths, Double.NaN);
      return lengths;
    }
    double[] precision = precision(cholesky.inverse());
    for (int k = 0; k < lengths.length; k++) {
      double[] sums = times(unit, scatter.sums(k));
      double trace = 0;
      for (int t = 0; t < precision.length; t++) {
        trace = Math.fma(precision[t], sums[t], trace);
      }
      lengths[k] = trace / d;
    }
    return lengths;
  }

  /** A power of two, so that no digit changes; 1 unless the inverse might be beyond all numbers. */
  private static double unit(double[] shape) {
    for (double value : shape) {
      if (!(Math.abs(value) < LEAST_INVERTED)) {
        return 1;
      }
    }
    return 0x1p300;
  }

  /** The lower triangle of C⁻¹ = Σ_i u_iᵀ u_i over the rows of L⁻¹, off the diagonal doubled. */
  private double[] precision(double[][] rows) {
    double[] precision = new double[SecondMoments.FULL.size(d)];
    for (int m = 0; m < d; m++) {
      double[] row = rows[m];
      for (int i = 0, t = 0; i <= m; i++) {
        double factor = 2 * row[i];
        for (int j = 0; j < i; j++, t++) {
          precision[t] = Math.fma(factor, row[j], precision[t]);
        }
        precision[t] = Math.fma(row[i], row[i], precision[t]);
        t++;
      }
    }
    return precision;
  }
}
