package io.mixtura.fit;

import io.mixtura.dataset.DatasetUse;
import io.mixtura.job.Jobs;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Keeps a dataset from being deleted while a fit needs it. */
@Component
class FitDatasets implements DatasetUse {
  private final Jobs jobs;

  FitDatasets(Jobs jobs) {
    this.jobs = jobs;
  }

  @Override
  public Optional<String> liveUse(String datasetId) {
    return jobs.liveOn(datasetId)
        .map(
            job -> "fit %s is %s".formatted(job.id(), job.state().name().toLowerCase(Locale.ROOT)));
  }
}
