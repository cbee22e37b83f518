package io.mixtura.fit.run;

import io.mixtura.fit.request.choice.CovarianceNames;
import io.mixtura.mixture.fitting.InformationCriteria;
import io.mixtura.mixture.selection.Candidate;
import io.mixtura.mixture.selection.SelectionOutcome;
import io.mixtura.mixture.spec.FitSpec;
import io.mixtura.mixture.spec.SelectionSpec;
import io.mixtura.mixture.spec.StoppingReason;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The end of one of several candidates, beside which the others can be seen. */
@Schema(name = "Candidate", description = "What one of several candidates came to")
public record CandidateResult(
    @Schema(description = "Number of components") int components,
    @Schema(description = "Covariance structure; null if no column is gaussian")
        @Nullable String covariance,
    @Schema(
            description =
                "`fitted`; `spurious`: chosen only if no candidate is sound; `failed`: never chosen",
            allowableValues = {"fitted", "spurious", "failed"})
        String state,
    @Schema(description = "Number of free parameters; null if no start led to a model")
        @Nullable Long freeParameters,
    @Schema(
            description =
                "Log-likelihood of all observations, as the next three null without a model")
        @Nullable Double logLikelihood,
    @Schema(description = "Akaike's criterion: lower is better") @Nullable Double aic,
    @Schema(description = "Bayesian criterion: lower is better") @Nullable Double bic,
    @Schema(description = "Integrated completed likelihood: lower is better") @Nullable Double icl,
    @Schema(
            description =
                "Log-likelihood of the rows that were held out, all folds together: higher is better; null unless that is the criterion")
        @Nullable Double heldOutLogLikelihood,
    @Schema(description = "The same divided by n")
        @Nullable Double heldOutLogLikelihoodPerObservation,
    @Schema(description = "Whether its best start met the criterion of convergence")
        boolean converged,
    @Schema(
            description = "Why that start ended; null without a model",
            allowableValues = {"logLikelihood", "parameters", "iterationLimit", "roundingLimit"})
        @Nullable String reason,
    @Schema(description = "What is wrong with it, and what to do about it; null if nothing is")
        @Nullable String explanation,
    @Schema(
            description =
                "How long it took, with its folds; null where an earlier version of the service wrote the result")
        @Nullable Long millis) {

  /** The table of all; null if there was only one. */
  static @Nullable List<CandidateResult> table(SelectionSpec spec, SelectionOutcome outcome) {
    List<Candidate> all = outcome.candidates();
    return spec.isChoice()
        ? IntStream.range(0, all.size())
            .mapToObj(i -> of(spec.candidates().get(i), all.get(i)))
            .toList()
        : null;
  }

  static CandidateResult of(FitSpec spec, Candidate candidate) {
    InformationCriteria criteria = candidate.criteria();
    StoppingReason reason = candidate.reason();
    return new CandidateResult(
        spec.components(),
        CovarianceNames.stated(spec.family()),
        candidate.state().code(),
        criteria == null ? null : candidate.freeParameters(),
        FitResult.number(candidate.logLikelihood()),
        criteria == null ? null : criteria.aic(),
        criteria == null ? null : criteria.bic(),
        criteria == null ? null : criteria.icl(),
        FitResult.number(candidate.heldOut()),
        FitResult.number(candidate.heldOut() / candidate.size()),
        reason != null && reason.isConvergence(),
        reason == null ? null : reason.code(),
        candidate.explanation(),
        Duration.ofNanos(candidate.timings().total()).toMillis());
  }
}
