package io.mixtura.job;

/** The failure to do what the state of a job does not allow. */
public class WrongJobState extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Job job;

  WrongJobState(Job job, String problem) {
    super("job " + job.id() + " is " + job.state() + ": " + problem);
    this.job = job;
  }

  /** The job as it stands. */
  public Job job() {
    return job;
  }
}
