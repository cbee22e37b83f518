package io.mixtura.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole service on a random port with its default settings, shared by all such tests. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
public abstract class ServiceTest {
  /** Sends a request to its end before it reads the answer. */
  public static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @LocalServerPort public int port;

  @DynamicPropertySource
  static void home(DynamicPropertyRegistry registry) throws IOException {
    Path home = TemporaryHome.create();
    registry.add("mixtura.home", home::toString);
  }

  /** A request of a path. */
  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(Duration.ofSeconds(60));
  }

  /** Sends a request. */
  public HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  /** GET. */
  public HttpResponse<String> get(String path) throws Exception {
    return send(request(path));
  }

  /** DELETE. */
  public HttpResponse<String> delete(String path) throws Exception {
    return send(request(path).DELETE());
  }

  /** POST. */
  public HttpResponse<String> post(String path, String type, String body) throws Exception {
    return send(request(path).header("Content-Type", type).POST(BodyPublishers.ofString(body)));
  }

  /** Stores a model by its parameters, unless another test has. */
  public void importOnce(String model, String parameters) throws Exception {
    if (get("/api/v1/models/" + model).statusCode() == 404) {
      post("/api/v1/models/" + model + "/versions:import", "application/json", parameters);
    }
  }

  /** The same request of somebody who has a key. */
  public static HttpRequest.Builder as(String key, HttpRequest.Builder request) {
    return request.header("Authorization", "Bearer " + key);
  }

  /** POST of JSON, with a key. */
  public HttpResponse<String> postAs(String key, String path, String json) throws Exception {
    return send(
        as(
            key,
            request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))));
  }

  /** An answer as JSON. */
  public static JsonNode json(HttpResponse<String> answer) {
    return JsonMapper.shared().readTree(answer.body());
  }
}
