package io.mixtura.fit.run;

import io.mixtura.fit.request.choice.CovarianceNames;
import io.mixtura.mixture.selection.SelectionOutcome;
import io.mixtura.mixture.spec.FitSpec;
import io.mixtura.mixture.spec.SelectionSpec;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The one of several candidates that was chosen. */
@Schema(name = "Selected", description = "Which of several candidates was chosen")
record Selected(
    @Schema(description = "Its place in `candidates`, from 0") int candidate,
    @Schema(description = "Its number of components") int components,
    @Schema(description = "Its covariance structure; null if no column is gaussian")
        @Nullable String covariance,
    @Schema(
            description = "What it is the best by",
            allowableValues = {"bic", "aic", "icl", "heldOut"})
        String criterion) {

  /** Null if there was only one candidate. */
  static @Nullable Selected of(SelectionSpec spec, SelectionOutcome outcome) {
    if (!spec.isChoice()) {
      return null;
    }
    FitSpec chosen = spec.candidates().get(outcome.chosen());
    return new Selected(
        outcome.chosen(),
        chosen.components(),
        CovarianceNames.stated(chosen.family()),
        spec.criterion().code());
  }
}
