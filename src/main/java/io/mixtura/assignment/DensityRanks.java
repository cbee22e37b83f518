package io.mixtura.assignment;

import io.mixtura.assignment.stream.DensityModels;
import io.mixtura.mixture.DensityRank;
import io.mixtura.model.document.ModelVersion;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.springframework.stereotype.Component;

/**
 * The ranks of densities of the models that were scored last. A version never changes, so an entry
 * is never stale; of requests at the same time one draws the sample, and the others wait for it.
 */
@Component
class DensityRanks {
  /** Of 80 kB each. */
  static final int KEPT = 64;

  private static final float LOAD_FACTOR = 0.75f;

  private final Map<String, FutureTask<DensityRank>> ranks =
      new LinkedHashMap<>(KEPT, LOAD_FACTOR, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, FutureTask<DensityRank>> eldest) {
          return size() > KEPT;
        }
      };

  /** The rank of a model's densities; 422 if it has none. */
  DensityRank of(ModelVersion version) {
    var model = DensityModels.of(version);
    FutureTask<DensityRank> task;
    synchronized (ranks) {
      task =
          ranks.computeIfAbsent(
              version.etag(), etag -> new FutureTask<>(() -> DensityRank.of(model)));
    }
    task.run();
    try {
      return task.get();
    } catch (ExecutionException failed) {
      throw new IllegalStateException("the model could not be sampled", failed.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the model was sampled", stopped);
    }
  }
}
