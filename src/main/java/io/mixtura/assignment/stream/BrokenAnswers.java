package io.mixtura.assignment.stream;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.catalina.connector.ClientAbortException;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Breaks the connection under an answer that cannot be finished.
 *
 * <p>Once bytes have left, an error has no status any more to be told with. Ending the answer as if
 * nothing had happened would pass part of it off as the whole; without its end the client sees a
 * broken transfer. The container breaks it off without a word when a filter throws the exception
 * that it has for connections which are of no use any longer; thrown by a controller, it would be
 * turned into an answer.
 */
@Component
class BrokenAnswers extends OncePerRequestFilter {
  private static final String BROKEN = BrokenAnswers.class.getName();

  /** Marks the answer to a request as one without an end. */
  static void mark(HttpServletRequest request) {
    request.setAttribute(BROKEN, true);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    chain.doFilter(request, response);
    if (request.getAttribute(BROKEN) != null) {
      throw new ClientAbortException("the answer could not be finished");
    }
  }
}
