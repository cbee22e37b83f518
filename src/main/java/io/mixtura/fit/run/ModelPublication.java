package io.mixtura.fit.run;

import io.mixtura.dataset.StoredDataset;
import io.mixtura.fit.request.ResolvedFit;
import io.mixtura.job.Job;
import io.mixtura.mixture.fitting.FitOutcome;
import io.mixtura.mixture.fitting.InformationCriteria;
import io.mixtura.mixture.selection.BootstrapErrors;
import io.mixtura.mixture.selection.SelectionOutcome;
import io.mixtura.model.EngineVersion;
import io.mixtura.model.Models;
import io.mixtura.model.document.BootstrapIntervals;
import io.mixtura.model.document.Metrics;
import io.mixtura.model.document.ModelName;
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
    Instant finished = clock.instant();
    Instant started = Objects.requireNonNullElse(job.startedAt(), finished);
    Provenance.Timings timings = timings(fitted, started, finished);
    String name = name(resolved);
    Double totalWeight = resolved.data().isWeighted() ? fitted.totalWeight() : null;
    Provenance provenance =
        Provenance.fitted(
            resolved.columns(),
            new Provenance.Data(
                dataset.id(),
                dataset.sha256(),
                dataset.name(),
                dataset.rows(),
                resolved.data().weightColumn(),
                totalWeight),
            new Provenance.Run(
                job.id().toString(),
                JsonMapper.shared().readTree(job.request()),
                resolved.spec().seed(),
                started,
                finished,
                timings),
            engine.toString());
    Metrics metrics = metrics(fitted);
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
                BootstrapIntervals.of(errors)));
    return FitResult.of(
        fitted,
        metrics,
        name,
        version,
        totalWeight,
        timings,
        Selected.of(resolved.selection(), outcome),
        CandidateResult.table(resolved.selection(), outcome));
  }

  private static Provenance.Timings timings(
      FitOutcome.Fitted fitted, Instant started, Instant finished) {
    return new Provenance.Timings(
        Duration.ofNanos(fitted.timings().initialization()).toMillis(),
        Duration.ofNanos(fitted.timings().iterations()).toMillis(),
        // Two clocks, the database's and this one, may disagree.
        Math.max(0, Duration.between(started, finished).toMillis()));
  }

  /**
   * The name that was asked for; another one where a fit that ended meanwhile has stored other
   * columns under it: that was not to be known when this one was queued.
   */
  private String name(ResolvedFit resolved) {
    String asked = resolved.data().model();
    List<String> columns = resolved.columns();
    boolean isFree =
        resolved.data().otherColumns() || models.columns(asked).orElse(columns).equals(columns);
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
        FitResult.number(fitted.inertia()),
        Math.toIntExact(fitted.freeParameters()),
        fitted.iterations(),
        fitted.reason().isConvergence(),
        fitted.reason().code(),
        fitted.warnings());
  }
}
