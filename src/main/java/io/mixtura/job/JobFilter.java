package io.mixtura.job;

import org.jspecify.annotations.Nullable;

/**
 * Which jobs of a list are meant; null for any.
 *
 * @param state where they stand
 * @param subject what they work on
 * @param request what their request begins with
 */
public record JobFilter(
    @Nullable JobState state, @Nullable String subject, @Nullable String request) {

  /** All jobs. */
  public static final JobFilter ALL = new JobFilter(null, null, null);
}
