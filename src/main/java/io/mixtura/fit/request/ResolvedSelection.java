package io.mixtura.fit.request;

import io.mixtura.fit.request.choice.SelectionChoice;
import io.mixtura.mixture.spec.BootstrapSpec;
import io.mixtura.mixture.spec.FitSpec;
import io.mixtura.mixture.spec.SelectionCriterion;
import io.mixtura.mixture.spec.SelectionSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The choice among candidates, and how sure the chosen one is to be.
 *
 * @param isChoice whether there is more than one; the criterion is of no matter else
 * @param bootstrap how standard errors are found; null if they are not asked for
 */
record ResolvedSelection(
    boolean isChoice, SelectionCriterion criterion, int folds, @Nullable BootstrapSpec bootstrap) {

  FitRequest.Selection stated() {
    return new FitRequest.Selection(
        isChoice ? new SelectionChoice(criterion.code(), folds == 0 ? null : folds) : null,
        bootstrap == null
            ? null
            : new FitRequestJson.Bootstrap(bootstrap.replicates(), bootstrap.confidence()));
  }

  SelectionSpec of(List<FitSpec> candidates) {
    return new SelectionSpec(candidates, criterion, folds);
  }
}
