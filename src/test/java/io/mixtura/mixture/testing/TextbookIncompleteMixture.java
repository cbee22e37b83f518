package io.mixtura.mixture.testing;

import io.mixtura.mixture.covariance.CovarianceStructure;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * EM for a Gaussian mixture with missing values (NaN) as Little and Rubin write it: for each row
 * and component the marginal of the observed block, its inverse by elimination, the conditional
 * mean and covariance, plain loops over whole matrices. Shares no line with the engine.
 *
 * @param mixture π_k, μ_k, Σ_k
 */
public record TextbookIncompleteMixture(TextbookMixture mixture) {

  public double logLikelihood(double[][] rows) {
    return Arrays.stream(rows).mapToDouble(row -> logSum(logTerms(row))).sum();
  }

  double[] responsibilities(double[] row) {
    double[] terms = logTerms(row);
    double logSum = logSum(terms);
    return Arrays.stream(terms).map(term -> Math.exp(term - logSum)).toArray();
  }

  /** One E step and one M step. */
  public TextbookIncompleteMixture iterated(
      double[][] rows, double[] weights, CovarianceStructure structure) {
    int k = mixture.components();
    int d = mixture.dimensions();
    double[] counts = new double[k];
    double[][] means = new double[k][d];
    double[][][] scatter = new double[k][d][d];
    double[][] r = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      r[i] = responsibilities(rows[i]);
      for (int c = 0; c < k; c++) {
        double[] completed = completed(rows[i], c);
        counts[c] += weights[i] * r[i][c];
        for (int j = 0; j < d; j++) {
          means[c][j] += weights[i] * r[i][c] * completed[j];
        }
      }
    }
    for (int c = 0; c < k; c++) {
      for (int j = 0; j < d; j++) {
        means[c][j] /= counts[c];
      }
    }
    for (int i = 0; i < rows.length; i++) {
      for (int c = 0; c < k; c++) {
        double[] completed = completed(rows[i], c);
        double[][] spread = conditionalCovariance(rows[i], c);
        for (int a = 0; a < d; a++) {
          for (int b = 0; b < d; b++) {
            scatter[c][a][b] +=
                weights[i]
                    * r[i][c]
                    * ((completed[a] - means[c][a]) * (completed[b] - means[c][b]) + spread[a][b]);
          }
        }
      }
    }
    double n = Arrays.stream(weights).sum();
    return new TextbookIncompleteMixture(
        new TextbookMixture(
            Arrays.stream(counts).map(count -> count / n).toArray(),
            means,
            new TextbookCovariances(scatter, counts).of(structure)));
  }

  /** The row with μ_m + Σ_mo Σ_oo⁻¹ (x_o − μ_o) where it has no value. */
  double[] completed(double[] row, int c) {
    int[] o = observed(row);
    double[][] inverse = inverse(c, o);
    double[] completed = row.clone();
    for (int m : missing(row)) {
      completed[m] = mixture.means()[c][m];
      for (int a = 0; a < o.length; a++) {
        for (int b = 0; b < o.length; b++) {
          completed[m] +=
              mixture.covariances()[c][m][o[a]]
                  * inverse[a][b]
                  * (row[o[b]] - mixture.means()[c][o[b]]);
        }
      }
    }
    return completed;
  }

  /** Σ_mm − Σ_mo Σ_oo⁻¹ Σ_om, and 0 elsewhere. */
  double[][] conditionalCovariance(double[] row, int c) {
    int[] o = observed(row);
    double[][] sigma = mixture.covariances()[c];
    double[][] inverse = inverse(c, o);
    double[][] spread = new double[row.length][row.length];
    for (int i : missing(row)) {
      for (int j : missing(row)) {
        spread[i][j] = sigma[i][j];
        for (int a = 0; a < o.length; a++) {
          for (int b = 0; b < o.length; b++) {
            spread[i][j] -= sigma[i][o[a]] * inverse[a][b] * sigma[o[b]][j];
          }
        }
      }
    }
    return spread;
  }

  private double[][] inverse(int c, int[] o) {
    return o.length == 0 ? new double[0][] : TextbookMixture.inverse(block(c, o));
  }

  private double[][] block(int c, int[] o) {
    double[][] block = new double[o.length][o.length];
    for (int a = 0; a < o.length; a++) {
      for (int b = 0; b < o.length; b++) {
        block[a][b] = mixture.covariances()[c][o[a]][o[b]];
      }
    }
    return block;
  }

  private double[] logTerms(double[] row) {
    int[] o = observed(row);
    double[] terms = new double[mixture.components()];
    for (int c = 0; c < terms.length; c++) {
      terms[c] =
          Math.log(mixture.weights()[c])
              - o.length / 2.0 * Math.log(2 * Math.PI)
              - logDeterminant(row, c) / 2
              - squaredLength(row, c) / 2;
    }
    return terms;
  }

  /** (x_o − μ_o)ᵀ Σ_oo⁻¹ (x_o − μ_o). */
  double squaredLength(double[] row, int c) {
    int[] o = observed(row);
    double[][] inverse = inverse(c, o);
    double length = 0;
    for (int a = 0; a < o.length; a++) {
      for (int b = 0; b < o.length; b++) {
        length +=
            (row[o[a]] - mixture.means()[c][o[a]])
                * inverse[a][b]
                * (row[o[b]] - mixture.means()[c][o[b]]);
      }
    }
    return length;
  }

  /** log |Σ_oo|. */
  double logDeterminant(double[] row, int c) {
    int[] o = observed(row);
    return o.length == 0 ? 0 : TextbookMixture.logDeterminant(block(c, o));
  }

  static double logSum(double[] terms) {
    double largest = Arrays.stream(terms).max().orElseThrow();
    return largest + Math.log(Arrays.stream(terms).map(term -> Math.exp(term - largest)).sum());
  }

  static int[] observed(double[] row) {
    return IntStream.range(0, row.length).filter(j -> !Double.isNaN(row[j])).toArray();
  }

  private static int[] missing(double[] row) {
    return IntStream.range(0, row.length).filter(j -> Double.isNaN(row[j])).toArray();
  }
}
