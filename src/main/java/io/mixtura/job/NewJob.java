package io.mixtura.job;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job to be queued.
 *
 * @param id its identity
 * @param kind which handler runs it
 * @param subject an opaque key of what it works on, a dataset's id
 * @param request what is to be done: JSON that the handler reads
 */
public record NewJob(UUID id, String kind, @Nullable String subject, String request) {}
