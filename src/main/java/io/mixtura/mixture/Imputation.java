package io.mixtura.mixture;

import io.mixtura.mixture.covariance.Covariance;
import io.mixtura.mixture.covariance.FullCovariance;
import io.mixtura.mixture.family.GaussianComponents;
import io.mixtura.mixture.observations.MissingColumns;
import io.mixtura.mixture.observations.Tile;
import io.mixtura.mixture.pass.Completion;
import java.util.Arrays;

/**
 * The values that a mixture expects where a point has none, and their variances: with r_k the
 * responsibilities given the values that are there, and m_k and C_k the conditional mean and
 * covariance of each component, the mean E = Σ r_k m_k and the variance Σ r_k (C_k + (m_k − E)²) of
 * each value.
 */
public final class Imputation {
  private final GaussianComponents components;

  /** Of a mixture. */
  public Imputation(MixtureModel model) {
    this.components = model.gaussians();
  }

  /**
   * Completes a point; several threads may ask at once.
   *
   * @param tile the points, NaN for what is missing
   * @param weights what the model's posterior says of them
   * @param point which of them
   * @param into receives the values of all columns, then their standard deviations, which are 0
   *     where the value was there
   */
  public void complete(Tile tile, Responsibilities weights, int point, double[] into) {
    int d = components.dimensions();
    long[] bits = new long[Math.ceilDiv(d, Long.SIZE)];
    Arrays.fill(into, d, 2 * d, 0);
    for (int j = 0; j < d; j++) {
      into[j] = tile.get(point, j);
      bits[j / Long.SIZE] |= Double.isNaN(into[j]) ? 1L << j : 0;
    }
    MissingColumns gaps = MissingColumns.of(bits);
    if (gaps.count() > 0) {
      fill(gaps, weights, point, into);
    }
  }

  private void fill(MissingColumns gaps, Responsibilities weights, int point, double[] into) {
    int m = gaps.count();
    int d = components.dimensions();
    double[][] means = new double[components.count()][m];
    double[] expected = new double[m];
    double[] variances = new double[m];
    for (int k = 0; k < means.length; k++) {
      double r = weights.get(point, k);
      expect(k, gaps, into, r, means[k], variances);
      for (int i = 0; i < m; i++) {
        expected[i] += r * means[k][i];
      }
    }
    for (int i = 0; i < m; i++) {
      for (int k = 0; k < means.length; k++) {
        double deviation = means[k][i] - expected[i];
        variances[i] += weights.get(point, k) * deviation * deviation;
      }
    }
    for (int i = 0; i < m; i++) {
      int column = gaps.columns()[i];
      into[column] = expected[i];
      into[d + column] = Math.sqrt(variances[i]);
    }
  }

  /** m_k, and r times the diagonal of C_k added to the variances. */
  private void expect(
      int k, MissingColumns gaps, double[] values, double r, double[] means, double[] variances) {
    double[] mean = components.mean(k);
    Covariance covariance = components.covariance(k);
    int[] columns = gaps.columns();
    if (covariance instanceof FullCovariance full) {
      double[] z = new double[mean.length];
      for (int j = 0; j < z.length; j++) {
        z[j] = Double.isNaN(values[j]) ? 0 : values[j] - mean[j];
      }
      Completion completion = new Completion(full, gaps);
      double[] y = full.whitened(z);
      completion.turn(y);
      completion.solve(y);
      for (int i = 0; i < columns.length; i++) {
        means[i] = mean[columns[i]] + y[i];
        variances[i] += r * completion.variance(i);
      }
    } else {
      for (int i = 0; i < columns.length; i++) {
        means[i] = mean[columns[i]];
        variances[i] += r * covariance.get(columns[i], columns[i]);
      }
    }
  }
}
