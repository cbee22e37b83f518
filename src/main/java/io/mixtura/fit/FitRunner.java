package io.mixtura.fit;

import io.mixtura.dataset.Datasets;
import io.mixtura.dataset.StoredDataset;
import io.mixtura.job.Job;
import io.mixtura.job.JobExecution;
import io.mixtura.job.JobHandler;
import io.mixtura.job.JobOutcome;
import io.mixtura.mixture.EmState;
import io.mixtura.mixture.FitCheckpoint;
import io.mixtura.mixture.FitOutcome;
import io.mixtura.mixture.FitSpec;
import io.mixtura.mixture.MixtureFit;
import io.mixtura.mixture.Observations;
import io.mixtura.mixture.Workers;
import io.mixtura.web.Refusal;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Runs a fit: from its dataset and, after a takeover, its checkpoint, to a stored model. */
@Component
class FitRunner implements JobHandler {
  private static final Logger LOG = LoggerFactory.getLogger(FitRunner.class);

  private final Datasets datasets;
  private final FitResolver resolver;
  private final MarkCheck marks;
  private final GapCheck gaps;
  private final ModelPublication publication;
  private final Workers workers;
  private final FitSettings settings;
  private final FitMetrics metrics;

  FitRunner(
      Datasets datasets,
      FitResolver resolver,
      MarkCheck marks,
      GapCheck gaps,
      ModelPublication publication,
      Workers workers,
      FitSettings settings,
      FitMetrics metrics) {
    this.datasets = datasets;
    this.resolver = resolver;
    this.marks = marks;
    this.gaps = gaps;
    this.publication = publication;
    this.workers = workers;
    this.settings = settings;
    this.metrics = metrics;
  }

  @Override
  public String kind() {
    return Fits.KIND;
  }

  @Override
  public JobOutcome run(JobExecution execution) {
    try {
      return fit(execution);
    } catch (Refusal refused) {
      return new JobOutcome.Failed(
          FitJson.write(FitFailure.data(Objects.requireNonNull(refused.getMessage()))));
    }
  }

  private JobOutcome fit(JobExecution execution) {
    Job job = execution.job();
    FitRequest request = FitJson.request(job);
    StoredDataset dataset = datasets.get(Objects.requireNonNull(request.datasetId()));
    ResolvedFit resolved =
        resolver.resolve(request, new DataShape(dataset.name(), dataset.columns(), dataset.rows()));
    Observations rows = datasets.observations(dataset);
    marks.checkRows(resolved, dataset, rows, execution::stopRequested);
    Observations selected = gaps.select(resolved, dataset, rows, execution::stopRequested);
    CheckpointFormat format = new CheckpointFormat(resolved.spec(), resolved.columns().size());
    FitSpec spec = resolved.spec();
    RunningFit running = new RunningFit(execution, format, spec, settings, metrics);
    MixtureFit fit = new MixtureFit(spec, selected, resolved.columns(), workers, running);
    LOG.info(
        "fit {}: {} components, {} rows × {} columns of dataset {}",
        job.id(),
        spec.components(),
        dataset.rows(),
        resolved.columns().size(),
        dataset.id());
    FitOutcome outcome = checkpoint(execution, format).map(fit::resume).orElseGet(fit::run);
    running.reportLast();
    return switch (outcome) {
      case FitOutcome.Fitted fitted ->
          new JobOutcome.Succeeded(
              () -> FitJson.write(publication.publish(job, dataset, resolved, fitted)),
              () ->
                  new JobOutcome.Stopped(
                      running.lastCheckpoint(), FitJson.write(BestSoFar.of(best(fitted), spec))));
      case FitOutcome.Degenerate(var message) ->
          new JobOutcome.Failed(FitJson.write(FitFailure.degenerate(message)));
      case FitOutcome.Stopped stopped -> stopped(stopped, job, format, spec);
    };
  }

  /** What is left of a fit that had ended when somebody cancelled it. */
  private static FitOutcome.BestSoFar best(FitOutcome.Fitted fitted) {
    boolean isEm = Double.isNaN(fitted.inertia());
    return new FitOutcome.BestSoFar(
        fitted.model(),
        fitted.standardization(),
        isEm ? fitted.logLikelihood() : fitted.inertia(),
        fitted.bestStart(),
        fitted.iterations());
  }

  private static Optional<FitCheckpoint> checkpoint(
      JobExecution execution, CheckpointFormat format) {
    Optional<FitCheckpoint> checkpoint = execution.checkpoint().flatMap(format::read);
    checkpoint.ifPresent(found -> {
      EmState state = found.state();
      LOG.info(
          "fit {} goes on from its checkpoint: restart {}, iteration {}",
          execution.job().id(),
          found.start(),
          state == null ? 0 : state.iteration());
    });
    if (execution.checkpoint().isPresent() && checkpoint.isEmpty()) {
      LOG.warn(
          "fit {}: its checkpoint is damaged or of a version with other arithmetic; it starts again",
          execution.job().id());
    }
    return checkpoint;
  }

  /**
   * A resumed fit that is stopped before it is at work again has found what it had found before.
   */
  private static JobOutcome stopped(
      FitOutcome.Stopped stopped, Job job, CheckpointFormat format, FitSpec spec) {
    FitCheckpoint checkpoint = stopped.checkpoint();
    FitOutcome.@Nullable BestSoFar best = stopped.best();
    return new JobOutcome.Stopped(
        checkpoint == null ? null : format.write(checkpoint),
        best == null ? job.result() : FitJson.write(BestSoFar.of(best, spec)));
  }
}
