package io.mixtura.web.problem;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpStatus;

/**
 * A request that is refused, with everything its sender needs to put it right. Answered as RFC 9457
 * problem details with one {@code {pointer, detail}} per error, where a {@code parameter} or a
 * {@code header} may stand in the place of the pointer.
 */
public class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final HttpStatus status;
  private final ProblemType type;
  private final transient List<Cause> causes;

  /** Where something is wrong: what the name of the place is called in answers. */
  public enum Place {
    POINTER,
    PARAMETER,
    HEADER;

    /** By the form of the name, which no parameter of ours shares with headers. */
    private static Place of(String name) {
      if (name.isEmpty() || name.startsWith("/")) {
        return POINTER;
      }
      return Character.isUpperCase(name.charAt(0)) ? HEADER : PARAMETER;
    }
  }

  /**
   * One thing that is wrong.
   *
   * @param pointer a JSON pointer into the body ({@code /components}), or the name of a query
   *     parameter or header
   * @param detail what was wrong and what would be right
   */
  public record Cause(Place place, String pointer, String detail) {
    public Cause(String pointer, String detail) {
      this(Place.of(pointer), pointer, detail);
    }

    /** Of a parameter that may be called anything. */
    public static Cause ofParameter(String name, String detail) {
      return new Cause(Place.PARAMETER, name, detail);
    }

    @JsonValue
    Map<String, String> json() {
      Map<String, String> json = new LinkedHashMap<>();
      json.put(place.name().toLowerCase(Locale.ROOT), pointer);
      json.put("detail", detail);
      return json;
    }
  }

  /** A refusal that no single field is to blame for. */
  public Refusal(HttpStatus status, String detail) {
    this(status, detail, List.of());
  }

  /** A refusal with its causes. */
  public Refusal(HttpStatus status, String detail, List<Cause> causes) {
    this(status, ProblemType.of(status), detail, causes);
  }

  /** A refusal of which more is known than its status says. */
  public Refusal(ProblemType type, String detail) {
    this(type.status(), type, detail, List.of());
  }

  private Refusal(HttpStatus status, ProblemType type, String detail, List<Cause> causes) {
    super(detail);
    this.status = status;
    this.type = type;
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

  /** A refusal for a parameter that may be called anything. */
  public static Refusal ofParameter(HttpStatus status, String name, String detail) {
    return new Refusal(status, detail, List.of(Cause.ofParameter(name, detail)));
  }

  /** 404. */
  public static Refusal notFound(String detail) {
    return new Refusal(HttpStatus.NOT_FOUND, detail);
  }

  /** 409. */
  public static Refusal conflict(String detail) {
    return new Refusal(HttpStatus.CONFLICT, detail);
  }

  /** The kind of problem that it is answered as. */
  public ProblemType type() {
    return type;
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
