package io.mixtura.mixture.testing;

import io.mixtura.mixture.covariance.CovarianceStructure;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Covariances λ_k D_k A_k D_kᵀ, drawn letter by letter of mclust's code. */
public final class RandomCovariances {
  private final String code;
  private final int d;
  private final SplittableRandom random;

  private RandomCovariances(String code, int d, SplittableRandom random) {
    this.code = code;
    this.d = d;
    this.random = random;
  }

  /** k × d × d values. */
  public static double[][][] of(
      CovarianceStructure structure, int k, int d, SplittableRandom random) {
    String name = structure.names().getLast();
    // Identity is the fifteenth: no volume of its own either.
    RandomCovariances drawn =
        new RandomCovariances(name.equals("identity") ? "III" : name, d, random);
    double[] volumes = new double[k];
    double[][] shapes = new double[k][];
    double[][][] axes = new double[k][][];
    double[][][] covariances = new double[k][][];
    for (int c = 0; c < k; c++) {
      volumes[c] = drawn.isNew(0, c) ? drawn.volume() : volumes[0];
      shapes[c] = drawn.isNew(1, c) ? drawn.shape() : shapes[0];
      axes[c] = drawn.isNew(2, c) ? drawn.axes() : axes[0];
      covariances[c] = composed(volumes[c], shapes[c], axes[c]);
    }
    return covariances;
  }

  private boolean isNew(int letter, int component) {
    return component == 0 || code.charAt(letter) == 'V';
  }

  private double volume() {
    return code.charAt(0) == 'I' ? 1 : random.nextDouble(1, 4);
  }

  private double[] shape() {
    double[] shape = new double[d];
    Arrays.setAll(shape, _ -> code.charAt(1) == 'I' ? 1 : random.nextDouble(0.5, 3));
    double product = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    return Arrays.stream(shape).map(value -> value / Math.pow(product, 1.0 / d)).toArray();
  }

  /** Rows at right angles, by Gram and Schmidt from random ones. */
  private double[][] axes() {
    double[][] axes = new double[d][d];
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < d; j++) {
        axes[i][j] = code.charAt(2) == 'I' ? (i == j ? 1 : 0) : random.nextGaussian();
      }
      for (int m = 0; m < i; m++) {
        subtract(axes[i], dot(axes[i], axes[m]), axes[m]);
      }
      double length = Math.sqrt(dot(axes[i], axes[i]));
      for (int j = 0; j < d; j++) {
        axes[i][j] /= length;
      }
    }
    return axes;
  }

  private static void subtract(double[] from, double factor, double[] row) {
    for (int j = 0; j < row.length; j++) {
      from[j] -= factor * row[j];
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += a[j] * b[j];
    }
    return sum;
  }

  private static double[][] composed(double volume, double[] shape, double[][] axes) {
    int d = shape.length;
    double[][] matrix = new double[d][d];
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < d; j++) {
        for (int m = 0; m < d; m++) {
          matrix[i][j] += volume * shape[m] * axes[m][i] * axes[m][j];
        }
      }
    }
    return matrix;
  }
}
