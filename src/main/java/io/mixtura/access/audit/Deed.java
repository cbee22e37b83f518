package io.mixtura.access.audit;

import io.mixtura.caller.Tenant;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * What somebody did or tried to do.
 *
 * @param number its place in the order of writing
 * @param request the id of the request, which the answer has in its header
 * @param tenant of the caller; null if he is not known
 * @param caller the id of his key, the subject of his token, {@code anybody} where no keys are
 *     asked for, {@code nobody} if he is not known, {@code command}, or {@code service} for what it
 *     does by itself
 * @param operation as the description of the API names it, else the method
 * @param object the path of what it was done to, or of what was made
 * @param address he called from
 * @param status of the answer
 */
public record Deed(
    long number,
    Instant at,
    UUID request,
    @Nullable String tenant,
    String caller,
    String operation,
    String object,
    String address,
    int status) {

  /** Something that no request asked for, or none over HTTP. */
  public static Deed without(
      Instant at,
      @Nullable Tenant tenant,
      String caller,
      String operation,
      String object,
      HttpStatus status) {
    return new Deed(
        0,
        at.truncatedTo(ChronoUnit.MICROS),
        UUID.randomUUID(),
        tenant == null ? null : tenant.name(),
        caller,
        operation,
        object,
        "-",
        status.value());
  }
}
