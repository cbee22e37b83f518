package io.mixtura.fit.run;

import io.mixtura.dataset.StoredDataset;
import io.mixtura.fit.request.ResolvedFit;
import io.mixtura.fit.request.ResolvedNaming;
import io.mixtura.job.Job;
import io.mixtura.mixture.fitting.FitOutcome;
import io.mixtura.mixture.fitting.InformationCriteria;
import io.mixtura.mixture.selection.BootstrapErrors;
import io.mixtura.mixture.selection.SelectionOutcome;
import io.mixtura.mixture.spec.Algorithm;
import io.mixtura.mixture.spec.FitSpec;
import io.mixtura.mixture.spec.SelectionSpec;
import io.mixtura.model.EngineVersion;
import io.mixtura.model.Models;
import io.mixtura.model.VersionKey;
import io.mixtura.model.document.BootstrapIntervals;
import io.mixtura.model.document.GoodnessOfFit;
import io.mixtura.model.document.Metrics;
import io.mixtura.model.document.ModelDocument;
import io.mixtura.model.document.ModelName;
import io.mixtura.model.document.ModelVersion;
import io.mixtura.model.document.NewModelVersion;
import io.mixtura.model.document.Provenance;
import io.mixtura.model.document.Standardization;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Makes a stored model out of what a fit came to. */
@Component
class ModelPublication {
  /** The number of a version that is not stored. */
  private static final int DRAFT = 0;

  private static final String CANCELLED = "cancelled";
  private static final String WARNING =
      "the fit was cancelled: this is the best it had found, in start %d after %d iterations; whether it would have become better, or is spurious, only a fit that ends can tell";
  private static final String OF_CANDIDATES =
      "the fit was cancelled: this is candidate %d, from 0, the best of those that had ended, which are %d of %d%s";
  private static final String OTHERS = "; the others might have been better";

  private final Models models;
  private final Clock clock;
  private final EngineVersion engine;

  ModelPublication(Models models, Clock clock, EngineVersion engine) {
    this.models = models;
    this.clock = clock;
    this.engine = engine;
  }

  /** Stores the model in the caller's transaction. */
  FitResult publish(
      Job job,
      StoredDataset dataset,
      ResolvedFit resolved,
      FitOutcome.Fitted fitted,
      SelectionOutcome outcome,
      @Nullable BootstrapErrors errors) {
    String name = name(resolved.data().model(), resolved.data().otherColumns(), resolved.columns());
    Metrics metrics = metrics(fitted);
    Provenance provenance =
        provenance(
            Provenance.FIT,
            job,
            dataset,
            resolved,
            fitted.timings(),
            errors == null ? null : errors.nanoseconds(),
            fitted.totalWeight());
    int version =
        models.store(
            new NewModelVersion(
                name,
                resolved.spec().algorithm(),
                resolved.columns(),
                fitted.model(),
                standardization(fitted.standardization()),
                metrics,
                provenance,
                BootstrapIntervals.of(errors),
                GivenNames.of(resolved.naming(), fitted)));
    return FitResult.of(
        fitted,
        metrics,
        name,
        version,
        provenance.totalWeight(),
        Objects.requireNonNull(provenance.timings()),
        Selected.of(resolved.selection(), outcome),
        CandidateResult.table(resolved.selection(), outcome),
        aligned(resolved.naming(), fitted),
        resolved.data().labels());
  }

  private static @Nullable AlignedTo aligned(ResolvedNaming naming, FitOutcome.Fitted fitted) {
    String reference = naming.reference();
    return reference == null || fitted.alignment() == null
        ? null
        : AlignedTo.of(reference, fitted.alignment());
  }

  /** The document that the best of a fit that is cancelled gets, if somebody has it stored. */
  ModelDocument draft(
      Job job,
      StoredDataset dataset,
      ResolvedFit resolved,
      FitOutcome.BestSoFar best,
      SelectionOutcome outcome) {
    FitSpec spec = resolved.selection().candidates().get(outcome.chosen());
    Provenance provenance =
        provenance(
            Provenance.CANCELLED_FIT,
            job,
            dataset,
            resolved,
            best.timings(),
            null,
            best.totalWeight());
    NewModelVersion version =
        new NewModelVersion(
            resolved.data().model(),
            spec.algorithm(),
            resolved.columns(),
            best.model(),
            standardization(best.standardization()),
            metrics(best, spec, warning(best, outcome, resolved.selection())),
            provenance,
            null,
            GivenNames.of(resolved.naming()));
    return ModelDocument.of(version, DRAFT, clock.instant());
  }

  /** Stores the best of a cancelled fit in the caller's transaction. */
  VersionKey publish(ModelDocument draft, boolean otherColumns) {
    ModelVersion best = draft.toVersion("");
    String name = name(best.name(), otherColumns, best.columns());
    int version =
        models.store(
            new NewModelVersion(
                name,
                best.algorithm(),
                best.columns(),
                best.model(),
                best.standardization(),
                best.metrics(),
                best.provenance(),
                null,
                best.componentNames()));
    return models.find(name, version).orElseThrow();
  }

