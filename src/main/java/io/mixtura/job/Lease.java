package io.mixtura.job;

import io.mixtura.caller.Tenant;
import java.util.UUID;

/**
 * The right of one run to write to a job. Every claim raises the epoch, so that a run which was
 * taken over cannot write, not even from the process that claimed the job again.
 */
public record Lease(Tenant tenant, UUID job, UUID owner, long epoch) {}
