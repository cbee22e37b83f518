package io.mixtura.mixture.covariance;

import io.mixtura.mixture.kernel.Kernels;
import io.mixtura.mixture.kernel.PairedRows;
import io.mixtura.mixture.statistics.SecondMoments;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/** A covariance with all its correlations, and its Cholesky factor Σ = L Lᵀ. */
public final class FullCovariance implements Covariance {
  private static final long serialVersionUID = 1;

  /** Of a column's variance: columns may be linear combinations of others. */
  private static final double RIDGE = 1e-13;

  private static final double STEEPER = 100;

  /** Multiplications that find a largest eigenvalue. */
  private static final int POWERS = 30;

  private final int d;
  private final double[] lower;
  private final double[] conditionalVariances;
  private final double[] whitening;
  private final double logDeterminant;

  /**
   * A covariance from its lower triangle.
   *
   * @param lower the rows of the triangle one after the other, d(d+1)/2 values
   */
  public FullCovariance(int d, double[] lower) {
    this.d = d;
    this.lower = lower;
    this.whitening = new double[PairedRows.length(d)];
    Cholesky cholesky = new Cholesky(d, lower);
    this.conditionalVariances = cholesky.conditionalVariances();
    this.logDeterminant = cholesky.logDeterminant();
    if (cholesky.isComplete()) {
      readRows(cholesky.inverse());
    }
  }

  public static FullCovariance identity(int d) {
    double[] lower = new double[SecondMoments.FULL.size(d)];
    for (int j = 0; j < d; j++) {
      lower[SecondMoments.FULL.diagonal(j)] = 1;
    }
    return new FullCovariance(d, lower);
  }

  /**
   * With as much added to the diagonal as makes it positive definite.
   *
   * @param covariance its lower triangle
   * @param variances of the columns, in whose units is added
   */
  public static FullCovariance regular(double[] covariance, double[] variances) {
    for (double ridge = RIDGE; ; ridge *= STEEPER) {
      double[] raised = covariance.clone();
      for (int j = 0; j < variances.length; j++) {
        raised[SecondMoments.FULL.diagonal(j)] += ridge * (variances[j] > 0 ? variances[j] : 1);
      }
      FullCovariance regular = new FullCovariance(variances.length, raised);
      if (Double.isFinite(regular.logDeterminant()) || ridge > 1) {
        return regular;
      }
    }
  }

  private void readRows(double[][] inverse) {
    for (int i = 0; i < d; i++) {
      for (int j = 0; j <= i; j++) {
        whitening[PairedRows.index(i, j)] = inverse[i][j];
      }
    }
  }

  @Override
  public int dimensions() {
    return d;
  }

  @Override
  public double get(int i, int j) {
    return i >= j ? lower[i * (i + 1) / 2 + j] : lower[j * (j + 1) / 2 + i];
  }

  @Override
  public double logDeterminant() {
    return logDeterminant;
  }

  @Override
  public double[] conditionalVariances() {
    return conditionalVariances.clone();
  }

  /** tr(Σ⁻¹ Σ₀) = Σ_i u_i Σ₀ u_iᵀ over the rows u_i of L⁻¹. */
  @Override
  public double traceAgainst(Covariance other) {
    DMatrixRMaj inverse = whiteningMatrix();
    DMatrixRMaj product = CommonOps_DDRM.mult(inverse, other.matrix(), null);
    return CommonOps_DDRM.elementSum(CommonOps_DDRM.elementMult(product, inverse, null));
  }

  @Override
  public double narrowestAgainst(Covariance other) {
    DMatrixRMaj inverse = whiteningMatrix();
    DMatrixRMaj product = CommonOps_DDRM.mult(inverse, other.matrix(), null);
    return 1 / largestEigenvalue(CommonOps_DDRM.multTransB(product, inverse, null));
  }

