package io.mixtura.dataset;

import io.mixtura.caller.Tenant;

/**
 * What a tenant has stored.
 *
 * @param datasets how many
 * @param values numbers in them: rows × columns
 * @param bytes what their observations take up
 */
public record Stored(Tenant tenant, long datasets, long values, long bytes) {}
