package io.mixtura.job;

import java.util.UUID;

/** The failure to find a job: there is none with this id, or no longer. */
public class UnknownJob extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final UUID id;

  UnknownJob(UUID id) {
    super("there is no job " + id);
    this.id = id;
  }

  /** The id that was asked for. */
  public UUID id() {
    return id;
  }
}
