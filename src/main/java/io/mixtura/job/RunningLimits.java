package io.mixtura.job;

/**
 * How many jobs may run at the same time, in all processes; others wait. Processes that claim at
 * the very same time may exceed it by one each.
 *
 * @param ofTenant of one tenant
 * @param ofAll of all tenants
 */
public record RunningLimits(int ofTenant, int ofAll) {}
