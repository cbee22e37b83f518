package io.mixtura.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param items the entries
 * @param nextPageToken what to send as {@code pageToken} for the next page; null on the last
 */
public record Page<T>(List<T> items, @Nullable String nextPageToken) {}
