package io.mixtura.access.audit;

import io.mixtura.caller.Act;
import io.mixtura.caller.Caller;
import io.mixtura.caller.NeededScope;
import io.mixtura.caller.Scope;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;

/**
 * The deed that a request is. Of the request it takes the path, never its query, its body or the
 * header that holds the key.
 *
 * @param request as it stands
 */
record RequestDeed(HttpServletRequest request) {
  private static final String ID = "io.mixtura.request.id";
  private static final String COMMITTED = "io.mixtura.audit.committed";
  private static final Set<String> LOOKS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
  private static final int LONGEST = 200;
  private static final int OK = 200;
  private static final int REDIRECTION = 300;

  /** Gives the request an id. */
  static UUID begin(HttpServletRequest request) {
    UUID id = UUID.randomUUID();
    request.setAttribute(ID, id);
    return id;
  }

  /** Whether it asks for a change of what is stored. Questions to models are POSTs, too. */
  boolean isChange() {
    HandlerMethod endpoint = endpoint();
    if (endpoint == null || isLook()) {
      return false;
    }
    Scope needed = NeededScope.of(endpoint);
    return needed != null && needed != Scope.PREDICT && needed != Scope.READ;
  }

  /** Whether it was refused before anybody knew what it asks for, which may have been a change. */
  boolean isLostChange(int status) {
    return endpoint() == null
        && !isLook()
        && status >= REDIRECTION
        && request.getServletPath().startsWith("/api/");
  }

  private boolean isLook() {
    return LOOKS.contains(request.getMethod());
  }

  private @Nullable HandlerMethod endpoint() {
    return request.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE)
            instanceof HandlerMethod found
        ? found
        : null;
  }

  /** The status that says that it was done: of those that are documented, that of a change. */
  int success() {
    HandlerMethod endpoint = Objects.requireNonNull(endpoint());
    return AnnotatedElementUtils.findMergedRepeatableAnnotations(
            endpoint.getMethod(), ApiResponse.class)
        .stream()
        .mapToInt(response -> Integer.parseInt(response.responseCode()))
        .filter(code -> code < REDIRECTION)
        .max()
        .orElse(OK);
  }

  /** Notes that its entry is committed, which says that it was answered so. */
  void committed(int status) {
    request.setAttribute(COMMITTED, status);
  }

  /** Whether there is an entry that says how it was answered. */
  boolean isCommitted(int status) {
    return Objects.equals(request.getAttribute(COMMITTED), status);
  }

  /** Whether there is an entry, whatever it says. */
  boolean isCommitted() {
    return request.getAttribute(COMMITTED) != null;
  }

  /**
   * The deed.
   *
   * @param made the path of what was made, if its maker has not told; null if nobody knows
   */
  Deed deed(Instant now, int status, @Nullable String made) {
    Caller caller = request.getAttribute(Caller.ATTRIBUTE) instanceof Caller known ? known : null;
    Object address = request.getAttribute(Caller.ADDRESS);
    return new Deed(
        0,
        now.truncatedTo(ChronoUnit.MICROS),
        (UUID) request.getAttribute(ID),
        caller == null ? null : caller.tenant().name(),
        caller == null ? "nobody" : text(caller.name()),
        operation(),
        text(object(made)),
        text(Objects.requireNonNullElse(address, request.getRemoteAddr()).toString()),
        status);
  }

  private String object(@Nullable String made) {
    String told = Act.made(request);
    return told != null ? told : made != null ? made : request.getServletPath();
  }

  private String operation() {
    HandlerMethod endpoint = endpoint();
    Operation named = endpoint == null ? null : endpoint.getMethodAnnotation(Operation.class);
    return text(named == null ? request.getMethod() : named.operationId());
  }

  /** One line of a bounded length, whatever somebody has put into a path. */
  private static String text(String given) {
    String line = given.replaceAll("\\p{Cntrl}", "?");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
  }
}
