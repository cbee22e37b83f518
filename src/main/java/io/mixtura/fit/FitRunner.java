package io.mixtura.fit;

import io.mixtura.dataset.Datasets;
import io.mixtura.dataset.StoredDataset;
import io.mixtura.job.Job;
import io.mixtura.job.JobExecution;
import io.mixtura.job.JobHandler;
import io.mixtura.job.JobOutcome;
import io.mixtura.mixture.Bootstrap;
import io.mixtura.mixture.BootstrapErrors;
import io.mixtura.mixture.BootstrapSpec;
import io.mixtura.mixture.EmState;
import io.mixtura.mixture.FitCheckpoint;
import io.mixtura.mixture.FitOutcome;
import io.mixtura.mixture.FitSpec;
import io.mixtura.mixture.ModelSelection;
import io.mixtura.mixture.Observations;
import io.mixtura.mixture.SelectionCheckpoint;
import io.mixtura.mixture.SelectionOutcome;
import io.mixtura.mixture.SelectionSpec;
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
  private final DataChecks checks;
  private final ModelPublication publication;
  private final Workers workers;
  private final FitSettings settings;
  private final FitMetrics metrics;

  FitRunner(
      Datasets datasets,
      FitResolver resolver,
      DataChecks checks,
      ModelPublication publication,
      Workers workers,
      FitSettings settings,
      FitMetrics metrics) {
    this.datasets = datasets;
    this.resolver = resolver;
    this.checks = checks;
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
    StoredDataset dataset = datasets.get(Objects.requireNonNull(request.data().datasetId()));
    ResolvedFit given =
        resolver.resolve(request, new DataShape(dataset.name(), dataset.columns(), dataset.rows()));
    return checks
        .atStart(given, dataset, execution::stopRequested)
        .map(checked -> fit(execution, dataset, checked))
        .orElseGet(() -> new JobOutcome.Stopped(execution.checkpoint().orElse(null), job.result()));
  }

  private JobOutcome fit(JobExecution execution, StoredDataset dataset, CheckedFit checked) {
    Job job = execution.job();
    ResolvedFit resolved = checked.resolved();
    Observations selected = checked.rows();
    SelectionSpec spec = resolved.selection();
    SelectionFormat format = new SelectionFormat(spec, resolved.columns().size());
    RunningFit running = new RunningFit(execution, format, spec, settings, metrics);
    ModelSelection fit = new ModelSelection(spec, selected, resolved.columns(), workers, running);
    LOG.info(
        "fit {}: {}, {} rows × {} columns of dataset {}",
        job.id(),
        what(spec),
        dataset.rows(),
        resolved.columns().size(),
        dataset.id());
    SelectionOutcome ended = checkpoint(execution, format).map(fit::resume).orElseGet(fit::run);
    running.reportLast();
    return switch (ended.outcome()) {
      case FitOutcome.Fitted fitted -> {
        BootstrapSpec bootstrap = resolved.bootstrap();
        if (bootstrap == null) {
          yield succeeded(job, dataset, resolved, fitted, ended, running, null);
        }
        // So that after a takeover the replicates begin again, but not the fit.
        byte[] end = Objects.requireNonNull(format.write(ended.checkpoint()));
        execution.checkpoint(end);
        yield repeat(bootstrap, resolved, selected, fitted, ended, running)
            .<JobOutcome>map(errors ->
                succeeded(
                    job, dataset, resolved, fitted.told(errors.warnings()), ended, running, errors))
            .orElseGet(() -> stopped(ended, fitted.asBestSoFar(), job, format, resolved));
      }
      case FitOutcome.Degenerate(var message) ->
          new JobOutcome.Failed(FitJson.write(FitFailure.degenerate(message)));
      case FitOutcome.Stopped(_, var best) -> stopped(ended, best, job, format, resolved);
    };
  }

  private JobOutcome succeeded(
      Job job,
      StoredDataset dataset,
      ResolvedFit resolved,
      FitOutcome.Fitted fitted,
      SelectionOutcome ended,
      RunningFit running,
      @Nullable BootstrapErrors errors) {
    return new JobOutcome.Succeeded(
        () -> FitJson.write(publication.publish(job, dataset, resolved, fitted, ended, errors)),
        () ->
            new JobOutcome.Stopped(
                running.lastCheckpoint(),
                FitJson.write(
                    BestSoFar.of(
                        fitted.asBestSoFar(), resolved.selection(), ended, resolved.columns()))));
  }

  /** Standard errors of the candidate that was chosen; empty if the job is to stop. */
  private Optional<BootstrapErrors> repeat(
      BootstrapSpec bootstrap,
      ResolvedFit resolved,
      Observations rows,
      FitOutcome.Fitted fitted,
      SelectionOutcome ended,
      RunningFit running) {
    FitSpec chosen = resolved.selection().candidates().get(ended.chosen());
    return new Bootstrap(
            bootstrap,
            chosen,
            rows,
            resolved.columns(),
            workers,
            running.repeated(bootstrap.replicates()))
        .run(fitted);
  }

  private static String what(SelectionSpec spec) {
    return spec.isChoice()
        ? "%d candidates".formatted(spec.candidates().size())
        : "%d components".formatted(spec.candidates().getFirst().components());
  }

  private static Optional<SelectionCheckpoint> checkpoint(
      JobExecution execution, SelectionFormat format) {
    Optional<SelectionCheckpoint> checkpoint = execution.checkpoint().flatMap(format::read);
    checkpoint.ifPresent(found ->
        LOG.info("fit {} goes on from its checkpoint: {}", execution.job().id(), place(found)));
    if (execution.checkpoint().isPresent() && checkpoint.isEmpty()) {
      LOG.warn(
          "fit {}: its checkpoint is damaged or of a version with other arithmetic; it starts again",
          execution.job().id());
    }
    return checkpoint;
  }

  private static String place(SelectionCheckpoint found) {
    FitCheckpoint ongoing = found.ongoing();
    EmState state = ongoing == null ? null : ongoing.state();
    String candidate =
        found.finished().isEmpty() ? "" : "candidate %d, ".formatted(found.finished().size());
    String fold = found.contender() == null ? "" : "fold %d, ".formatted(found.heldOut().size());
    return "%s%srestart %d, iteration %d"
        .formatted(
            candidate,
            fold,
            ongoing == null ? 0 : ongoing.start(),
            state == null ? 0 : state.iteration());
  }

  /**
   * A resumed fit that is stopped before it is at work again has found what it had found before.
   */
  private static JobOutcome stopped(
      SelectionOutcome ended,
      FitOutcome.@Nullable BestSoFar best,
      Job job,
      SelectionFormat format,
      ResolvedFit fit) {
    return new JobOutcome.Stopped(
        format.write(ended.checkpoint()),
        best == null
            ? job.result()
            : FitJson.write(BestSoFar.of(best, fit.selection(), ended, fit.columns())));
  }
}
