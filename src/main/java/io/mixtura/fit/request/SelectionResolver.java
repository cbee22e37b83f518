package io.mixtura.fit.request;

import io.mixtura.fit.request.choice.SelectionChoice;
import io.mixtura.mixture.spec.Algorithm;
import io.mixtura.mixture.spec.BootstrapSpec;
import io.mixtura.mixture.spec.SelectionCriterion;
import io.mixtura.web.problem.Findings;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Checks by what one of several candidates is to be chosen, and how sure it is to be. */
final class SelectionResolver {
  private static final String AT = "/selection";
  private static final int DEFAULT_FOLDS = 5;
  private static final int MOST_FOLDS = 100;

  private static final String BOOTSTRAP_AT = "/bootstrap";
  private static final String REPLICATES_AT = BOOTSTRAP_AT + "/replicates";
  private static final int FEWEST_REPLICATES = 10;
  private static final int MOST_REPLICATES = 2000;
  private static final int DEFAULT_REPLICATES = 200;
  private static final double DEFAULT_CONFIDENCE = 0.95;

  private final Algorithm algorithm;
  private final ResolvedData data;
  private final ResolvedFamily family;
  private final ResolvedComponents components;
  private final Findings findings;

  SelectionResolver(
      Algorithm algorithm,
      ResolvedData data,
      ResolvedFamily family,
      ResolvedComponents components,
      Findings findings) {
    this.algorithm = algorithm;
    this.data = data;
    this.family = family;
    this.components = components;
    this.findings = findings;
  }

  ResolvedSelection resolve(FitRequest.Selection given) {
    SelectionChoice choice = given.selection();
    SelectionCriterion criterion = SelectionCriterion.BIC;
    int folds = 0;
    if (choice != null && isForEm()) {
      criterion = criterion(choice);
      folds = folds(choice, criterion);
      requireCandidates();
    }
    BootstrapSpec bootstrap = given.bootstrap() == null ? null : bootstrap(given.bootstrap());
    return new ResolvedSelection(components.count() > 1, criterion, folds, bootstrap);
  }

  private boolean isForEm() {
    return findings.require(
        algorithm == Algorithm.EM,
        AT,
        "kmeans has no likelihood to select by; leave it out, or use em with covariance 'identity' or 'spherical'");
  }

  private void requireCandidates() {
    findings.require(
        components.max() == 0 || components.count() > 1,
        AT,
        "there is one candidate and nothing to select from; give components as a range, such as {\"min\": 1, \"max\": 9}, or covariance as a list or 'all'; or leave selection out");
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

  private int folds(SelectionChoice given, SelectionCriterion criterion) {
    if (criterion != SelectionCriterion.HELD_OUT) {
      findings.require(
          given.folds() == null,
          AT + "/folds",
          "folds are for the criterion 'heldOut'; leave them out");
      return 0;
    }
    int most = Math.min(MOST_FOLDS, data.shape().rows());
    int folds = Objects.requireNonNullElse(given.folds(), Math.min(DEFAULT_FOLDS, most));
    findings.require(
        folds >= 2 && folds <= most,
        AT + "/folds",
        "folds must be from 2 to %d, but was %d",
        most,
        folds);
    return folds;
  }

  private @Nullable BootstrapSpec bootstrap(FitRequestJson.Bootstrap given) {
    int replicates = Objects.requireNonNullElse(given.replicates(), DEFAULT_REPLICATES);
    double confidence = Objects.requireNonNullElse(given.confidence(), DEFAULT_CONFIDENCE);
    boolean isForEm =
        findings.require(
            algorithm == Algorithm.EM,
            BOOTSTRAP_AT,
            "kmeans has no standard errors; leave bootstrap out, or use em");
    boolean isNumber =
        findings.require(
            replicates >= FEWEST_REPLICATES && replicates <= MOST_REPLICATES,
            REPLICATES_AT,
            "replicates must be from %d to %d, but was %d",
            FEWEST_REPLICATES,
            MOST_REPLICATES,
            replicates);
    boolean isShare =
        findings.require(
            confidence > 0 && confidence < 1,
            BOOTSTRAP_AT + "/confidence",
            "confidence must be above 0 and below 1, such as 0.95, but was %s",
            confidence);
    if (!isForEm || !isNumber || !isShare) {
      return null;
    }
    BootstrapSpec bootstrap = new BootstrapSpec(replicates, confidence);
    // What else is wrong with the request would be said again, as of the bootstrap.
    if (findings.none()) {
      check(bootstrap);
    }
    return bootstrap;
  }

  /** Refuses what has no standard errors yet, and more of them than can be held. */
  private void check(BootstrapSpec bootstrap) {
    findings.require(
        family.isGaussian() && !family.isNoisy(),
        BOOTSTRAP_AT,
        "bootstrap is for Gaussian components without noise; leave it out, or everything that asks for other distributions or for noise");
    int k = components.max();
    long numbers = bootstrap.numbers(k, data.dimensions());
    findings.require(
        numbers <= BootstrapSpec.MOST_NUMBERS,
        REPLICATES_AT,
        "%d replicates of models with %d components in %d dimensions are %d numbers, and at most %d are held; ask for at most %d replicates, or use fewer components or columns",
        bootstrap.replicates(),
        k,
        data.dimensions(),
        numbers,
        BootstrapSpec.MOST_NUMBERS,
        BootstrapSpec.MOST_NUMBERS * bootstrap.replicates() / numbers);
  }
}
