package io.mixtura.job;

/** Does the work of one kind of job. Every bean of this type takes part in the queue. */
public interface JobHandler {

  /** The kind of job that it runs. */
  String kind();

  /**
   * Runs a job on a thread of the queue, from its checkpoint if there is one.
   *
   * <p>It asks {@link JobExecution#stopRequested()} often, and when that is true returns {@link
   * JobOutcome.Stopped} soon; why it was asked is the queue's business. Whatever it throws fails
   * the job.
   */
  JobOutcome run(JobExecution execution) throws Exception;
}
