package io.mixtura.access.audit;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * A filter around all others that gives each request an id, and has written down what tried to
 * change something, unless that was committed with its entry, and whoever was not let in.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class AuditFilter extends OncePerRequestFilter {
  /** The header of every answer by which an entry is found. */
  static final String REQUEST_ID = "X-Request-Id";

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
    UUID id = RequestDeed.begin(request);
    response.setHeader(REQUEST_ID, id.toString());
    boolean answered = false;
    try (var _ = MDC.putCloseable("request", id.toString())) {
      chain.doFilter(request, response);
      answered = true;
    } finally {
      int status = answered ? response.getStatus() : 500;
      write(new RequestDeed(request), status, response.getHeader(HttpHeaders.LOCATION));
    }
  }

  private void write(RequestDeed request, int status, @Nullable String made) {
    if (status == 401 || status == 403) {
      audit.refused(request.deed(clock.instant(), status, made));
    } else if (request.isLostChange(status)) {
      audit.unread(request.deed(clock.instant(), status, made));
    } else if (request.isChange() && !request.isCommitted(status)) {
      audit.done(request.deed(clock.instant(), status, made));
    }
  }
}
