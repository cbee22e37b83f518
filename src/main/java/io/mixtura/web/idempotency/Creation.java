package io.mixtura.web.idempotency;

/**
 * The outcome of a request to create something.
 *
 * @param id the resource
 * @param replayed whether an earlier request with the same idempotency key had created it
 */
public record Creation(String id, boolean replayed) {}