  private DMatrixRMaj whiteningMatrix() {
    DMatrixRMaj inverse = new DMatrixRMaj(d, d);
    for (int i = 0; i < d; i++) {
      for (int j = 0; j <= i; j++) {
        inverse.data[i * d + j] = whitening(i, j);
      }
    }
    return inverse;
  }

  /** By power iteration, from the column of the largest diagonal entry. */
  private double largestEigenvalue(DMatrixRMaj matrix) {
    int widest = 0;
    for (int j = 1; j < d; j++) {
      widest = matrix.get(j, j) > matrix.get(widest, widest) ? j : widest;
    }
    DMatrixRMaj direction = CommonOps_DDRM.extractColumn(matrix, widest, null);
    double eigenvalue = matrix.get(widest, widest);
    for (int step = 0; step < POWERS && eigenvalue < Double.POSITIVE_INFINITY; step++) {
      NormOps_DDRM.normalizeF(direction);
      direction = CommonOps_DDRM.mult(matrix, direction, null);
      eigenvalue = Math.max(eigenvalue, NormOps_DDRM.normF(direction));
    }
    return eigenvalue;
  }

  @Override
  public FullCovariance plusDiagonal(double[] amounts) {
    double[] raised = lower.clone();
    for (int i = 0; i < d; i++) {
      raised[i * (i + 1) / 2 + i] += amounts[i];
    }
    return new FullCovariance(d, raised);
  }

  @Override
  public FullCovariance scaled(double[] factors) {
    double[] scaled = lower.clone();
    for (int i = 0, t = 0; i < d; i++) {
      for (int j = 0; j <= i; j++, t++) {
        scaled[t] *= factors[i] * factors[j];
      }
    }
    return new FullCovariance(d, scaled);
  }

  @Override
  public double[] parameters() {
    return lower.clone();
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
    kernels.logDensities(x, points, mean, whitening, d, constant, panel, out, offset);
  }

  /** L⁻¹ as {@link PairedRows}: the array itself, which nobody writes to. */
  public double[] whitening() {
    return whitening;
  }

  /** A column of L⁻¹, from its top; a new array. */
  public double[] whiteningColumn(int j) {
    double[] column = new double[d];
    for (int i = j; i < d; i++) {
      column[i] = whitening(i, j);
    }
    return column;
  }

  /** In ascending order. */
  public double[] eigenvalues() {
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(d, false, true);
    if (!eigen.decompose(matrix())) {
      throw new ArithmeticException("no eigenvalues");
    }
    return IntStream.range(0, d)
        .mapToDouble(i -> eigen.getEigenvalue(i).getReal())
        .sorted()
        .toArray();
  }

  private double whitening(int i, int j) {
    return whitening[PairedRows.index(i, j)];
  }

  @Override
  public double[] whitened(double[] z) {
    double[] y = new double[d];
    for (int i = 0; i < d; i++) {
      for (int j = 0; j <= i; j++) {
        y[i] = Math.fma(whitening(i, j), z[j], y[i]);
      }
    }
    return y;
  }

  /** The y of L⁻¹ y = z, row after row. */
  @Override
  public double[] colored(double[] z) {
    double[] y = new double[d];
    for (int i = 0; i < d; i++) {
      double rest = z[i];
      for (int j = 0; j < i; j++) {
        rest = Math.fma(-whitening(i, j), y[j], rest);
      }
      y[i] = rest / whitening(i, i);
    }
    return y;
  }

  /** The row zᵀ L⁻¹. */
  @Override
  public double[] whitenedBack(double[] z) {
    double[] y = new double[d];
    for (int i = 0; i < d; i++) {
      for (int j = 0; j <= i; j++) {
        y[j] = Math.fma(whitening(i, j), z[i], y[j]);
      }
    }
    return y;
  }

  /** Whether two matrices have the same entries. */
  public boolean equalsInEntries(FullCovariance other) {
    return Arrays.equals(lower, other.lower);
  }
}
