package io.mixtura.job;

import java.util.Set;

/** The state of a job. The one table of what may follow what. */
public enum JobState {
  /** Waits for a process to claim it: new, resumed, released or taken from a dead process. */
  QUEUED,
  /** Runs in the process that holds its lease. */
  RUNNING,
  /** Still runs, and was asked to stop. */
  CANCELLING,
  /** Came to its end; its result is stored. */
  SUCCEEDED,
  /** Came to no end; its failure says why. */
  FAILED,
  /** Stopped because somebody asked; it may hold what was found so far. */
  CANCELLED;

  /** Whether a job in this state may go over to the other one. */
  public boolean canBecome(JobState next) {
    return successors().contains(next);
  }

  /** The other state, if a job in this one may go over to it; anything else is a mistake here. */
  JobState to(JobState next) {
    if (!canBecome(next)) {
      throw new IllegalStateException("a job that is " + this + " cannot become " + next);
    }
    return next;
  }

  /** Whether a job in this state has come to rest; only {@code resume} moves it again. */
  public boolean isTerminal() {
    return !isLive();
  }

  /** Whether a job in this state waits or runs. */
  public boolean isLive() {
    return switch (this) {
      case QUEUED, RUNNING, CANCELLING -> true;
      case SUCCEEDED, FAILED, CANCELLED -> false;
    };
  }

  private Set<JobState> successors() {
    return switch (this) {
      case QUEUED -> Set.of(RUNNING, CANCELLED);
      // Back to the queue: its process shut down, or died and the lease ran out.
      case RUNNING -> Set.of(SUCCEEDED, FAILED, CANCELLING, QUEUED);
      case CANCELLING -> Set.of(CANCELLED);
      case FAILED, CANCELLED -> Set.of(QUEUED);
      case SUCCEEDED -> Set.of();
    };
  }
}
