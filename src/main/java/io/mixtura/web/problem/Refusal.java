package io.mixtura.web.problem;

import java.util.List;
import org.springframework.http.HttpStatus;

/**
 * A request that is refused, with everything its sender needs to put it right. Answered as RFC 9457
 * problem details with one {@code {pointer, detail}} per error.
 */
public class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final HttpStatus status;
  private final transient List<Cause> causes;

  /**
   * One thing that is wrong.
   *
   * @param pointer a JSON pointer into the body ({@code /components}), or the name of a query
   *     parameter or header
   * @param detail what was wrong and what would be right
   */
  public record Cause(String pointer, String detail) {}

  /** A refusal that no single field is to blame for. */
  public Refusal(HttpStatus status, String detail) {
    this(status, detail, List.of());
  }

  /** A refusal with its causes. */
  public Refusal(HttpStatus status, String detail, List<Cause> causes) {
    super(detail);
    this.status = status;
    this.causes = List.copyOf(causes);
  }

  /** 422 for one field: {@code detail} says what was wrong, where, and what would be right. */
  public static Refusal unprocessable(String pointer, String detail) {
    return of(HttpStatus.UNPROCESSABLE_CONTENT, pointer, detail);
  }

  /** A refusal for one field. */
  public static Refusal of(HttpStatus status, String pointer, String detail) {
    return new Refusal(status, detail, List.of(new Cause(pointer, detail)));
  }

  /** 404. */
  public static Refusal notFound(String detail) {
    return new Refusal(HttpStatus.NOT_FOUND, detail);
  }

  /** 409. */
  public static Refusal conflict(String detail) {
    return new Refusal(HttpStatus.CONFLICT, detail);
  }

  /** The status it is answered with. */
  public HttpStatus status() {
    return status;
  }

  /** What is wrong, field by field; empty when no single field is to blame. */
  public List<Cause> causes() {
    return causes;
  }
}
