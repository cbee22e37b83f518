package io.mixtura.mixture.testing;

import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.covariance.CovarianceStructure;
import java.util.Arrays;

/**
 * EM of a mixture of t distributions as Peel and McLachlan (2000) write it: whole matrices, plain
 * loops. Shares no line with the engine, against which it is held.
 *
 * @param weights π_k
 * @param means μ_k
 * @param scales Σ_k, d × d each
 * @param degrees ν_k
 */
public record TextbookStudents(
    double[] weights, double[][] means, double[][][] scales, double[] degrees) {

  public static TextbookStudents of(MixtureModel model) {
    TextbookMixture places = TextbookMixture.of(model);
    double[] degrees = new double[model.components()];
    Arrays.setAll(degrees, model::degreesOfFreedom);
    return new TextbookStudents(places.weights(), places.means(), places.covariances(), degrees);
  }

  public double logLikelihood(double[][] rows) {
    return Arrays.stream(rows).mapToDouble(this::logDensity).sum();
  }

  double logDensity(double[] x) {
    return Math.log(Arrays.stream(terms(x)).sum());
  }

  private double[] terms(double[] x) {
    int d = x.length;
    double[] terms = new double[weights.length];
    for (int k = 0; k < terms.length; k++) {
      double nu = degrees[k];
      terms[k] =
          weights[k]
              * Math.exp(
                  logGamma((nu + d) / 2)
                      - logGamma(nu / 2)
                      - TextbookMixture.logDeterminant(scales[k]) / 2
                      - d / 2.0 * Math.log(Math.PI * nu)
                      - (nu + d) / 2 * Math.log(1 + squaredLength(x, k) / nu));
    }
    return terms;
  }

  private double squaredLength(double[] x, int k) {
    double[][] inverse = TextbookMixture.inverse(scales[k]);
    double length = 0;
    for (int a = 0; a < x.length; a++) {
      for (int b = 0; b < x.length; b++) {
        length += (x[a] - means[k][a]) * inverse[a][b] * (x[b] - means[k][b]);
      }
    }
    return length;
  }

  /** One E step and one M step. */
  public TextbookStudents iterated(
      double[][] rows, CovarianceStructure structure, boolean isShared) {
    int components = weights.length;
    int d = rows[0].length;
    double[] counts = new double[components];
    double[] masses = new double[components];
    double[] excess = new double[components];
    double[][] ru = new double[rows.length][components];
    double[][] newMeans = new double[components][d];
    for (int i = 0; i < rows.length; i++) {
      double[] terms = terms(rows[i]);
      double sum = Arrays.stream(terms).sum();
      for (int k = 0; k < components; k++) {
        double r = terms[k] / sum;
        double u = (degrees[k] + d) / (degrees[k] + squaredLength(rows[i], k));
        double half = (degrees[k] + d) / 2;
        counts[k] += r;
        masses[k] += r * u;
        ru[i][k] = r * u;
        excess[k] += r * (Math.log(u) - u + digamma(half) - Math.log(half));
        for (int j = 0; j < d; j++) {
          newMeans[k][j] += r * u * rows[i][j];
        }
      }
    }
    double[][][] scatter = new double[components][d][d];
    for (int k = 0; k < components; k++) {
      for (int j = 0; j < d; j++) {
        newMeans[k][j] /= masses[k];
      }
      for (int i = 0; i < rows.length; i++) {
        for (int a = 0; a < d; a++) {
          for (int b = 0; b < d; b++) {
            scatter[k][a][b] +=
                ru[i][k] * (rows[i][a] - newMeans[k][a]) * (rows[i][b] - newMeans[k][b]);
          }
        }
      }
    }
    return new TextbookStudents(
        Arrays.stream(counts).map(count -> count / rows.length).toArray(),
        newMeans,
        new TextbookCovariances(scatter, counts).of(structure),
        isShared ? shared(excess, counts) : own(excess, counts));
  }

  private static double[] own(double[] excess, double[] counts) {
    double[] roots = new double[counts.length];
    Arrays.setAll(roots, k -> root(excess[k] / counts[k]));
    return roots;
  }

  private static double[] shared(double[] excess, double[] counts) {
    double[] roots = new double[counts.length];
    Arrays.fill(roots, root(Arrays.stream(excess).sum() / Arrays.stream(counts).sum()));
    return roots;
  }

  /** Of −ψ(ν/2) + log(ν/2) + 1 + c = 0, from 0.5 to 200. */
  static double root(double c) {
    double low = 0.5;
    double high = 200;
    for (int i = 0; i < 200; i++) {
      double middle = (low + high) / 2;
      if (-digamma(middle / 2) + Math.log(middle / 2) + 1 + c > 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** By the recurrence up to where two terms of Stirling's series are enough. */
  static double logGamma(double x) {
    double sum = 0;
    double y = x;
    for (; y < 300; y++) {
      sum -= Math.log(y);
    }
    return sum
        + (y - 0.5) * Math.log(y)
        - y
        + Math.log(2 * Math.PI) / 2
        + 1 / (12 * y)
        - 1 / (360 * y * y * y);
  }

  static double digamma(double x) {
    double sum = 0;
    double y = x;
    for (; y < 300; y++) {
      sum -= 1 / y;
    }
    return sum + Math.log(y) - 1 / (2 * y) - 1 / (12 * y * y) + 1 / (120 * y * y * y * y);
  }
}
