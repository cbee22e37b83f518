package io.mixtura.job;

import io.mixtura.caller.Tenant;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A piece of work as it stands in the queue. The queue never reads what {@code request}, {@code
 * progress}, {@code result} and {@code failure} say: they are JSON of whoever handles the kind. The
 * one exception: a failure that the queue itself states, because no handler could, is a {@link
 * QueueFailure}.
 *
 * @param id its identity, given by whoever submits it
 * @param tenant whose it is
 * @param kind which handler runs it
 * @param subject an opaque key of what it works on, a dataset's id
 * @param state where it stands
 * @param attempts claims that did not come to an orderly end, the running one included
 * @param request what is to be done
 * @param progress the last progress that was reported
 * @param result what came of it: of a success, or of a cancelled job that kept what it had; a
 *     cancelled job that is resumed has it until its next end
 * @param failure why it failed
 * @param resumable whether {@link Jobs#resume} would queue it again: it failed or was cancelled and
 *     left a checkpoint
 * @param createdAt when it was submitted
 * @param startedAt when it was claimed for the first time
 * @param finishedAt when it came to rest
 */
public record Job(
    UUID id,
    Tenant tenant,
    String kind,
    @Nullable String subject,
    JobState state,
    int attempts,
    String request,
    @Nullable String progress,
    @Nullable String result,
    @Nullable String failure,
    boolean resumable,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt) {

  /** Its place in a list of jobs: what {@link Jobs#list} continues after. */
  public String key() {
    return Key.of(this).toString();
  }

  /** The place of a job among the others by age; the id decides between jobs of one instant. */
  record Key(Instant createdAt, UUID id) {

    static Key of(Job job) {
      return new Key(job.createdAt(), job.id());
    }

    static Key parse(String key) {
      int separator = key.indexOf('_');
      if (separator > 0) {
        try {
          return new Key(
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
}
