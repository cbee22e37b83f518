package io.mixtura.web;

import io.mixtura.web.problem.Excerpt;
import io.mixtura.web.problem.Refusal;
import io.mixtura.web.problem.RefusingFilter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * A filter that makes problem documents of errors below {@code /actuator} which have no body:
 * health answers so where there is no such part of it.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 6)
class ActuatorProblems extends RefusingFilter {
  ActuatorProblems(
      @Qualifier("handlerExceptionResolver") ObjectProvider<HandlerExceptionResolver> refusals) {
    super(refusals);
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !request.getRequestURI().startsWith("/actuator");
  }

  @Override
  protected void pass(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    chain.doFilter(request, response);
    HttpStatus status = HttpStatus.resolve(response.getStatus());
    if (status != null && status.isError() && isBare(response)) {
      throw new Refusal(status, detail(request, status));
    }
  }

  private static boolean isBare(HttpServletResponse response) {
    return !response.isCommitted() && response.getContentType() == null;
  }

  private static String detail(HttpServletRequest request, HttpStatus status) {
    String path = Excerpt.of(request.getRequestURI());
    return status == HttpStatus.NOT_FOUND
        ? "there is no '%s'; GET /actuator lists what there is".formatted(path)
        : "'%s' cannot be answered: %s".formatted(path, status.getReasonPhrase());
  }
}
