package io.mixtura.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service as a program sees it. */
public final class Api {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

  private final String address;
  private final @Nullable String key;

  /** The service at an address such as {@code http://127.0.0.1:8080}. */
  public Api(String address) {
    this(address, null);
  }

  /** The same, with a key to be let in. */
  public Api(String address, @Nullable String key) {
    this.address = address;
    this.key = key;
  }

  /** An answer. */
  public record Answer(int status, HttpResponse<String> response) {
    /** The body as JSON. */
    public JsonNode json() {
      return JsonMapper.shared().readTree(response.body());
    }

    /** A header, or an empty text. */
    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }
  }

  /** GET. */
  public Answer get(String path, String... headers) {
    return send(request(path, headers).GET().build());
  }

  /** DELETE. */
  public Answer delete(String path) {
    return send(request(path).DELETE().build());
  }

  /** POST of JSON. */
  public Answer post(String path, String json, String... headers) {
    return send(path, "application/json", json, headers);
  }

  /** POST. */
  public Answer send(String path, String type, String body, String... headers) {
    return change("POST", path, type, body, headers);
  }

  /** Any method with a body. */
  public Answer change(String method, String path, String type, String body, String... headers) {
    return send(
        request(path, headers)
            .header("Content-Type", type)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  private HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(address + path)).timeout(Duration.ofSeconds(60));
    if (key != null) {
      builder.header("Authorization", "Bearer " + key);
    }
    for (int i = 0; i < headers.length; i += 2) {
      builder.header(headers[i], headers[i + 1]);
    }
    return builder;
  }

  private static Answer send(HttpRequest request) {
    try {
      HttpResponse<String> response = CLIENT.send(request, BodyHandlers.ofString());
      return new Answer(response.statusCode(), response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Waits until a fit has ended; returns it. */
  public JsonNode awaitFit(String id, Duration atMost) {
    return Waiting.until(
        atMost,
        () -> get("/api/v1/fits/" + id, "Prefer", "wait=2").json(),
        fit ->
            switch (fit.path("state").asString()) {
              case "SUCCEEDED", "FAILED", "CANCELLED" -> true;
              default -> false;
            });
  }
}
