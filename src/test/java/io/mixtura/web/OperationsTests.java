package io.mixtura.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What operators and newcomers find beside the endpoints of the features. */
class OperationsTests extends HttpTest {

  @Test
  void limitsAreShown() throws Exception {
    JsonNode expected =
        JsonMapper.shared()
            .readTree(
                """
                {"values":1000000000,"dimensions":1024,"components":512,
                 "bodyBytes":1048576,"requestBytes":102400,"queue":1000,"fitHeapPercent":75,"fitMillis":86400000,"levels":1000,"levelLength":200,
                 "tenant":{"values":100000000000,"bytes":1099511627776,"queued":100,"running":100,
                  "requests":5000,"streams":256},
                 "total":{"values":1000000000000,"bytes":10995116277760,"queued":1000,"running":1000,
                  "requests":20000,"streams":512}}\
                """);
    assertThat(json(get("/api/v1/limits"))).isEqualTo(expected);
  }

  @Test
  void theRootIsThePageAndLeadsToSwaggerUi() throws Exception {
    HttpResponse<String> root = get("/");
    assertThat(root.statusCode()).isEqualTo(200);
    assertThat(root.body()).contains("<title>Mixtura</title>", "href=\"/swagger-ui.html\"");

    HttpResponse<String> ui = get("/swagger-ui.html");
    assertThat(ui.statusCode()).isEqualTo(302);
    URI page = root.uri().resolve(ui.headers().firstValue("Location").orElseThrow());
    assertThat(get(page.getPath()).body()).contains("swagger-ui");
  }

  @Test
  void browsersAskEachTimeWhetherAFileOfThePageIsStillTheSame() throws Exception {
    HttpResponse<String> first = get("/page/js/main.js");
    assertThat(first.headers().firstValue("Cache-Control")).hasValue("no-cache");
    assertThat(first.headers().firstValue("Last-Modified")).isEmpty();
    String tag = first.headers().firstValue("ETag").orElseThrow();

    assertThat(send(request("/page/js/main.js").header("If-None-Match", tag)).statusCode())
        .isEqualTo(304);
    assertThat(get("/page/js/dom.js").headers().firstValue("ETag")).isPresent().isNotEqualTo(tag);
    assertThat(get("/page/samples/faithful.csv").body()).startsWith("eruptions,waiting");
    assertThat(get("/page/js/none.js").statusCode()).isEqualTo(404);
  }

  @Test
  void theDescriptionOfTheApiIsRelativeAndShowsProblems() throws Exception {
    JsonNode api = json(get("/v3/api-docs"));

    assertThat(api.at("/info/title").asString()).isEqualTo("Mixtura");
    assertThat(api.at("/servers/0/url").asString()).isEqualTo("/");
    JsonNode limits = api.at("/paths/~1api~1v1~1limits/get");
    assertThat(limits.at("/responses").propertyNames()).containsExactly("200", "401", "403", "429");
    assertThat(limits.at("/responses/200/content/application~1json/schema/$ref").asString())
        .isEqualTo("#/components/schemas/Limits");
    JsonNode refused = api.at("/paths/~1api~1v1~1probe~1conflict/get/responses/409/content");
    assertThat(refused.propertyNames()).containsExactly("application/problem+json");
    assertThat(refused.at("/application~1problem+json/schema/$ref").asString())
        .isEqualTo("#/components/schemas/Problem");
    assertThat(api.at("/components/schemas/Problem/properties").propertyNames())
        .contains("title", "status", "detail", "instance", "errors");
    assertThat(api.at("/components/schemas/ProblemCause").isObject()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness"})
  void healthIsUp(String path) throws Exception {
    HttpResponse<String> health = get(path);
    assertThat(health.statusCode()).isEqualTo(200);
    assertThat(json(health).get("status").asString()).isEqualTo("UP");
  }

  @Test
  void prometheusReadsMetrics() throws Exception {
    get("/api/v1/limits");
    assertThat(get("/actuator/prometheus").body())
        .contains("http_server_requests_seconds_count")
        .contains("jvm_memory_used_bytes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/actuator/health", "/actuator/prometheus", "/api/v1/limits"})
  void anAcceptOfNothingIsRefused(String path) throws Exception {
    for (String accept : List.of(",", " , ")) {
      HttpResponse<String> answer = send(request(path).header("Accept", accept));

      assertThat(answer.statusCode()).isEqualTo(406);
      assertThat(json(answer).get("detail").asString())
          .startsWith("the header Accept names no type");
    }
  }

  @Test
  void anAcceptThatNobodyCanReadIsRefused() throws Exception {
    HttpResponse<String> answer = send(request("/actuator/health").header("Accept", "*/*,"));

    assertThat(answer.statusCode()).isEqualTo(406);
    assertThat(json(answer).get("detail").asString())
        .startsWith("the header Accept cannot be read");
  }

  @Test
  void nothingElseOfTheActuatorIsOpen() throws Exception {
    assertThat(json(get("/actuator")).get("_links").propertyNames())
        .allMatch(
            name -> name.equals("self") || name.matches("(health|info|prometheus|sbom)(-.*)?"));
    assertThat(get("/actuator/env").statusCode()).isEqualTo(404);
    assertThat(get("/actuator/heapdump").statusCode()).isEqualTo(404);
  }

  @Test
  void partsOfHealthThatThereAreNotAreToldOf() throws Exception {
    HttpResponse<String> answer = get("/actuator/health/nothing");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(json(answer).get("detail").asString())
        .contains("there is no '/actuator/health/nothing'");
    assertThat(get("/actuator/health/db").statusCode()).isEqualTo(200);
  }

  @Test
  void crossOriginRequestsAreNotInvited() throws Exception {
    HttpResponse<String> answer =
        send(request("/api/v1/limits").header("Origin", "https://elsewhere.example"));
    assertThat(answer.headers().map().keySet())
        .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("access-control"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /api/v1/models/a|b HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        "GET /api/v1/limits?x=[1,2] HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        "GET /api/v1/a%2Fb HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        "GET /api/v1/limits HTTP/1.1\r\nConnection: close\r\n\r\n"
      })
  void unreadableRequestsGetAProblemToo(String request) throws Exception {
    try (RawConnection connection = new RawConnection(port)) {
      connection.write(request);

      assertThat(connection.status()).isEqualTo("HTTP/1.1 400 ");
      String answer = connection.rest();
      assertThat(answer).contains("Content-Type: application/problem+json");
      JsonNode problem =
          JsonMapper.shared().readTree(answer.substring(answer.indexOf("\r\n\r\n") + 4));
      assertThat(problem.get("status").asInt()).isEqualTo(400);
      assertThat(problem.get("detail").asString()).contains("percent-encoded");
    }
  }

  @Test
  void aThousandCoordinatesFitIntoAUrl() throws Exception {
    String point = "-1.2345678901234567,".repeat(1024);
    // 404 is the endpoint's own answer: the request came through.
    assertThat(get("/api/v1/models/none/versions/latest/responsibilities?x=" + point).statusCode())
        .isEqualTo(404);
  }
}
