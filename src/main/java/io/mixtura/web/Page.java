package io.mixtura.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.function.Function;
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
        @Nullable String nextPageToken) {

  /** The same page with its entries in another form. */
  public <R> Page<R> map(Function<? super T, ? extends R> form) {
    return new Page<>(items.stream().<R>map(form).toList(), nextPageToken);
  }
}
