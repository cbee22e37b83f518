package io.mixtura.web.body;

import io.mixtura.caller.Tenant;
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
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * A filter that refuses more requests of a tenant, or of all, than they may send. It stands behind
 * those who find out who calls, and before bodies; probes and metrics are not counted.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 5)
class RequestRate extends RefusingFilter {
  private final Traffic traffic;

  RequestRate(
      Traffic traffic,
      @Qualifier("handlerExceptionResolver") ObjectProvider<HandlerExceptionResolver> refusals) {
    super(refusals);
    this.traffic = traffic;
  }

  @Override
  protected void pass(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (request.getServletPath().startsWith("/api/")) {
      traffic.request(Tenant.current());
    }
    chain.doFilter(request, response);
  }
}
