package io.mixtura.web;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.mixtura.caller.Needs;
import io.mixtura.caller.Scope;
import io.mixtura.web.problem.Refusal;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Endpoints that exist in tests only, to see how requests to any endpoint are refused. */
final class ProbeEndpoints {
  private ProbeEndpoints() {}

  record Probe(
      @NotNull @Min(1) @Max(512) @Nullable Integer components,
      @Nullable Double tolerance,
      @Nullable Boolean standardize,
      @Nullable String model,
      @Valid @Nullable Start initialization,
      @Nullable Covariance covariance) {}

  record Start(
      @Nullable Method method,
      double @Nullable [][] means,
      @Nullable List<@Min(0) Integer> labels) {}

  record Strict(int count) {}

  enum Method {
    KMEANS,
    RANDOM
  }

  /** A value that refuses itself in its creator. */
  record Covariance(String code) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    Covariance {
      if (!code.equals("full")) {
        throw new IllegalArgumentException(
            "covariance must be 'full', but was '%s'".formatted(code));
      }
    }
  }

  /** Not found by scanning: only those tests have it that import it. */
  @TestComponent
  @Needs(Scope.READ)
  @RestController
  @RequestMapping("/api/v1/probe")
  static class Controller {

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    Probe echo(@Valid @RequestBody Probe probe) {
      return probe;
    }

    @PostMapping(path = "/bytes", consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    long count(HttpServletRequest request) throws IOException {
      return request.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
    }

    @PostMapping(path = "/refused", consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    void refuseEarly() {
      throw Refusal.unprocessable("/rows/0", "refused before the first byte");
    }

    @PostMapping("/strict")
    Strict strict(@RequestBody Strict strict) {
      return strict;
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    String parameters(
        @RequestParam String name, @RequestParam(defaultValue = "1") @Min(1) int count) {
      return name.repeat(count).toUpperCase(Locale.ROOT);
    }

    @GetMapping("/items")
    Page<String> items(
        @RequestParam @Nullable String pageToken, @RequestParam @Nullable Integer pageSize) {
      PageRequest request = PageRequest.of(pageToken, pageSize);
      List<String> all = List.of("a", "b", "c");
      int from = request.after() == null ? 0 : all.indexOf(request.after()) + 1;
      return request.page(
          all.subList(from, Math.min(all.size(), from + request.size() + 1)), key -> key);
    }

    @GetMapping("/versions/{version}")
    int version(@PathVariable int version) {
      return version;
    }

    @GetMapping("/conflict")
    @ApiResponse(responseCode = "409", description = "Always")
    void conflict() {
      throw Refusal.conflict("fit 7 is running on it; cancel the fit first");
    }

    @GetMapping("/queue")
    void queue() {
      throw new Refusal(HttpStatus.TOO_MANY_REQUESTS, "the queue is full");
    }

    @GetMapping("/wrapped")
    void wrapped() {
      throw new IllegalStateException(Refusal.notFound("no such thing"));
    }

    @GetMapping("/failure")
    void failure() {
      throw new IllegalStateException("the secret is 42");
    }

    @GetMapping("/database")
    void database() {
      throw new CannotCreateTransactionException("connection refused");
    }

    @GetMapping("/error")
    void error(jakarta.servlet.http.HttpServletResponse response) throws IOException {
      response.sendError(418, "the secret is 42");
    }
  }
}
