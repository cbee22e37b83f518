package io.mixtura.job;

import java.util.Optional;
import java.util.function.Supplier;

/** A job while it runs: what its handler may ask and say. Safe for use by several threads. */
public interface JobExecution {

  /** The job as it was claimed. */
  Job job();

  /** The checkpoint that the run starts from: of an earlier run, empty on the first one. */
  Optional<byte[]> checkpoint();

  /**
   * Whether the handler should return {@link JobOutcome.Stopped} now: somebody cancelled the job,
   * this process shuts down, or the job no longer belongs to it. As cheap as reading a field; once
   * true it stays true.
   */
  boolean stopRequested();

  /**
   * Says how far the work has come. Cheap: only the last supplier before each poll of the queue is
   * called, on a thread of the queue, so it must be quick and read only what may be read from
   * another thread.
   */
  void progress(Supplier<String> json);

  /** What an earlier run kept of its course; empty on the first one. */
  Optional<String> trace();

  /**
   * Says what is to be kept of the course of the work, written together with what {@link #progress}
   * said before. As cheap, but for whoever reads it: at most a few times a second.
   */
  void trace(Supplier<String> json);

  /** Whether somebody in another process wants to see more than the progress, see {@link #show}. */
  boolean isWatched();

  /** Shows something to those who watch in other processes; nothing while nobody does. */
  void show(Supplier<String> json);

  /**
   * Stores the state that a later run continues from, in one transaction. When the job no longer
   * belongs to this process nothing is written and {@link #stopRequested()} becomes true; when the
   * database does not answer the previous checkpoint stays and the work goes on.
   */
  void checkpoint(byte[] state);
}
