package io.mixtura.model.document;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The measures of a fit and its model; of a model that was not fitted here, only the number of
 * parameters is known.
 *
 * @param logLikelihood log-likelihood of all observations; null for k-means
 * @param logLikelihoodPerObservation the same divided by n; null for k-means
 * @param aic Akaike's criterion, 2 p − 2 log L: lower is better; null for k-means
 * @param bic the Bayesian criterion, p log n − 2 log L: lower is better; null for k-means
 * @param icl the BIC − 2 Σ log max r over the points: lower is better; null for k-means
 * @param goodnessOfFit of latent classes; null for others
 * @param inertia sum of squared distances to the nearest mean; null for EM
 * @param freeParameters number p of free parameters
 * @param iterations iterations of the best run; null for an imported model
 * @param converged whether it stopped because it had converged; null for an imported model
 * @param reason why it stopped; null for an imported model
 * @param warnings what the user should know
 */
public record Metrics(
    @Nullable Double logLikelihood,
    @Nullable Double logLikelihoodPerObservation,
    @Nullable Double aic,
    @Nullable Double bic,
    @Nullable Double icl,
    @Nullable GoodnessOfFit goodnessOfFit,
    @Nullable Double inertia,
    int freeParameters,
    @Nullable Integer iterations,
    @Nullable Boolean converged,
    @Nullable String reason,
    List<String> warnings) {

  /** Keeps a copy of the warnings. */
  public Metrics {
    warnings = List.copyOf(warnings);
  }

  /** Of a model whose fit is not known. */
  public static Metrics unknown(int freeParameters) {
    return new Metrics(
        null, null, null, null, null, null, null, freeParameters, null, null, null, List.of());
  }
}
