package io.mixtura.web;

import io.mixtura.web.problem.Refusal;
import io.mixtura.web.problem.Spelling;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses query parameters that the endpoint does not know, or is given twice: a misspelt {@code
 * validateonly=true} must not start a fit.
 */
final class QueryCheck implements HandlerInterceptor {
  private static final String NO_VALUE =
      "'%s' has no value; give it one after a =, or leave it out";

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    String query = request.getQueryString();
    if (query == null || !(handler instanceof HandlerMethod method)) {
      return true;
    }
    refuseUnclear(query, known(method), method.hasMethodAnnotation(AnyQuery.class));
    return true;
  }

  /** Read from the query alone: asking the request for its parameters could read its body. */
  private static void refuseUnclear(
      String query, Map<String, Class<?>> known, boolean areOthersRead) {
    Set<String> seen = new HashSet<>();
    for (String pair : query.split("&")) {
      String[] parts = pair.split("=", 2);
      String name = URLDecoder.decode(parts[0], StandardCharsets.UTF_8);
      if (known.containsKey(name)) {
        require(seen.add(name), name, "'%s' is given twice; give it once");
        // What has a default would have that, and be heard for the opposite of what is meant.
        boolean isText = known.get(name) == String.class;
        require(isText || parts.length == 2 && !parts[1].isEmpty(), name, NO_VALUE);
      } else if (!name.isEmpty() && !areOthersRead) {
        String hint = hint(name, List.copyOf(known.keySet()));
        throw Refusal.ofParameter(
            HttpStatus.BAD_REQUEST, name, "unknown query parameter '%s'%s".formatted(name, hint));
      }
    }
  }

  private static void require(boolean condition, String name, String detail) {
    if (!condition) {
      throw Refusal.ofParameter(HttpStatus.BAD_REQUEST, name, detail.formatted(name));
    }
  }

  private static String hint(String name, List<String> known) {
    if (known.isEmpty()) {
      return "; this endpoint has none";
    }
    String guess = Spelling.hint(name, known);
    return guess.isEmpty() ? "; known are '%s'".formatted(String.join("', '", known)) : guess;
  }

  /** The parameters that an endpoint knows, and their types. */
  private static Map<String, Class<?>> known(HandlerMethod method) {
    Map<String, Class<?>> known = new LinkedHashMap<>();
    for (MethodParameter parameter : method.getMethodParameters()) {
      RequestParam annotation = parameter.getParameterAnnotation(RequestParam.class);
      if (annotation != null) {
        known.put(name(annotation, parameter), parameter.getParameterType());
      }
    }
    return known;
  }

  private static String name(RequestParam annotation, MethodParameter parameter) {
    String given = annotation.name().isEmpty() ? annotation.value() : annotation.name();
    return given.isEmpty() ? Objects.requireNonNull(parameter.getParameter().getName()) : given;
  }
}
