package io.mixtura.mixture.pass;

import io.mixtura.mixture.covariance.FullCovariance;
import io.mixtura.mixture.observations.MissingColumns;
import io.mixtura.mixture.statistics.SecondMoments;

/**
 * The completion of points that have certain gaps, by a component with correlations.
 *
 * <p>With Σ = L Lᵀ, the deviation z = x − μ of a point and W those columns of L⁻¹ that belong to
 * its gaps, |L⁻¹ z|² is least for the values that are to be expected in the gaps; what is left then
 * is the length of the values that are there. So by Householder's reflections W = QR: with y = Qᵀ
 * L⁻¹ z, where z is 0 in the gaps, the values expected are μ − R⁻¹ y₁ and the length is |y₂|², y₁
 * being as many numbers as there are gaps and y₂ the rest. The covariance of what is missing is (Rᵀ
 * R)⁻¹, and the determinant of the covariance of what is there is |Σ| |R|². That takes time
 * proportional to the square of the number of gaps, not to that of the values, and no digits are
 * lost where Σ is nearly singular but those that L⁻¹ loses.
 */
public final class Completion {
  private static final double HALF_LOG_TWO_PI = StrictMath.log(2 * Math.PI) / 2;

  /** As far as the kernels go, so that no density is 0 in all components. */
  private static final double LONGEST = 1e300;

  private final int d;
  private final int[] columns;
  private final double[][] reflectors;

  /** R, rows of its upper triangle in full length. */
  private final double[][] triangle;

  /** The lower triangle, row after row. */
  private final double[] spread;

  private final double logNormalizer;

  public Completion(FullCovariance covariance, MissingColumns gaps) {
    this.d = covariance.dimensions();
    this.columns = gaps.columns();
    int m = columns.length;
    this.reflectors = new double[m][];
    this.triangle = new double[m][m];
    double[][] w = new double[m][];
    for (int c = 0; c < m; c++) {
      w[c] = covariance.whiteningColumn(columns[c]);
    }
    decompose(w);
    this.spread = spread();
    double logNormalizer = m * HALF_LOG_TWO_PI;
    for (int c = 0; c < m; c++) {
      logNormalizer -= StrictMath.log(Math.abs(triangle[c][c]));
    }
    this.logNormalizer = logNormalizer;
  }

  /** Numbers that the completion of so many gaps keeps. */
  static long size(int d, int gaps) {
    return (long) gaps * (d + 2L * gaps);
  }

  private void decompose(double[][] w) {
    for (int c = 0; c < w.length; c++) {
      double[] reflector = new double[d];
      double pivot = reflector(w[c], c, reflector);
      reflectors[c] = reflector;
      for (int later = c + 1; later < w.length; later++) {
        reflect(reflector, c, w[later]);
        triangle[c][later] = w[later][c];
      }
      triangle[c][c] = pivot;
    }
  }

  /** Makes v with |v|² = 2 that turns a column, from a row on, into its first unit vector. */
  private static double reflector(double[] column, int from, double[] v) {
    double largest = 0;
    for (int i = from; i < v.length; i++) {
      largest = Math.max(largest, Math.abs(column[i]));
    }
    double square = 0;
    for (int i = from; i < v.length; i++) {
      v[i] = column[i] / largest;
      square += v[i] * v[i];
    }
    double length = Math.sqrt(square);
    double pivot = v[from] > 0 ? -length : length;
    // |v − pivot e|² = 2 |pivot| (|pivot| + |v_first|), of equal signs.
    double scale = 1 / Math.sqrt(length * (length + Math.abs(v[from])));
    v[from] -= pivot;
    for (int i = from; i < v.length; i++) {
      v[i] *= scale;
    }
    return pivot * largest;
  }

  /** y − v (vᵀ y). */
  private static void reflect(double[] v, int from, double[] y) {
    double product = 0;
    for (int i = from; i < v.length; i++) {
      product += v[i] * y[i];
    }
    for (int i = from; i < v.length; i++) {
      y[i] -= product * v[i];
    }
  }

  /** (RᵀR)⁻¹ = R⁻¹ R⁻ᵀ. */
  private double[] spread() {
    int m = columns.length;
    double[][] inverse = new double[m][m];
    for (int c = 0; c < m; c++) {
      inverse[c][c] = 1 / triangle[c][c];
      for (int i = c - 1; i >= 0; i--) {
        double sum = 0;
        for (int t = i + 1; t <= c; t++) {
          sum += triangle[i][t] * inverse[t][c];
        }
        inverse[i][c] = -sum / triangle[i][i];
      }
    }
    double[] products = new double[m * (m + 1) / 2];
    for (int i = 0, at = 0; i < m; i++) {
      for (int j = 0; j <= i; j++, at++) {
        for (int t = i; t < m; t++) {
          products[at] += inverse[i][t] * inverse[j][t];
        }
      }
    }
    return products;
  }

  /** What makes the log density of the values that are there of one of all: log |R|⁻¹ (2π)^m/2. */
  double logNormalizer() {
    return logNormalizer;
  }

  /**
   * Turns L⁻¹ z into y.
   *
   * @return |y₂|², the squared length of the values that are there
   */
  public double turn(double[] y) {
    for (int c = 0; c < reflectors.length; c++) {
      reflect(reflectors[c], c, y);
    }
    double square = 0;
    for (int i = reflectors.length; i < d; i++) {
      square += y[i] * y[i];
    }
    return Math.min(square, LONGEST);
  }

  /** Turns the y₁ at the beginning of y into how far from the mean the missing values are. */
  public void solve(double[] y) {
    for (int i = triangle.length - 1; i >= 0; i--) {
      double rest = -y[i];
      for (int t = i + 1; t < triangle.length; t++) {
        rest -= triangle[i][t] * y[t];
      }
      y[i] = rest / triangle[i][i];
    }
  }

  /** The variance of a missing value, by its number among the gaps. */
  public double variance(int gap) {
    return spread[SecondMoments.FULL.diagonal(gap)];
  }

  /** Adds so many times the covariance of the missing values to second moments of all columns. */
  void addSpread(double weight, double[] second) {
    for (int i = 0, at = 0; i < columns.length; i++) {
      int row = columns[i] * (columns[i] + 1) / 2;
      for (int j = 0; j <= i; j++, at++) {
        second[row + columns[j]] += weight * spread[at];
      }
    }
  }
}
