package io.mixtura.assignment.stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.mixtura.caller.Tenant;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Counts the points that models have answered questions about. */
@Component
public class AnsweredRows extends OncePerRequestFilter {
  private static final String ATTRIBUTE = AnsweredRows.class.getName();

  private final MeterRegistry registry;

  AnsweredRows(MeterRegistry registry) {
    this.registry = registry;
    counter(Tenant.DEFAULT);
  }

  private Counter counter(Tenant tenant) {
    return Counter.builder("mixtura.answers.rows")
        .description("Points that this process has answered questions about")
        .tag("tenant", tenant.name())
        .register(registry);
  }

  /** Takes note of how many points a request has been answered about. */
  public static void note(HttpServletRequest request, long rows) {
    request.setAttribute(ATTRIBUTE, rows);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      chain.doFilter(request, response);
    } finally {
      if (request.getAttribute(ATTRIBUTE) instanceof Long rows) {
        counter(Tenant.current()).increment(rows);
      }
    }
  }
}
