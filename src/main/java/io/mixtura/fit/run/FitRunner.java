package io.mixtura.fit.run;

import io.mixtura.dataset.Datasets;
import io.mixtura.dataset.StoredDataset;
import io.mixtura.fit.request.DataShape;
import io.mixtura.fit.request.FitRequest;
import io.mixtura.fit.request.FitResolver;
import io.mixtura.fit.request.ResolvedFit;
import io.mixtura.fit.rows.CheckedFit;
import io.mixtura.fit.rows.DataChecks;
import io.mixtura.job.Job;
import io.mixtura.job.JobExecution;
import io.mixtura.job.JobHandler;
import io.mixtura.job.JobOutcome;
import io.mixtura.mixture.em.PassThreads;
import io.mixtura.web.problem.Refusal;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Takes up fits: reads what a job asks for and which data, checks both, and runs it. */
@Component
public class FitRunner implements JobHandler {
  /** The kind of job that a fit is. */
  public static final String KIND = "fit";

  private final Datasets datasets;
  private final FitResolver resolver;
  private final DataChecks checks;
  private final ModelPublication publication;
  private final PassThreads passThreads;
  private final FitSettings settings;
  private final FitMetrics metrics;
  private final RunningFits running;

  FitRunner(
      Datasets datasets,
      FitResolver resolver,
      DataChecks checks,
      ModelPublication publication,
      PassThreads passThreads,
      FitSettings settings,
      FitMetrics metrics,
      RunningFits running) {
    this.datasets = datasets;
    this.resolver = resolver;
    this.checks = checks;
    this.publication = publication;
    this.passThreads = passThreads;
    this.settings = settings;
    this.metrics = metrics;
    this.running = running;
  }

  @Override
  public String kind() {
    return KIND;
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
    ResolvedFit given = resolver.resolve(request, DataShape.of(dataset));
    return checks
        .atStart(given, dataset, execution::stopRequested)
        .map(checked -> run(prepared(execution, dataset, checked)))
        .orElseGet(() -> new JobOutcome.Stopped(execution.checkpoint().orElse(null), job.result()));
  }

  private JobOutcome run(FitRun fit) {
    try (var _ = running.enter(fit.job().id(), fit.running())) {
      return fit.run();
    }
  }

  private FitRun prepared(JobExecution execution, StoredDataset dataset, CheckedFit checked) {
    RunningFit running = new RunningFit(execution, checked.resolved(), settings, metrics);
    return new FitRun(execution.job(), dataset, checked, running, publication, passThreads);
  }
}
