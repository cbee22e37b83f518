package io.mixtura.model;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.StringSchema;
import java.util.Arrays;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;

/**
 * The documentation of the header {@code Content-Location}, in which every answer of a version
 * names it by its number, also where it was asked for as the latest.
 */
@Component
final class VersionInAnswers implements GlobalOperationCustomizer {
  private static final String OK = "200";

  @Override
  public Operation customize(Operation operation, HandlerMethod method) {
    boolean asksOne =
        Arrays.stream(method.getMethodParameters())
            .anyMatch(parameter -> parameter.hasParameterAnnotation(VersionParameter.class));
    if (asksOne && operation.getResponses().containsKey(OK)) {
      operation
          .getResponses()
          .get(OK)
          .addHeaderObject(
              HttpHeaders.CONTENT_LOCATION,
              new Header()
                  .description("The path of the version that answered, by its number")
                  .schema(new StringSchema()));
    }
    return operation;
  }
}
