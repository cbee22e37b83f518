package io.mixtura.fit;

import io.mixtura.job.Job;
import io.mixtura.job.JobState;
import io.mixtura.job.Jobs;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a job's texts mean to fits. Stored JSON outlives changes to how the service reads requests,
 * so its mapper is its own, and lenient.
 */
@Component
class FitJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private final Jobs jobs;

  FitJson(Jobs jobs) {
    this.jobs = jobs;
  }

  static String write(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  static FitRequest request(Job job) {
    return MAPPER.readValue(job.request(), FitRequest.class);
  }

  /** For lists: without the lists of a start and without the parameters of the best so far. */
  Fit brief(Job job) {
    return fit(job, request(job).brief(), null);
  }

  Fit fit(Job job) {
    boolean cancelled = job.state() == JobState.CANCELLED;
    return fit(job, request(job), cancelled ? read(job.result(), BestSoFar.class) : null);
  }

  private Fit fit(Job job, FitRequest request, @Nullable BestSoFar best) {
    OptionalInt position =
        job.state() == JobState.QUEUED ? jobs.queuePosition(job.id()) : OptionalInt.empty();
    boolean succeeded = job.state() == JobState.SUCCEEDED;
    return new Fit(
        job.id(),
        job.state(),
        request,
        position.isPresent() ? position.getAsInt() : null,
        read(job.progress(), Progress.class),
        succeeded ? read(job.result(), FitResult.class) : null,
        best,
        job.state() == JobState.FAILED ? read(job.failure(), FitFailure.class) : null,
        job.resumable(),
        job.attempts(),
        job.createdAt(),
        job.startedAt(),
        job.finishedAt());
  }

  private static <T> @Nullable T read(@Nullable String json, Class<T> type) {
    return json == null ? null : MAPPER.readValue(json, type);
  }
}
