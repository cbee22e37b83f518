package io.mixtura.access;

import io.mixtura.caller.Caller;
import io.mixtura.caller.NeededScope;
import io.mixtura.caller.Scope;
import io.mixtura.web.problem.Refusal;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses what takes a scope that the caller does not have, before his body is read. It looks at
 * the endpoint that was found, not at the path, so there is no second reading of paths to disagree
 * with the first.
 */
final class ScopeCheck implements HandlerInterceptor {
  private static final String OURS = "io.mixtura.";

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (request.getDispatcherType() == DispatcherType.REQUEST
        && handler instanceof HandlerMethod endpoint
        && isOurs(endpoint)) {
      check(endpoint, response);
    }
    return true;
  }

  /** Documentation and answers to OPTIONS are the libraries' own. */
  private static boolean isOurs(HandlerMethod endpoint) {
    Class<?> controller = endpoint.getBeanType();
    return controller.getName().startsWith(OURS)
        && !ErrorController.class.isAssignableFrom(controller);
  }

  private static void check(HandlerMethod endpoint, HttpServletResponse response) {
    Scope needed = NeededScope.of(endpoint);
    if (needed == null) {
      throw new Refusal(HttpStatus.FORBIDDEN, "nobody has said who may call this");
    }
    Caller caller = caller();
    if (!caller.has(needed)) {
      response.setHeader(
          HttpHeaders.WWW_AUTHENTICATE,
          "%s, error=\"insufficient_scope\", scope=\"%s\""
              .formatted(Unauthenticated.CHALLENGE, needed.code()));
      throw Refusal.of(
          HttpStatus.FORBIDDEN,
          HttpHeaders.AUTHORIZATION,
          "this takes the scope '%s', which this key does not have; it has: %s"
              .formatted(
                  needed.code(),
                  caller.scopes().isEmpty() ? "none" : Scope.codes(caller.scopes())));
    }
  }

  private static Caller caller() {
    return Caller.current()
        .orElseThrow(
            () -> new IllegalStateException("an endpoint was found for somebody who is not known"));
  }
}
