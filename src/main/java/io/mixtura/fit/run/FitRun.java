package io.mixtura.fit.run;

import io.mixtura.dataset.StoredDataset;
import io.mixtura.fit.request.ResolvedFit;
import io.mixtura.fit.rows.CheckedFit;
import io.mixtura.job.Job;
import io.mixtura.job.JobOutcome;
import io.mixtura.mixture.em.PassThreads;
import io.mixtura.mixture.fitting.FitOutcome;
import io.mixtura.mixture.selection.Bootstrap;
import io.mixtura.mixture.selection.BootstrapErrors;
import io.mixtura.mixture.selection.ModelSelection;
import io.mixtura.mixture.selection.SelectionOutcome;
import io.mixtura.mixture.spec.BootstrapSpec;
import io.mixtura.mixture.spec.FitSpec;
import io.mixtura.mixture.spec.SelectionSpec;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of a fit, from rows that have been checked to the end of its job.
 *
 * @param running its connection to the job
 * @param publication which stores the model
 * @param passThreads the threads of the engine
 */
record FitRun(
    Job job,
    StoredDataset dataset,
    CheckedFit fit,
    RunningFit running,
    ModelPublication publication,
    PassThreads passThreads) {
  private static final Logger LOG = LoggerFactory.getLogger(FitRun.class);

  JobOutcome run() {
    SelectionSpec spec = resolved().selection();
    LOG.info(
        "fit {}: {}, {} rows × {} columns of dataset {}",
        job.id(),
        what(spec),
        dataset.rows(),
        resolved().columns().size(),
        dataset.id());
    ModelSelection engine =
        new ModelSelection(spec, fit.rows(), resolved().columns(), passThreads, running);
    SelectionOutcome ended = running.checkpoint().map(engine::resume).orElseGet(engine::run);
    running.reportLast();
    return switch (ended.outcome()) {
      case FitOutcome.Fitted fitted -> fitted(fitted.told(fit.advice()), ended);
      case FitOutcome.Degenerate(var message) ->
          new JobOutcome.Failed(FitJson.write(FitFailure.degenerate(advised(message))));
      case FitOutcome.Interrupted(_, var best) -> stopped(best, ended);
    };
  }

  private String advised(String message) {
    return String.join("; ", Stream.concat(Stream.of(message), fit.advice().stream()).toList());
  }

  private ResolvedFit resolved() {
    return fit.resolved();
  }

  private static String what(SelectionSpec spec) {
    return spec.isChoice()
        ? "%d candidates".formatted(spec.candidates().size())
        : "%d components".formatted(spec.candidates().getFirst().components());
  }

  private JobOutcome fitted(FitOutcome.Fitted fitted, SelectionOutcome ended) {
    BootstrapSpec bootstrap = resolved().bootstrap();
    if (bootstrap == null) {
      return succeeded(fitted, ended, null);
    }
    // So that after a takeover the replicates begin again, but not the fit.
    running.keep(ended.checkpoint());
    return repeated(bootstrap, fitted, ended)
        .map(errors -> succeeded(fitted.told(errors.warnings()), ended, errors))
        .orElseGet(() -> stopped(fitted.asBestSoFar(), ended));
  }

  /** Standard errors of the candidate that was chosen; empty if the job is to stop. */
  private Optional<BootstrapErrors> repeated(
      BootstrapSpec bootstrap, FitOutcome.Fitted fitted, SelectionOutcome ended) {
    FitSpec chosen = resolved().selection().candidates().get(ended.chosen());
    return new Bootstrap(
            bootstrap,
            chosen,
            fit.rows(),
            resolved().columns(),
            passThreads,
            running.repeated(bootstrap.replicates()))
        .run(fitted);
  }

  private JobOutcome succeeded(
      FitOutcome.Fitted fitted, SelectionOutcome ended, @Nullable BootstrapErrors errors) {
    running.reportEnd();
    return new JobOutcome.Succeeded(
        () -> FitJson.write(publication.publish(job, dataset, resolved(), fitted, ended, errors)),
        () ->
            new JobOutcome.Stopped(running.lastCheckpoint(), written(fitted.asBestSoFar(), ended)));
  }

  /** A run that is stopped before it is at work again has found what had been found before. */
  private JobOutcome stopped(FitOutcome.@Nullable BestSoFar best, SelectionOutcome ended) {
    return new JobOutcome.Stopped(
        running.bytes(ended.checkpoint()), best == null ? job.result() : written(best, ended));
  }

  private String written(FitOutcome.BestSoFar best, SelectionOutcome ended) {
    return FitJson.write(
        new CancelledFit(
            BestSoFar.of(best, resolved().selection(), ended, resolved().columns()),
            publication.draft(job, dataset, resolved(), best, ended)));
  }
}
