package io.mixtura.serving;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/**
 * Adds to refusals what the clients of a protocol look for in them: {@code error} for the Open
 * Inference Protocol, {@code error_code} and {@code message} for MLflow's. Those are members more
 * of a problem document, which stays one.
 */
@ControllerAdvice
class ProtocolErrors implements ResponseBodyAdvice<Object> {
  @Override
  public boolean supports(
      MethodParameter returned, Class<? extends HttpMessageConverter<?>> converter) {
    return true;
  }

  @Override
  public @Nullable Object beforeBodyWrite(
      @Nullable Object body,
      MethodParameter returned,
      MediaType type,
      Class<? extends HttpMessageConverter<?>> converter,
      ServerHttpRequest request,
      ServerHttpResponse response) {
    if (body instanceof ProblemDetail problem) {
      String path = request.getURI().getPath();
      if (path.equals("/v2") || path.startsWith("/v2/")) {
        problem.setProperty("error", problem.getDetail());
      } else if (path.endsWith("/invocations")) {
        problem.setProperty("error_code", code(problem.getStatus()));
        problem.setProperty("message", problem.getDetail());
      }
    }
    return body;
  }

  /** The names that MLflow has for errors. */
  private static String code(int status) {
    return switch (HttpStatus.valueOf(status)) {
      case NOT_FOUND -> "RESOURCE_DOES_NOT_EXIST";
      case UNAUTHORIZED -> "UNAUTHENTICATED";
      case FORBIDDEN -> "PERMISSION_DENIED";
      case TOO_MANY_REQUESTS -> "REQUEST_LIMIT_EXCEEDED";
      case SERVICE_UNAVAILABLE -> "TEMPORARILY_UNAVAILABLE";
      case BAD_REQUEST, UNPROCESSABLE_CONTENT -> "INVALID_PARAMETER_VALUE";
      default ->
          status < HttpStatus.INTERNAL_SERVER_ERROR.value() ? "BAD_REQUEST" : "INTERNAL_ERROR";
    };
  }
}
