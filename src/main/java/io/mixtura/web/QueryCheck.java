package io.mixtura.web;

import io.mixtura.web.problem.Refusal;
import io.mixtura.web.problem.Spelling;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
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
  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    String query = request.getQueryString();
    if (query == null || !(handler instanceof HandlerMethod method)) {
      return true;
    }
    if (!method.hasMethodAnnotation(AnyQuery.class)) {
      refuseUnknown(query, known(method));
    }
    return true;
  }

  /** Read from the query alone: asking the request for its parameters could read its body. */
  private static void refuseUnknown(String query, List<String> known) {
    Set<String> seen = new HashSet<>();
    for (String pair : query.split("&")) {
      String name = URLDecoder.decode(pair.split("=", 2)[0], StandardCharsets.UTF_8);
      if (!name.isEmpty() && !known.contains(name)) {
        throw Refusal.of(
            HttpStatus.BAD_REQUEST,
            name,
            "unknown query parameter '%s'%s".formatted(name, hint(name, known)));
      }
      if (!name.isEmpty() && !seen.add(name)) {
        throw Refusal.of(
            HttpStatus.BAD_REQUEST, name, "'%s' is given twice; give it once".formatted(name));
      }
    }
  }

  private static String hint(String name, List<String> known) {
    if (known.isEmpty()) {
      return "; this endpoint has none";
    }
    String guess = Spelling.hint(name, known);
    return guess.isEmpty() ? "; known are '%s'".formatted(String.join("', '", known)) : guess;
  }

  private static List<String> known(HandlerMethod method) {
    return Arrays.stream(method.getMethodParameters()).flatMap(QueryCheck::name).toList();
  }

  private static Stream<String> name(MethodParameter parameter) {
    RequestParam annotation = parameter.getParameterAnnotation(RequestParam.class);
    if (annotation == null) {
      return Stream.empty();
    }
    String given = annotation.name().isEmpty() ? annotation.value() : annotation.name();
    return Stream.of(
        given.isEmpty() ? Objects.requireNonNull(parameter.getParameter().getName()) : given);
  }
}
