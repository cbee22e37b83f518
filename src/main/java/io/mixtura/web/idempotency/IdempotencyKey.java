package io.mixtura.web.idempotency;

import io.mixtura.web.problem.Refusal;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;

/** The rule for what an idempotency key may look like. */
public final class IdempotencyKey {
  private static final Pattern VISIBLE_ASCII = Pattern.compile("[!-~]{1,255}");

  private IdempotencyKey() {}

  /** Refuses a key that is not 1 to 255 visible ASCII characters. */
  public static void check(String key) {
    if (!VISIBLE_ASCII.matcher(key).matches()) {
      throw Refusal.of(
          HttpStatus.BAD_REQUEST,
          IdempotencyKeys.HEADER,
          "the header %s must be 1 to 255 visible ASCII characters without spaces; a UUID is a good choice"
              .formatted(IdempotencyKeys.HEADER));
    }
  }

  static Refusal usedForAnotherRequest(String key) {
    return Refusal.unprocessable(
        IdempotencyKeys.HEADER,
        "the header %s: the key '%s' was already used for another request; send the same request again, or a new key for a new one"
            .formatted(IdempotencyKeys.HEADER, key));
  }
}
