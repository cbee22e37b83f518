package io.mixtura.fit;

import io.mixtura.fit.CandidatesResolver.Candidates;
import io.mixtura.mixture.Algorithm;
import io.mixtura.mixture.Initialization;
import io.mixtura.mixture.SelectionCriterion;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Checks by what one of several candidates is to be chosen, and what cannot be for several. */
final class SelectionResolver {
  private static final String AT = "/selection";
  private static final int DEFAULT_FOLDS = 5;
  private static final int MOST_FOLDS = 100;

  private final FitRequest request;
  private final Algorithm algorithm;
  private final Candidates candidates;
  private final Findings findings;

  /** How to choose; of no matter where there is no choice. */
  record Rule(SelectionCriterion criterion, int folds) {}

  SelectionResolver(
      FitRequest request, Algorithm algorithm, Candidates candidates, Findings findings) {
    this.request = request;
    this.algorithm = algorithm;
    this.candidates = candidates;
    this.findings = findings;
  }

  Rule resolve(int rows) {
    SelectionChoice given = request.selection();
    Rule byDefault = new Rule(SelectionCriterion.BIC, 0);
    if (given == null) {
      return byDefault;
    }
    if (!findings.require(
        algorithm == Algorithm.EM,
        AT,
        "kmeans has no likelihood to select by; leave it out, or use em with covariance 'identity' or 'spherical'")) {
      return byDefault;
    }
    SelectionCriterion criterion = criterion(given);
    int folds = folds(given, criterion, rows);
    findings.require(
        candidates.max() == 0 || candidates.count() > 1,
        AT,
        "there is one candidate and nothing to select from; give components as a range, such as {\"min\": 1, \"max\": 9}, or covariance as a list or 'all'; or leave selection out");
    return new Rule(criterion, folds);
  }

  private SelectionCriterion criterion(SelectionChoice given) {
    String code = Objects.requireNonNullElse(given.criterion(), SelectionCriterion.BIC.code());
    for (SelectionCriterion criterion : SelectionCriterion.values()) {
      if (criterion.code().equals(code)) {
        return criterion;
      }
    }
    findings.require(
        false,
        AT,
        "'%s' is not a criterion to select by; there are 'bic', 'aic', 'icl' and 'heldOut'",
        Findings.shown(code));
    return SelectionCriterion.BIC;
  }

  private int folds(SelectionChoice given, SelectionCriterion criterion, int rows) {
    if (criterion != SelectionCriterion.HELD_OUT) {
      findings.require(
          given.folds() == null,
          AT + "/folds",
          "folds are for the criterion 'heldOut'; leave them out");
      return 0;
    }
    int most = Math.min(MOST_FOLDS, rows);
    int folds = Objects.requireNonNullElse(given.folds(), Math.min(DEFAULT_FOLDS, most));
    findings.require(
        folds >= 2 && folds <= most,
        AT + "/folds",
        "folds must be from 2 to %d, but was %d",
        most,
        folds);
    return folds;
  }

  /** Refuses what says something of each component, and so fits one number of them only. */
  void refuseListsForARange(Initialization initialization) {
    if (candidates.isOneNumber()) {
      return;
    }
    String range = "from %d to %d".formatted(candidates.min(), candidates.max());
    findings.require(
        !(initialization instanceof Initialization.Partition)
            && !(initialization instanceof Initialization.Parameters),
        "/initialization/method",
        "labels and parameters are for one number of components, but there are to be %s; give one number, or start by 'portfolio', 'kmeans' or 'random'",
        range);
    findings.require(
        request.mixingWeights() == null || !request.mixingWeights().isArray(),
        "/mixingWeights",
        "an array of weights is for one number of components, but there are to be %s; give one number, or 'learned' or 'equal'",
        range);
  }

  /** As answers state it; null where there is nothing to select from. */
  static @Nullable SelectionChoice stated(Rule rule, Candidates candidates) {
    return candidates.count() == 1
        ? null
        : new SelectionChoice(rule.criterion().code(), rule.folds() == 0 ? null : rule.folds());
  }
}
