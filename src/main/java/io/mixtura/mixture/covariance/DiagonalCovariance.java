package io.mixtura.mixture.covariance;

import io.mixtura.mixture.kernel.Kernels;
import java.util.Arrays;

/** A covariance without correlations: a variance for each column. */
public final class DiagonalCovariance implements Covariance {
  private static final long serialVersionUID = 1;

  /** A square below this has lost digits, and less than 1 divided by it may be no number. */
  private static final double LEAST_SQUARED = Double.MIN_NORMAL / 0x1p-53;

  private final double[] variances;
  private final double[] whitening;
  private final double logDeterminant;
  private final boolean isSphere;

  public DiagonalCovariance(double[] variances) {
    this.variances = variances;
    this.whitening = new double[variances.length];
    double sum = 0;
    for (int j = 0; j < variances.length; j++) {
      whitening[j] = 1 / Math.sqrt(variances[j]);
      sum += StrictMath.log(variances[j]);
    }
    this.logDeterminant = sum;
    this.isSphere = isSphere(variances);
  }

  private static boolean isSphere(double[] variances) {
    for (double variance : variances) {
      if (!(variance == variances[0] && variance >= LEAST_SQUARED)) {
        return false;
      }
    }
    return true;
  }

  public static DiagonalCovariance spherical(int d, double variance) {
    double[] variances = new double[d];
    Arrays.fill(variances, variance);
    return new DiagonalCovariance(variances);
  }

  @Override
  public int dimensions() {
    return variances.length;
  }

  @Override
  public double get(int i, int j) {
    return i == j ? variances[i] : 0;
  }

  @Override
  public double logDeterminant() {
    return logDeterminant;
  }

  @Override
  public double[] conditionalVariances() {
    return variances.clone();
  }

  @Override
  public double traceAgainst(Covariance other) {
    double trace = 0;
    for (int j = 0; j < variances.length; j++) {
      trace += other.get(j, j) / variances[j];
    }
    return trace;
  }

  @Override
  public double narrowestAgainst(Covariance other) {
    double narrowest = Double.POSITIVE_INFINITY;
    for (int j = 0; j < variances.length; j++) {
      narrowest = Math.min(narrowest, variances[j] / other.get(j, j));
    }
    return narrowest;
  }

  @Override
  public DiagonalCovariance plusDiagonal(double[] amounts) {
    double[] raised = variances.clone();
    for (int j = 0; j < raised.length; j++) {
      raised[j] += amounts[j];
    }
    return new DiagonalCovariance(raised);
  }

  @Override
  public DiagonalCovariance scaled(double[] factors) {
    double[] scaled = variances.clone();
    for (int j = 0; j < scaled.length; j++) {
      scaled[j] *= factors[j] * factors[j];
    }
    return new DiagonalCovariance(scaled);
  }

  @Override
  public double[] whitened(double[] z) {
    double[] whitened = new double[z.length];
    for (int j = 0; j < z.length; j++) {
      whitened[j] = z[j] * whitening[j];
    }
    return whitened;
  }

  @Override
  public double[] whitenedBack(double[] z) {
    return whitened(z);
  }

  @Override
  public double[] colored(double[] z) {
    double[] y = new double[z.length];
    Arrays.setAll(y, j -> Math.sqrt(variances[j]) * z[j]);
    return y;
  }

  @Override
  public double[] parameters() {
    return variances.clone();
  }

  @Override
  public void logDensities(
      Kernels kernels,
      double[] x,
      int points,
      double[] mean,
      double constant,
      double[] panel,
      double[] out,
      int offset) {
    int d = variances.length;
    if (isSphere) {
      kernels.logDensitiesSpherical(x, points, mean, 1 / variances[0], d, constant, out, offset);
    } else {
      kernels.logDensitiesDiagonal(x, points, mean, whitening, d, constant, out, offset);
    }
  }
}
