package io.mixtura.web;

import io.mixtura.web.problem.Refusal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * The page of a list that is asked for: the query parameters {@code pageToken} and {@code
 * pageSize}.
 *
 * <p>A list is walked by key, not by position, so entries that come or go between two pages are
 * neither repeated nor skipped. Read {@link #size()} + 1 entries after {@link #after()} and hand
 * them to {@link #page}.
 *
 * @param after key of the last entry seen; null for the first page
 * @param size entries on the page
 */
public record PageRequest(@Nullable String after, int size) {

  /** Entries on a page unless asked otherwise. */
  public static final int DEFAULT_SIZE = 50;

  /** Entries on a page at most. */
  public static final int MAXIMUM_SIZE = 1000;

  /** Tells a token of ours from other base64, and one day from tokens of another make. */
  private static final char MARK = '~';

  /**
   * From the query parameters.
   *
   * @param pageToken a token from {@link Page#nextPageToken()}; null for the first page
   * @param pageSize 1 to {@value #MAXIMUM_SIZE}; null for {@value #DEFAULT_SIZE}
   * @throws Refusal 400 if one of them is malformed
   */
  public static PageRequest of(@Nullable String pageToken, @Nullable Integer pageSize) {
    int size = pageSize == null ? DEFAULT_SIZE : pageSize;
    if (size < 1 || size > MAXIMUM_SIZE) {
      throw Refusal.of(
          HttpStatus.BAD_REQUEST,
          "pageSize",
          "pageSize must be from 1 to %d, but was %d".formatted(MAXIMUM_SIZE, size));
    }
    return new PageRequest(pageToken == null ? null : decode(pageToken), size);
  }

  /**
   * The page to answer with.
   *
   * @param sizePlusOneItems up to {@link #size()} + 1 entries: the one too many only tells that a
   *     next page exists
   * @param key key of an entry, which {@link #after()} of the next page's request will be
   */
  public <T> Page<T> page(List<T> sizePlusOneItems, Function<? super T, String> key) {
    if (sizePlusOneItems.size() <= size) {
      return new Page<>(List.copyOf(sizePlusOneItems), null);
    }
    List<T> items = List.copyOf(sizePlusOneItems.subList(0, size));
    return new Page<>(items, encode(key.apply(items.getLast())));
  }

  private static String encode(String key) {
    byte[] bytes = (MARK + key).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String decode(String token) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(token));
      String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
      if (!text.isEmpty() && text.charAt(0) == MARK) {
        return text.substring(1);
      }
    } catch (IllegalArgumentException | CharacterCodingException foreign) {
      throw malformed(token);
    }
    throw malformed(token);
  }

  private static Refusal malformed(String token) {
    return Refusal.of(
        HttpStatus.BAD_REQUEST,
        "pageToken",
        "'%s' is no page token; send the nextPageToken of the page before, or none for the first page"
            .formatted(token));
  }
}
