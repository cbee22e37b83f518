package io.mixtura.mixture.covariance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.RandomMatrices_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against EJML's decomposition, which nobody here wrote. */
class CholeskyTests {
  /** Backward errors of both are of the order of d roundings, times a condition of about d. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 8, 17, 64, 131})
  void factorAndInverseAreThoseOfALibrary(int d) {
    DMatrixRMaj matrix = positiveDefinite(d);
    var library = DecompositionFactory_DDRM.chol(d, true);
    assertThat(library.decompose(matrix.copy())).isTrue();
    DMatrixRMaj factor = library.getT(null);
    DMatrixRMaj inverse = new DMatrixRMaj(d, d);
    CommonOps_DDRM.invert(factor, inverse);

    Cholesky cholesky = new Cholesky(d, lower(matrix));

    assertThat(cholesky.isComplete()).isTrue();
    double[][] rows = cholesky.inverse();
    for (int i = 0; i < d; i++) {
      double pivot = factor.get(i, i);
      assertThat(cholesky.conditionalVariances()[i]).isCloseTo(pivot * pivot, within(1e-12 * d));
      for (int j = 0; j < d; j++) {
        double expected = j <= i ? inverse.get(i, j) : 0;
        assertThat(rows[i][j]).isCloseTo(expected, within(1e-12));
      }
    }
  }

  @Test
  void endsWhereTheMatrixIsNotPositiveDefinite() {
    Cholesky cholesky = new Cholesky(3, new double[] {4, 2, 0, 1, 1, 9});

    assertThat(cholesky.isComplete()).isFalse();
    assertThat(cholesky.logDeterminant()).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(cholesky.conditionalVariances()).containsExactly(4, 0, 0);
  }

  private static DMatrixRMaj positiveDefinite(int d) {
    System.out.printf("matrix of %d rows, seed %d%n", d, d);
    Random random = new Random(d);
    DMatrixRMaj root = RandomMatrices_DDRM.rectangle(d, d, -1, 1, random);
    DMatrixRMaj matrix = CommonOps_DDRM.multTransB(root, root, null);
    for (int i = 0; i < d; i++) {
      matrix.add(i, i, 1 + random.nextDouble());
    }
    return matrix;
  }

  private static double[] lower(DMatrixRMaj matrix) {
    int d = matrix.numRows;
    double[] lower = new double[d * (d + 1) / 2];
    for (int i = 0, t = 0; i < d; i++) {
      for (int j = 0; j <= i; j++, t++) {
        lower[t] = matrix.get(i, j);
      }
    }
    return lower;
  }
}
