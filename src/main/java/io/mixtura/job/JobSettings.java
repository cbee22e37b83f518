package io.mixtura.job;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the queue, under {@code mixtura.jobs}.
 *
 * @param concurrency jobs that this process runs at the same time
 * @param poll how often waiting jobs, cancellations and expired leases are looked for
 * @param heartbeat how often the lease of a running job is renewed
 * @param lease how long a job belongs to a process that no longer renews it
 * @param attempts processes that may die on a job before it fails
 * @param retention how long finished jobs are kept
 */
public record JobSettings(
    @DefaultValue("1") @Min(1) int concurrency,
    @DefaultValue("250ms") Duration poll,
    @DefaultValue("5s") Duration heartbeat,
    @DefaultValue("30s") Duration lease,
    @DefaultValue("3") @Min(1) int attempts,
    @DefaultValue("30d") Duration retention) {}
