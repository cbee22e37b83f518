package io.mixtura.fit.run;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the engine, under {@code mixtura.fits}.
 *
 * @param threads threads that share the work of one pass over the data; 0 means one per processor.
 *     Results do not depend on it
 * @param checkpoint how often a running fit writes down where it stands
 */
public record FitSettings(
    @DefaultValue("0") @Min(0) int threads, @DefaultValue("2s") Duration checkpoint) {

  /** The number of threads, resolved. */
  public int resolvedThreads() {
    return threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
  }
}
