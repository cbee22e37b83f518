package io.mixtura.job;

import io.mixtura.database.DatabaseTrouble;
import tools.jackson.databind.json.JsonMapper;

/**
 * A failure that the queue states itself, because the handler could not: it threw, or its processes
 * died. As JSON, {@code {"reason":"ERROR","detail":"…"}}.
 *
 * @param reason what kind of failure
 * @param detail what happened, and what to do about it
 */
public record QueueFailure(Reason reason, String detail) {

  private static final String DATABASE =
      "the database refused or lost what this job read or wrote; the log tells more";

  /** Why no handler could say what went wrong. */
  public enum Reason {
    /** The handler threw. */
    ERROR,
    /** One process after the other died on the job. */
    ATTEMPTS
  }

  public static QueueFailure of(Throwable thrown) {
    if (DatabaseTrouble.isOfTheDatabase(thrown)) {
      return new QueueFailure(Reason.ERROR, DATABASE);
    }
    String message = thrown.getMessage();
    String type = thrown.getClass().getSimpleName();
    return new QueueFailure(
        Reason.ERROR,
        thrown instanceof Error || message == null || message.isBlank()
            ? message == null ? type : type + ": " + message
            : message);
  }

  static QueueFailure attempts(int attempts) {
    return new QueueFailure(
        Reason.ATTEMPTS,
        "the service stopped without notice "
            + attempts
            + " times while it ran this job, perhaps for lack of memory; it is not tried again by"
            + " itself");
  }

  /** This failure as the JSON that stands in {@link Job#failure()}. */
  public String toJson() {
    return JsonMapper.shared().writeValueAsString(this);
  }
}
