package io.mixtura.web.problem;

import java.net.URI;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/**
 * What kind of problem an answer tells of: the {@code type} of RFC 9457, which stays the same
 * whatever the words are. The page {@code src/docs/problems.md} says what each means and what to
 * do.
 */
public enum ProblemType {
  MALFORMED_REQUEST(HttpStatus.BAD_REQUEST),
  KEY_NEEDED(HttpStatus.UNAUTHORIZED),
  FORBIDDEN(HttpStatus.FORBIDDEN),
  NOT_FOUND(HttpStatus.NOT_FOUND),
  METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED),
  NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE),
  BODY_TOO_SLOW(HttpStatus.REQUEST_TIMEOUT),
  CONFLICT(HttpStatus.CONFLICT),
  BODY_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE),
  UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE),
  UNPROCESSABLE_REQUEST(HttpStatus.UNPROCESSABLE_CONTENT),
  TOO_MANY_REQUESTS(HttpStatus.TOO_MANY_REQUESTS),
  UNEXPECTED_FAILURE(HttpStatus.INTERNAL_SERVER_ERROR),
  UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE),
  DISK_FULL(HttpStatus.INSUFFICIENT_STORAGE),
  // Those above are what a status stands for unless one of these is told.
  UNKNOWN_DATASET(HttpStatus.NOT_FOUND),
  UNKNOWN_FIT(HttpStatus.NOT_FOUND),
  UNKNOWN_MODEL(HttpStatus.NOT_FOUND),
  DATASET_IN_USE(HttpStatus.CONFLICT),
  WRONG_FIT_STATE(HttpStatus.CONFLICT),
  RESULT_DELETED(HttpStatus.CONFLICT),
  QUEUE_FULL(HttpStatus.TOO_MANY_REQUESTS),
  MEMORY_SHORT(HttpStatus.SERVICE_UNAVAILABLE),
  STORAGE_GONE(HttpStatus.SERVICE_UNAVAILABLE),
  QUOTA_EXCEEDED(HttpStatus.INSUFFICIENT_STORAGE);

  private final HttpStatus status;

  ProblemType(HttpStatus status) {
    this.status = status;
  }

  /** The status that it is answered with. */
  public HttpStatus status() {
    return status;
  }

  /** What stands in answers. */
  public URI uri() {
    return URI.create("/problems/" + name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  /** What is told of an answer of which nothing but its status is known. */
  public static ProblemType of(HttpStatusCode status) {
    for (ProblemType type : values()) {
      if (type.status.value() == status.value()) {
        return type;
      }
    }
    return status.is5xxServerError() ? UNEXPECTED_FAILURE : MALFORMED_REQUEST;
  }
}