  private Provenance provenance(
      String origin,
      Job job,
      StoredDataset dataset,
      ResolvedFit resolved,
      FitOutcome.Timings spent,
      @Nullable Long bootstrap,
      double totalWeight) {
    Instant finished = clock.instant();
    Instant started = Objects.requireNonNullElse(job.startedAt(), finished);
    return Provenance.fitted(
        origin,
        resolved.columns(),
        new Provenance.Data(
            dataset.id(),
            dataset.sha256(),
            dataset.name(),
            dataset.rows(),
            resolved.data().weightColumn(),
            resolved.data().isWeighted() ? totalWeight : null),
        new Provenance.Run(
            job.id().toString(),
            JsonMapper.shared().readTree(job.request()),
            resolved.spec().seed(),
            started,
            finished,
            timings(spent, bootstrap, started, finished)),
        engine.toString());
  }

  private static Provenance.Timings timings(
      FitOutcome.Timings spent, @Nullable Long bootstrap, Instant started, Instant finished) {
    return new Provenance.Timings(
        Duration.ofNanos(spent.initialization()).toMillis(),
        Duration.ofNanos(spent.iterations()).toMillis(),
        bootstrap == null ? null : Duration.ofNanos(bootstrap).toMillis(),
        // Two clocks, the database's and this one, may disagree.
        Math.max(0, Duration.between(started, finished).toMillis()));
  }

  /**
   * The name that was asked for; another one where a fit that ended meanwhile has stored other
   * columns under it: that was not to be known when this one was queued.
   */
  private String name(String asked, boolean otherColumns, List<String> columns) {
    boolean isFree = otherColumns || models.columns(asked).orElse(columns).equals(columns);
    return isFree ? asked : ModelName.distinct(asked, String.join("\n", columns));
  }

  private static @Nullable Standardization standardization(
      io.mixtura.mixture.@Nullable Standardization of) {
    return of == null
        ? null
        : new Standardization(
            Arrays.stream(of.means()).boxed().toList(),
            Arrays.stream(of.standardDeviations()).boxed().toList());
  }

  private static Metrics metrics(FitOutcome.Fitted fitted) {
    InformationCriteria criteria = fitted.criteria();
    return new Metrics(
        FitResult.number(fitted.logLikelihood()),
        FitResult.number(fitted.logLikelihood() / fitted.totalWeight()),
        criteria == null ? null : criteria.aic(),
        criteria == null ? null : criteria.bic(),
        criteria == null ? null : criteria.icl(),
        goodnessOfFit(fitted.goodnessOfFit()),
        FitResult.number(fitted.inertia()),
        Math.toIntExact(fitted.freeParameters()),
        fitted.iterations(),
        fitted.reason().isConvergence(),
        fitted.reason().code(),
        fitted.warnings());
  }

  private static @Nullable GoodnessOfFit goodnessOfFit(
      io.mixtura.mixture.fitting.@Nullable GoodnessOfFit of) {
    return of == null
        ? null
        : new GoodnessOfFit(
            finite(of.likelihoodRatio()),
            finite(of.pearson()),
            of.residualDegreesOfFreedom(),
            finite(of.entropyRSquared()),
            of.completeRows());
  }

  /** χ² of a row that no component can have is infinite. */
  private static @Nullable Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }

  /**
   * Of a fit that has not ended only the objective is known, and what follows from it; the ICL
   * would take one more pass over all points, and a fit that is cancelled stops at once.
   */
  private static Metrics metrics(FitOutcome.BestSoFar best, FitSpec spec, String warning) {
    boolean isEm = spec.algorithm() == Algorithm.EM;
    long free = spec.freeParameters(best.model().dimensions());
    double logLikelihood = isEm ? best.objective() : Double.NaN;
    InformationCriteria criteria =
        InformationCriteria.of(logLikelihood, free, best.totalWeight(), Double.NaN);
    return new Metrics(
        FitResult.number(logLikelihood),
        FitResult.number(logLikelihood / best.totalWeight()),
        FitResult.number(criteria.aic()),
        FitResult.number(criteria.bic()),
        FitResult.number(criteria.icl()),
        null,
        isEm ? null : best.objective(),
        Math.toIntExact(free),
        best.iteration(),
        false,
        CANCELLED,
        List.of(warning));
  }

  /** A candidate that had ended would have become no better; others might. */
  private static String warning(
      FitOutcome.BestSoFar best, SelectionOutcome outcome, SelectionSpec selection) {
    int all = selection.candidates().size();
    int ended = outcome.candidates().size();
    return outcome.chosen() < ended
        ? OF_CANDIDATES.formatted(outcome.chosen(), ended, all, ended < all ? OTHERS : "")
        : WARNING.formatted(best.start(), best.iteration());
  }
}
