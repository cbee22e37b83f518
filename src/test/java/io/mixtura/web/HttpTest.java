package io.mixtura.web;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service on a random port with small limits and, beside its own, the probe endpoints. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {"mixtura.limits.request=100KB", "mixtura.limits.body=1MB"})
@Import(ProbeEndpoints.Controller.class)
public abstract class HttpTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @LocalServerPort public int port;
  @Autowired JsonMapper json;

  @DynamicPropertySource
  static void home(DynamicPropertyRegistry registry) throws IOException {
    Path home = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "web");
    registry.add("mixtura.home", home::toString);
  }

  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(Duration.ofSeconds(30));
  }

  public HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  public HttpResponse<String> get(String path) throws Exception {
    return send(request(path));
  }

  public HttpResponse<String> post(String path, String body) throws Exception {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  public JsonNode read(HttpResponse<String> answer) {
    return json.readTree(answer.body());
  }
}
