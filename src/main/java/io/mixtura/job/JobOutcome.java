package io.mixtura.job;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The outcome of a run of a job, as its handler sees it. */
public sealed interface JobOutcome {

  /**
   * The work is done.
   *
   * @param commit stores what came of it and returns the result as JSON. It is called inside of the
   *     transaction that makes the job SUCCEEDED, after the queue has made sure that the job still
   *     belongs to this run: what it stores there exists exactly once, if and only if the job
   *     succeeded. It may be called again when the database failed underneath; whatever the earlier
   *     call stored is rolled back by then. Whatever it throws fails the job.
   * @param ifCancelled makes what is kept instead when somebody cancelled the job before its
   *     success was stored
   */
  record Succeeded(Supplier<String> commit, Supplier<Stopped> ifCancelled) implements JobOutcome {

    /** A success of which nothing new is kept if somebody cancelled the job just before. */
    public Succeeded(Supplier<String> commit) {
      this(commit, () -> new Stopped(null, null));
    }
  }

  /**
   * The work cannot be done.
   *
   * @param failureJson why, as JSON
   * @param checkpoint the state that a resumed run would continue from; null keeps the one that is
   *     stored
   */
  @SuppressWarnings("ArrayRecordComponent") // carried, never compared
  record Failed(String failureJson, byte @Nullable [] checkpoint) implements JobOutcome {

    /** A failure that keeps the stored checkpoint, if there is one. */
    public Failed(String failureJson) {
      this(failureJson, null);
    }
  }

  /**
   * The work stopped because {@link JobExecution#stopRequested()} said so. The queue decides what
   * follows: CANCELLED if somebody cancelled the job, back to QUEUED if this process shuts down,
   * nothing if the job belongs to another process by now.
   *
   * @param checkpoint the state that a later run would continue from; null keeps the one that is
   *     stored
   * @param result what is kept of a cancelled job, as JSON
   */
  @SuppressWarnings("ArrayRecordComponent") // carried, never compared
  record Stopped(byte @Nullable [] checkpoint, @Nullable String result) implements JobOutcome {}
}
