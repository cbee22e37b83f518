package io.mixtura.fit;

import io.mixtura.web.problem.Findings;
import io.mixtura.web.problem.Refusal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** {@code Prefer: wait=10}: how long an answer may wait for the end of a fit (RFC 7240). */
final class WaitPreference {
  static final Duration LONGEST = Duration.ofSeconds(30);

  private static final Pattern WAIT =
      Pattern.compile("\\s*wait\\s*(?:=\\s*(.*?))?\\s*(?:;.*)?", Pattern.CASE_INSENSITIVE);
  private static final Pattern SECONDS = Pattern.compile("(\\d+)|\"(\\d+)\"");

  private WaitPreference() {}

  /** The wait that is granted; preferences of other kinds are ignored, as the RFC asks for. */
  static Duration of(@Nullable String prefer) {
    if (prefer != null) {
      for (String preference : prefer.split(",")) {
        Matcher wait = WAIT.matcher(preference);
        if (wait.matches()) {
          return granted(prefer, wait.group(1));
        }
      }
    }
    return Duration.ZERO;
  }

  private static Duration granted(String prefer, @Nullable String value) {
    Matcher seconds = SECONDS.matcher(value == null ? "" : value);
    if (!seconds.matches()) {
      throw Refusal.of(
          HttpStatus.BAD_REQUEST,
          "Prefer",
          "'%s' is not understood; wait=10 waits up to 10 seconds"
              .formatted(Findings.shown(prefer)));
    }
    String digits = seconds.group(1) == null ? seconds.group(2) : seconds.group(1);
    return digits.length() > 9 || Long.parseLong(digits) > LONGEST.toSeconds()
        ? LONGEST
        : Duration.ofSeconds(Long.parseLong(digits));
  }
}
