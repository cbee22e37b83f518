package io.mixtura.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param items the entries
 * @param nextPageToken what to send as {@code pageToken} for the next page; null on the last
 */
public record Page<T>(
    List<T> items,
    @Schema(
            description = "What to send as pageToken for the next page; null on the last",
            nullable = true)
        @Nullable String nextPageToken) {}
