package io.mixtura.access.audit;

import io.mixtura.caller.Caller;
import io.mixtura.caller.NeededScope;
import io.mixtura.caller.Scope;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;

/**
 * A filter around all others that gives each request an id, and has written down what changed
 * something, or tried to, and whoever was not let in. Of a request it takes the path, never its
 * query, its body or the header that holds the key.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class AuditFilter extends OncePerRequestFilter {
  /** The header of every answer by which an entry is found. */
  static final String REQUEST_ID = "X-Request-Id";

  private static final Set<String> LOOKS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
  private static final int LONGEST = 200;

  private final Audit audit;
  private final Clock clock;

  AuditFilter(Audit audit, Clock clock) {
    this.audit = audit;
    this.clock = clock;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    UUID id = UUID.randomUUID();
    response.setHeader(REQUEST_ID, id.toString());
    boolean answered = false;
    try (var _ = MDC.putCloseable("request", id.toString())) {
      chain.doFilter(request, response);
      answered = true;
    } finally {
      write(id, request, response, answered ? response.getStatus() : 500);
    }
  }

  private void write(
      UUID id, HttpServletRequest request, HttpServletResponse response, int status) {
    if (status == 401 || status == 403) {
      audit.refused(deed(id, request, response, status));
    } else if (changes(request)) {
      audit.done(deed(id, request, response, status));
    }
  }

  /** Questions to models are POSTs, too. */
  private static boolean changes(HttpServletRequest request) {
    if (LOOKS.contains(request.getMethod())) {
      return false;
    }
    HandlerMethod endpoint = endpoint(request);
    if (endpoint == null) {
      return false;
    }
    Scope needed = NeededScope.of(endpoint);
    return needed != null && needed != Scope.PREDICT && needed != Scope.READ;
  }

  private static @Nullable HandlerMethod endpoint(HttpServletRequest request) {
    return request.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE)
            instanceof HandlerMethod found
        ? found
        : null;
  }

  private Deed deed(UUID id, HttpServletRequest request, HttpServletResponse response, int status) {
    Caller caller = request.getAttribute(Caller.ATTRIBUTE) instanceof Caller known ? known : null;
    Object address = request.getAttribute(Caller.ADDRESS);
    String made = response.getHeader(HttpHeaders.LOCATION);
    return new Deed(
        0,
        clock.instant().truncatedTo(ChronoUnit.MICROS),
        id,
        caller == null ? null : caller.tenant().name(),
        caller == null ? "nobody" : text(caller.name()),
        operation(request),
        text(made == null ? request.getServletPath() : made),
        text(Objects.requireNonNullElse(address, request.getRemoteAddr()).toString()),
        status);
  }

  private static String operation(HttpServletRequest request) {
    HandlerMethod endpoint = endpoint(request);
    Operation named = endpoint == null ? null : endpoint.getMethodAnnotation(Operation.class);
    return text(named == null ? request.getMethod() : named.operationId());
  }

  /** One line of a bounded length, whatever somebody has put into a path. */
  private static String text(String given) {
    String line = given.replaceAll("\\p{Cntrl}", "?");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
  }
}
