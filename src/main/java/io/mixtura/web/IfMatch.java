package io.mixtura.web;

import io.mixtura.web.problem.Refusal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * The header If-Match of a change (RFC 9110, 13.1.1): which states of a thing its sender knows.
 *
 * @param given as it was sent; null if it was not, and whatever state will do
 */
public record IfMatch(@Nullable String given) {
  private static final String ANY = "*";
  private static final Pattern TAG = Pattern.compile("(W/)?\"([^\"]*)\"");

  /** Refuses a change of what is not as its sender knows it: 412. */
  public void check(String etag) {
    if (given != null && !given.strip().equals(ANY) && !names(given, etag)) {
      throw Refusal.of(
          HttpStatus.PRECONDITION_FAILED,
          HttpHeaders.IF_MATCH,
          "it is no longer as If-Match says: its ETag is \"%s\"; look what has changed, and try again with that"
              .formatted(etag));
    }
  }

  /** Weak tags never match. */
  private static boolean names(String given, String etag) {
    Matcher tags = TAG.matcher(given);
    boolean isAny = false;
    while (tags.find()) {
      isAny = true;
      if (tags.group(1) == null && tags.group(2).equals(etag)) {
        return true;
      }
    }
    if (!isAny) {
      throw Refusal.of(
          HttpStatus.BAD_REQUEST,
          HttpHeaders.IF_MATCH,
          "If-Match must hold an ETag in quotes, as it was answered, or *");
    }
    return false;
  }
}
