package io.mixtura.web.description;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * The refusals that may meet any request, for the description of the API: whoever sends slowly, or
 * comes while the database, the memory or the disk is wanting, is refused before an endpoint hears
 * of it.
 */
final class RefusalsOfAnyRequest {
  /** What is stored or deleted; other requests with a body are questions. */
  private static final Set<String> STORING = Set.of("Datasets", "Fits", "Models", "Keys", "Backup");

  private static final String ASKS_NOTHING = "getLimits";

  private RefusalsOfAnyRequest() {}

  /** Adds them to an operation, unless it says more about one by itself. */
  static void document(HttpMethod method, Operation operation) {
    List<String> tags = operation.getTags();
    add(
        operation,
        HttpStatus.TOO_MANY_REQUESTS,
        "More requests or streamed bodies than a tenant may send"
            + " (mixtura.limits.tenant.requests, .streams); come back after the time in Retry-After");
    if (ASKS_NOTHING.equals(operation.getOperationId())) {
      tellWhenToComeBack(operation);
      return;
    }
    if (operation.getRequestBody() != null) {
      add(
          operation,
          HttpStatus.REQUEST_TIMEOUT,
          "The body came in slower than is accepted (mixtura.limits.body-rate)");
    }
    add(
        operation,
        HttpStatus.SERVICE_UNAVAILABLE,
        "The database does not answer, or others take the memory that requests share;"
            + " the same request may work after the time in Retry-After");
    if (method != HttpMethod.GET && tags.stream().anyMatch(STORING::contains)) {
      add(operation, HttpStatus.INSUFFICIENT_STORAGE, "The disk is full; datasets can be deleted");
    }
    tellWhenToComeBack(operation);
  }

  private static void add(Operation operation, HttpStatus status, String description) {
    operation
        .getResponses()
        .putIfAbsent(String.valueOf(status.value()), new ApiResponse().description(description));
  }

  private static void tellWhenToComeBack(Operation operation) {
    for (HttpStatus passing :
        List.of(HttpStatus.TOO_MANY_REQUESTS, HttpStatus.SERVICE_UNAVAILABLE)) {
      ApiResponse answer = operation.getResponses().get(String.valueOf(passing.value()));
      if (answer != null) {
        answer.addHeaderObject(
            HttpHeaders.RETRY_AFTER,
            new Header().description("Seconds to wait").schema(new IntegerSchema().example(5)));
      }
    }
  }
}
