package io.mixtura.fit.run;

import io.mixtura.model.document.ModelAtWork;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The fits that run in this process, for those who watch them here. */
@Component
public class RunningFits {
  private final Map<UUID, RunningFit> running = new ConcurrentHashMap<>();

  /** The time for which a fit runs. */
  interface Stay extends AutoCloseable {
    @Override
    void close();
  }

  Stay enter(UUID id, RunningFit fit) {
    running.put(id, fit);
    return () -> running.remove(id, fit);
  }

  /** Whether a fit runs here. */
  public boolean has(UUID id) {
    return running.containsKey(id);
  }

  /**
   * The model of the start at work of a fit that runs here, and has it made anew for a second; null
   * if there is none.
   */
  public @Nullable ModelAtWork watch(UUID id) {
    RunningFit fit = running.get(id);
    return fit == null ? null : fit.watch();
  }
}
