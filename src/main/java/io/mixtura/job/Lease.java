package io.mixtura.job;

import java.util.UUID;

/**
 * The right of one run to write to a job. Every claim raises the epoch, so that a run which was
 * taken over cannot write, not even from the process that claimed the job again.
 */
public record Lease(UUID job, UUID owner, long epoch) {}
