package io.mixtura.mixture.testing;

import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.spec.MixingWeights;
import java.util.Arrays;

/**
 * A Gaussian mixture as the textbook writes it: whole matrices, an n × k table of responsibilities,
 * plain loops. Slow, and shares no line with the engine, against which it is held.
 *
 * @param weights π_k
 * @param means μ_k
 * @param covariances Σ_k, d × d each
 */
public record TextbookMixture(double[] weights, double[][] means, double[][][] covariances) {

  public static TextbookMixture of(MixtureModel model) {
    int k = model.components();
    double[] weights = new double[k];
    double[][] means = new double[k][];
    double[][][] covariances = new double[k][][];
    for (int c = 0; c < k; c++) {
      weights[c] = model.weight(c);
      means[c] = model.mean(c);
      covariances[c] = model.covariance(c);
    }
    return new TextbookMixture(weights, means, covariances);
  }

  public int components() {
    return weights.length;
  }

  int dimensions() {
    return means[0].length;
  }

  public double logLikelihood(double[][] rows) {
    double sum = 0;
    for (double[] row : rows) {
      sum += logDensity(row);
    }
    return sum;
  }

  /** log Σ_k π_k N(x | μ_k, Σ_k). */
  public double logDensity(double[] x) {
    return logSum(logTerms(x, inverses(), logDeterminants()));
  }

  /** r_ik = π_k N(x_i | μ_k, Σ_k) / Σ_m π_m N(x_i | μ_m, Σ_m). */
  public double[][] responsibilities(double[][] rows) {
    double[][][] inverses = inverses();
    double[] logDeterminants = logDeterminants();
    double[][] r = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      r[i] = logTerms(rows[i], inverses, logDeterminants);
      double logSum = logSum(r[i]);
      for (int k = 0; k < components(); k++) {
        r[i][k] = Math.exp(r[i][k] - logSum);
      }
    }
    return r;
  }

  /** One E step and one M step. */
  public TextbookMixture iterated(
      double[][] rows, CovarianceStructure structure, MixingWeights mixing) {
    return maximized(rows, responsibilities(rows), structure, mixing);
  }

  /** The M step. */
  public static TextbookMixture maximized(
      double[][] rows, double[][] r, CovarianceStructure structure, MixingWeights mixing) {
    int d = rows[0].length;
    int components = r[0].length;
    double[] counts = new double[components];
    double[][] newMeans = new double[components][d];
    double[][][] scatter = new double[components][d][d];
    for (int k = 0; k < components; k++) {
      for (int i = 0; i < rows.length; i++) {
        counts[k] += r[i][k];
        for (int j = 0; j < d; j++) {
          newMeans[k][j] += r[i][k] * rows[i][j];
        }
      }
      for (int j = 0; j < d; j++) {
        newMeans[k][j] /= counts[k];
      }
      for (int i = 0; i < rows.length; i++) {
        for (int a = 0; a < d; a++) {
          for (int b = 0; b < d; b++) {
            scatter[k][a][b] +=
                r[i][k] * (rows[i][a] - newMeans[k][a]) * (rows[i][b] - newMeans[k][b]);
          }
        }
      }
    }
    return new TextbookMixture(
        weights(counts, rows.length, mixing),
        newMeans,
        new TextbookCovariances(scatter, counts).of(structure));
  }

  private static double[] weights(double[] counts, int n, MixingWeights mixing) {
    return switch (mixing) {
      case MixingWeights.Learned _ -> Arrays.stream(counts).map(count -> count / n).toArray();
      case MixingWeights.Equal _ -> Arrays.stream(counts).map(_ -> 1.0 / counts.length).toArray();
      case MixingWeights.Fixed(var given) ->
          given.stream().mapToDouble(Double::doubleValue).toArray();
    };
  }

  private double[] logTerms(double[] x, double[][][] inverses, double[] logDeterminants) {
    int d = dimensions();
    double[] terms = new double[components()];
    for (int k = 0; k < terms.length; k++) {
      double length = 0;
      for (int a = 0; a < d; a++) {
        for (int b = 0; b < d; b++) {
          length += (x[a] - means[k][a]) * inverses[k][a][b] * (x[b] - means[k][b]);
        }
      }
      terms[k] =
          Math.log(weights[k])
              - d / 2.0 * Math.log(2 * Math.PI)
              - logDeterminants[k] / 2
              - length / 2;
    }
    return terms;
  }

  private static double logSum(double[] terms) {
    double largest = Arrays.stream(terms).max().orElseThrow();
    return largest + Math.log(Arrays.stream(terms).map(term -> Math.exp(term - largest)).sum());
  }

  private double[][][] inverses() {
    return Arrays.stream(covariances).map(TextbookMixture::inverse).toArray(double[][][]::new);
  }

  /** Gauss–Jordan elimination with the largest pivot of each column. */
  public static double[][] inverse(double[][] matrix) {
    int d = matrix.length;
    double[][] work = new double[d][2 * d];
    for (int i = 0; i < d; i++) {
      System.arraycopy(matrix[i], 0, work[i], 0, d);
      work[i][d + i] = 1;
    }
    for (int column = 0; column < d; column++) {
      int pivot = column;
      for (int i = column + 1; i < d; i++) {
        pivot = Math.abs(work[i][column]) > Math.abs(work[pivot][column]) ? i : pivot;
      }
      double[] row = work[pivot];
      work[pivot] = work[column];
      work[column] = row;
      double divisor = row[column];
      for (int j = 0; j < 2 * d; j++) {
        row[j] /= divisor;
      }
      for (int i = 0; i < d; i++) {
        double factor = work[i][column];
        for (int j = 0; i != column && j < 2 * d; j++) {
          work[i][j] -= factor * row[j];
        }
      }
    }
    return Arrays.stream(work)
        .map(row -> Arrays.copyOfRange(row, d, 2 * d))
        .toArray(double[][]::new);
  }

  private double[] logDeterminants() {
    return Arrays.stream(covariances).mapToDouble(TextbookMixture::logDeterminant).toArray();
  }

  /** Twice the logarithms of the Cholesky factor's diagonal. */
  public static double logDeterminant(double[][] matrix) {
    int d = matrix.length;
    double[][] factor = new double[d][d];
    double sum = 0;
    for (int i = 0; i < d; i++) {
      for (int j = 0; j <= i; j++) {
        double rest = matrix[i][j];
        for (int m = 0; m < j; m++) {
          rest -= factor[i][m] * factor[j][m];
        }
        factor[i][j] = i == j ? Math.sqrt(rest) : rest / factor[j][j];
      }
      sum += 2 * Math.log(factor[i][i]);
    }
    return sum;
  }
}
