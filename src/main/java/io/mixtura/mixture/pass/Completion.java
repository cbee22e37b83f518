package io.mixtura.mixture.pass;

import io.mixtura.mixture.covariance.FullCovariance;
import io.mixtura.mixture.observations.MissingColumns;
import io.mixtura.mixture.observations.Tile;
import io.mixtura.mixture.statistics.SecondMoments;
import java.util.Arrays;

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

  /** Rows that a loop over points takes at once. */
  private static final int ROWS = 4;

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

  /**
   * The same for points side by side, from one to before another, of a tile: in the same order for
   * each, with loops over neighbouring numbers. These are few, so each loop takes several rows.
   *
   * @param squares receives |y₂|²
   */
  void turn(double[] y, int from, int to, double[] squares) {
    for (int c = 0; c < reflectors.length; c++) {
      double[] v = reflectors[c];
      Arrays.fill(squares, from, to, 0);
      int at = c;
      for (; at + ROWS <= d; at += ROWS) {
        addProducts(v, y, at, squares, from, to);
      }
      for (; at < d; at++) {
        addProduct(v[at], y, at * Tile.POINTS, squares, from, to);
      }
      for (at = c; at + ROWS <= d; at += ROWS) {
        takeTimes(v, squares, y, at, from, to);
      }
      for (; at < d; at++) {
        takeTimes(v[at], squares, y, at * Tile.POINTS, from, to);
      }
    }
    Arrays.fill(squares, from, to, 0);
    int i = reflectors.length;
    for (; i + ROWS <= d; i += ROWS) {
      addSquaresOfRows(y, i * Tile.POINTS, squares, from, to);
    }
    for (; i < d; i++) {
      addSquares(y, i * Tile.POINTS, squares, from, to);
    }
    for (int p = from; p < to; p++) {
      squares[p] = Math.min(squares[p], LONGEST);
    }
  }

  private static void addProducts(
      double[] v, double[] y, int first, double[] sums, int from, int to) {
    double v0 = v[first];
    double v1 = v[first + 1];
    double v2 = v[first + 2];
    double v3 = v[first + 3];
    int row = first * Tile.POINTS;
    for (int p = from; p < to; p++) {
      double sum = sums[p] + v0 * y[row + p];
      sum += v1 * y[row + Tile.POINTS + p];
      sum += v2 * y[row + 2 * Tile.POINTS + p];
      sums[p] = sum + v3 * y[row + 3 * Tile.POINTS + p];
    }
  }

  private static void addProduct(double v, double[] y, int row, double[] sums, int from, int to) {
    for (int p = from; p < to; p++) {
      sums[p] += v * y[row + p];
    }
  }

  private static void takeTimes(
      double[] v, double[] sums, double[] y, int first, int from, int to) {
    double v0 = v[first];
    double v1 = v[first + 1];
    double v2 = v[first + 2];
    double v3 = v[first + 3];
    int row = first * Tile.POINTS;
    for (int p = from; p < to; p++) {
      double sum = sums[p];
      y[row + p] -= sum * v0;
      y[row + Tile.POINTS + p] -= sum * v1;
      y[row + 2 * Tile.POINTS + p] -= sum * v2;
      y[row + 3 * Tile.POINTS + p] -= sum * v3;
    }
  }

  private static void takeTimes(double v, double[] sums, double[] y, int row, int from, int to) {
    for (int p = from; p < to; p++) {
      y[row + p] -= sums[p] * v;
    }
  }

  private static void addSquaresOfRows(double[] y, int row, double[] sums, int from, int to) {
    for (int p = from; p < to; p++) {
      double a = y[row + p];
      double b = y[row + Tile.POINTS + p];
      double c = y[row + 2 * Tile.POINTS + p];
      double d = y[row + 3 * Tile.POINTS + p];
      sums[p] = sums[p] + a * a + b * b + c * c + d * d;
    }
  }

  private static void addSquares(double[] y, int row, double[] sums, int from, int to) {
    for (int p = from; p < to; p++) {
      sums[p] += y[row + p] * y[row + p];
    }
  }

  /** As {@link #solve(double[])}, for points side by side. */
  void solve(double[] y, int from, int to) {
    for (int i = triangle.length - 1; i >= 0; i--) {
      int row = i * Tile.POINTS;
      for (int p = from; p < to; p++) {
        y[row + p] = -y[row + p];
      }
      for (int t = i + 1; t < triangle.length; t++) {
        int other = t * Tile.POINTS;
        double factor = triangle[i][t];
        for (int p = from; p < to; p++) {
          y[row + p] -= factor * y[other + p];
        }
      }
      double pivot = triangle[i][i];
      for (int p = from; p < to; p++) {
        y[row + p] /= pivot;
      }
    }
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
