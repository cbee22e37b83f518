package io.mixtura.mixture.fitting;

/**
 * Criteria that weigh fit against size. For all of them lower is better (R's mclust reports −BIC
 * and −ICL).
 *
 * @param aic Akaike: 2p − 2 log L
 * @param bic Bayes (Schwarz): p log n − 2 log L
 * @param icl integrated completed likelihood: BIC − 2 Σ_i log max_k r_ik, which also charges for
 *     overlap
 */
public record InformationCriteria(double aic, double bic, double icl) {

  /**
   * The criteria of a fit.
   *
   * @param freeParameters p
   * @param size n, or the sum of the sample weights
   * @param logLargest Σ_i log max_k r_ik; NaN if it is not known
   */
  public static InformationCriteria of(
      double logLikelihood, long freeParameters, double size, double logLargest) {
    double bic = freeParameters * StrictMath.log(size) - 2 * logLikelihood;
    return new InformationCriteria(
        2.0 * freeParameters - 2 * logLikelihood, bic, bic - 2 * logLargest);
  }
}
