package io.mixtura.fit;

import io.mixtura.dataset.Datasets;
import io.mixtura.fit.request.FitRequest;
import io.mixtura.fit.run.BestSoFar;
import io.mixtura.fit.run.FitFailure;
import io.mixtura.fit.run.FitJson;
import io.mixtura.fit.run.FitResult;
import io.mixtura.fit.run.Progress;
import io.mixtura.job.Job;
import io.mixtura.job.JobState;
import io.mixtura.job.Jobs;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Jobs, read as the fits that they are. */
@Component
class FitReader {
  private final Jobs jobs;
  private final Datasets datasets;

  FitReader(Jobs jobs, Datasets datasets) {
    this.jobs = jobs;
    this.datasets = datasets;
  }

  /** For lists: without all that may be as long as the data or the fit. */
  Fit brief(Job job) {
    FitResult result = result(job);
    return fit(job, FitJson.request(job).brief(), result == null ? null : result.brief(), null);
  }

  Fit fit(Job job) {
    boolean cancelled = job.state() == JobState.CANCELLED;
    return fit(
        job,
        FitJson.request(job),
        result(job),
        cancelled ? FitJson.read(job.result(), BestSoFar.class) : null);
  }

  private static @Nullable FitResult result(Job job) {
    return job.state() == JobState.SUCCEEDED ? FitJson.read(job.result(), FitResult.class) : null;
  }

  private static @Nullable Progress progress(Job job) {
    Progress told = FitJson.read(job.progress(), Progress.class);
    boolean isIdle =
        switch (job.state()) {
          case QUEUED, FAILED, CANCELLED -> true;
          case RUNNING, CANCELLING, SUCCEEDED -> false;
        };
    return told == null ? null : isIdle ? told.idle().plain() : told.plain();
  }

  private Fit fit(
      Job job, FitRequest request, @Nullable FitResult result, @Nullable BestSoFar best) {
    OptionalInt position =
        job.state() == JobState.QUEUED ? jobs.queuePosition(job.id()) : OptionalInt.empty();
    return new Fit(
        job.id(),
        job.state(),
        request,
        position.isPresent() ? position.getAsInt() : null,
        progress(job),
        result,
        best,
        job.state() == JobState.FAILED ? FitJson.read(job.failure(), FitFailure.class) : null,
        job.resumable() && datasets.has(Objects.requireNonNull(job.subject())),
        job.attempts(),
        job.createdAt(),
        job.startedAt(),
        job.finishedAt());
  }
}
