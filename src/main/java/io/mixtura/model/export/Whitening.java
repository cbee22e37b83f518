package io.mixtura.model.export;

import io.mixtura.mixture.MixtureModel;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.CholeskyDecomposition_F64;

/**
 * A matrix that makes a component's points uncorrelated, with variance 1: the upper triangular U =
 * L⁻ᵀ of the covariance Σ = L Lᵀ, so that Σ⁻¹ = U Uᵀ and (x − μ)ᵀ Σ⁻¹ (x − μ) = ‖(x − μ)ᵀ U‖².
 *
 * @param matrix U, d × d
 * @param logDeterminant log |U| = −½ log |Σ|
 */
record Whitening(DMatrixRMaj matrix, double logDeterminant) {

  static Whitening of(MixtureModel model, int component) {
    DMatrixRMaj covariance = new DMatrixRMaj(model.covariance(component));
    CholeskyDecomposition_F64<DMatrixRMaj> cholesky =
        DecompositionFactory_DDRM.chol(covariance.getNumRows(), true);
    if (!cholesky.decompose(covariance.copy())) {
      throw new IllegalStateException("the covariance of component " + component + " is singular");
    }
    DMatrixRMaj lower = cholesky.getT(null);
    double logDeterminant = 0;
    for (int i = 0; i < lower.getNumRows(); i++) {
      logDeterminant -= Math.log(lower.get(i, i));
    }
    CommonOps_DDRM.invert(lower);
    CommonOps_DDRM.transpose(lower);
    return new Whitening(lower, logDeterminant);
  }

  double get(int i, int j) {
    return matrix.get(i, j);
  }
}
