package io.mixtura.web.problem;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** A filter whose refusals are answered as those of endpoints are. */
public abstract class RefusingFilter extends OncePerRequestFilter {
  private final ObjectProvider<HandlerExceptionResolver> refusals;

  /** The resolver is looked up late: a filter is made before most of the web layer is. */
  protected RefusingFilter(ObjectProvider<HandlerExceptionResolver> refusals) {
    this.refusals = refusals;
  }

  @Override
  protected final void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      pass(request, response, chain);
    } catch (Refusal refusal) {
      refusals.getObject().resolveException(request, response, null, refusal);
    }
  }

  /**
   * Passes a request on.
   *
   * @throws Refusal if it is not to be answered
   */
  protected abstract void pass(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException;
}
