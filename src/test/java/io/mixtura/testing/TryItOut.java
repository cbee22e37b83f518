package io.mixtura.testing;

import io.mixtura.testing.ApiDescription.Operation;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The requests of an operation as Swagger UI fills them in: parameters with their examples or else
 * their defaults, bodies with each of their examples.
 *
 * @param operation the operation
 * @param name which example it is
 * @param type type of the body; null if there is none
 */
public record TryItOut(
    Operation operation, String name, @Nullable String type, @Nullable String body) {

  /** One for each documented body, or one without. */
  public static List<TryItOut> all(Operation operation) {
    JsonNode content = operation.description().at("/requestBody/content");
    if (content.isMissingNode()) {
      return List.of(new TryItOut(operation, operation.id(), null, null));
    }
    List<TryItOut> all = new ArrayList<>();
    content.forEachEntry((type, media) -> {
      JsonNode single = media.path("example");
      if (!single.isMissingNode()) {
        all.add(new TryItOut(operation, operation.id() + " " + type, type, text(single)));
      }
      media
          .path("examples")
          .forEachEntry((name, example) ->
              all.add(
                  new TryItOut(
                      operation, operation.id() + " " + name, type, text(example.get("value")))));
    });
    return all;
  }

  /** The request; {@code elsewhere} has the values of path parameters without an example. */
  public HttpRequest.Builder request(String address, UnaryOperator<String> elsewhere) {
    String path = operation.path();
    for (JsonNode parameter : in("path").toList()) {
      String name = parameter.get("name").asString();
      String value = value(parameter).orElseGet(() -> elsewhere.apply(name));
      path = path.replace("{" + name + "}", encoded(value));
    }
    String query =
        in("query")
            .flatMap(parameter ->
                value(parameter).stream()
                    .map(value -> parameter.get("name").asString() + "=" + encoded(value)))
            .collect(Collectors.joining("&"));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address + path + (query.isEmpty() ? "" : "?" + query)))
            .timeout(Duration.ofSeconds(60))
            .method(
                operation.method(),
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    in("header")
        .forEach(parameter ->
            value(parameter)
                .ifPresent(value -> request.header(parameter.get("name").asString(), value)));
    if (type != null) {
      request.header("Content-Type", type);
    }
    return request;
  }

  private Stream<JsonNode> in(String place) {
    return operation
        .description()
        .path("parameters")
        .valueStream()
        .filter(parameter -> parameter.get("in").asString().equals(place));
  }

  private static Optional<String> value(JsonNode parameter) {
    return Stream.of(parameter.path("example"), parameter.at("/schema/default"))
        .filter(value -> !value.isMissingNode())
        .map(TryItOut::text)
        .findFirst();
  }

  private static String text(JsonNode value) {
    return value.isString() ? value.asString() : value.toString();
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
