package io.mixtura.fit.run;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.mixtura.mixture.fitting.FitOutcome;
import io.mixtura.model.document.GoodnessOfFit;
import io.mixtura.model.document.Metrics;
import io.mixtura.model.document.Provenance;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The result of a fit that succeeded: its model and how it was found. */
@Schema(name = "FitResult", description = "What a fit that succeeded came to")
public record FitResult(
    @Schema(description = "Name of the stored model", example = "old-faithful") String model,
    @Schema(description = "Number of the stored version", example = "1") int version,
    @Schema(description = "Log-likelihood of all observations; null for kmeans")
        @Nullable Double logLikelihood,
    @Schema(description = "The same divided by n") @Nullable Double logLikelihoodPerObservation,
    @Schema(description = "Akaike's criterion, 2p − 2 log L: lower is better") @Nullable Double aic,
    @Schema(description = "Bayesian criterion, p log n − 2 log L: lower is better")
        @Nullable Double bic,
    @Schema(description = "Integrated completed likelihood, BIC − 2 Σ log max r: lower is better")
        @Nullable Double icl,
    @Schema(
            description =
                "Of latent classes: bernoulli and categorical columns alone, without labels and with at most 100,000 rows that differ; null for others")
        @Nullable GoodnessOfFit goodnessOfFit,
    @Schema(
            description =
                "kmeans: sum of the squared distances to the nearest mean, in standardized units if standardize is true; null for em")
        @Nullable Double inertia,
    @Schema(description = "Number p of free parameters, mixing weights included")
        long freeParameters,
    @Schema(
            description =
                "Iterations of the best start: evaluations of the EM map, extrapolated ones included")
        int iterations,
    @Schema(description = "Whether that start met the criterion") boolean converged,
    @Schema(
            description = "Why it ended",
            allowableValues = {"logLikelihood", "parameters", "iterationLimit", "roundingLimit"})
        String reason,
    @Schema(description = "How many starts were tried") @JsonAlias("restarts") int startsTried,
    @Schema(
            description =
                "How many of them were kept: followed to their end, of large data all but the best on a sample; null where an earlier version of the service wrote the result")
        @Nullable Integer startsKept,
    @Schema(description = "Number of the start, from 0, that the model comes from")
        @JsonAlias("bestRestart")
        int bestStart,
    @Schema(
            description =
                "How many of those that were tried came as close to the best value as 1e-4 per observation (kmeans: 1e-6 of the inertia): at their end where they were kept, else when they were tried. The same value is not the same parameters: where these are not identified a warning says so")
        int restartsReachingBest,
    @Schema(
            description =
                "How many of those that were kept ended in a hole of the likelihood: a component on a handful of (nearly) coincident points. They are never preferred")
        int spuriousRestarts,
    @Schema(
            description =
                "Stored components stand by descending weight: entry j is the number in the model of the best start's component j")
        List<Integer> initialToCanonical,
    @Schema(
            description =
                "Log-likelihood before each step of the best start, and at its end: the last thousand; of kmeans the inertia. Left out in lists")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable List<Double> history,
    @Schema(description = "What you should know, and what to do about it") List<String> warnings,
    Provenance.Timings timings,
    @Schema(
            description =
                "Sum of the sample weights, which stands for n in all of these; null without `weightColumn`")
        @Nullable Double totalWeight,
    @Schema(
            description =
                "Which of several candidates all of this is of; null if there was only one")
        @Nullable Selected selected,
    @Schema(
            description =
                "What each candidate came to, in the order in which they were fitted; null if there was only one, and in lists. Structures share what they find, so none is what a fit of it alone would be")
        @Nullable List<CandidateResult> candidates,
    @Schema(description = "Only of a fit with `alignTo`") @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable AlignedTo alignment,
    @Schema(
            description =
                "With a `labelColumn` of text: the number in the model of the component that each level stands for; left out of other fits",
            example = "{\"setosa\": 0, \"versicolor\": 1, \"virginica\": 2}")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable Map<String, Integer> labels) {

  static FitResult of(
      FitOutcome.Fitted fitted,
      Metrics metrics,
      String model,
      int version,
      @Nullable Double totalWeight,
      Provenance.Timings timings,
      @Nullable Selected selected,
      @Nullable List<CandidateResult> candidates,
      @Nullable AlignedTo alignment,
      List<String> labels) {
    return new FitResult(
        model,
        version,
        metrics.logLikelihood(),
        metrics.logLikelihoodPerObservation(),
        metrics.aic(),
        metrics.bic(),
        metrics.icl(),
        metrics.goodnessOfFit(),
        metrics.inertia(),
        metrics.freeParameters(),
        fitted.iterations(),
        fitted.reason().isConvergence(),
        fitted.reason().code(),
        fitted.startsTried(),
        fitted.startsKept(),
        fitted.bestStart(),
        fitted.restartsReachingBest(),
        fitted.spuriousRestarts(),
        fitted.initialToCanonical(),
        fitted.history(),
        fitted.warnings(),
        timings,
        totalWeight,
        selected,
        candidates,
        alignment,
        labels.isEmpty() ? null : labels(labels, fitted.initialToCanonical()));
  }

  /** Components stand by descending weight, not in the order of the labels. */
  private static Map<String, Integer> labels(List<String> labels, List<Integer> canonical) {
    Map<String, Integer> components = new LinkedHashMap<>();
    for (int j = 0; j < labels.size(); j++) {
      components.put(labels.get(j), canonical.get(j));
    }
    return components;
  }

  /** The same without its history and its candidates, for lists. */
  public FitResult brief() {
    return new FitResult(
        model,
        version,
        logLikelihood,
        logLikelihoodPerObservation,
        aic,
        bic,
        icl,
        goodnessOfFit,
        inertia,
        freeParameters,
        iterations,
        converged,
        reason,
        startsTried,
        startsKept,
        bestStart,
        restartsReachingBest,
        spuriousRestarts,
        initialToCanonical,
        null,
        warnings,
        timings,
        totalWeight,
        selected,
        null,
        alignment,
        labels);
  }

  /** JSON has no NaN: what an algorithm does not know is null. */
  static @Nullable Double number(double value) {
    return Double.isNaN(value) ? null : value;
  }
}
