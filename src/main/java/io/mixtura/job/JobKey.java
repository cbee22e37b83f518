package io.mixtura.job;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The place of a job among the others by age; the id decides between jobs of one instant. */
record JobKey(Instant createdAt, UUID id) {

  static JobKey of(Job job) {
    return new JobKey(job.createdAt(), job.id());
  }

  static JobKey parse(String key) {
    int separator = key.indexOf('_');
    if (separator > 0) {
      try {
        return new JobKey(
            Instant.parse(key.substring(0, separator)),
            UUID.fromString(key.substring(separator + 1)));
      } catch (DateTimeException | IllegalArgumentException e) {
        throw malformed(key, e);
      }
    }
    throw malformed(key, null);
  }

  private static IllegalArgumentException malformed(String key, @Nullable Exception cause) {
    return new IllegalArgumentException(
        "'" + key + "' is not the key of a job: expected its creation time and id", cause);
  }

  @Override
  public String toString() {
    return createdAt + "_" + id;
  }
}
