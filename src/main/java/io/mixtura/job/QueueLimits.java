package io.mixtura.job;

/**
 * How many jobs may wait; those who submit at the very same time may exceed it by one each.
 *
 * @param ofTenant of one tenant
 * @param ofAll of all tenants
 */
public record QueueLimits(int ofTenant, int ofAll) {}
