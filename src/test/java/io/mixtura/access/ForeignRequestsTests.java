package io.mixtura.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.testing.Problems;
import io.mixtura.testing.ServiceTest;
import io.mixtura.web.RawConnection;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a browser sends for pages of others is refused, as it was seen to be answered. */
class ForeignRequestsTests extends ServiceTest {
  private static final List<String> PATHS =
      List.of(
          "/",
          "/api/v1/fits",
          "/api/v1/limits",
          "/actuator/health",
          "/actuator/prometheus",
          "/v3/api-docs",
          "/swagger-ui/index.html",
          "/no/such/path");

  @Test
  void aNameThatSomebodyHasPointedHereIsRefusedEverywhere() throws Exception {
    for (String path : PATHS) {
      String answer = raw("GET", path, "Host: evil.example:" + port);

      assertThat(answer).as(path).startsWith("HTTP/1.1 403").contains("mixtura.hosts");
    }
    assertThat(raw("DELETE", "/api/v1/models/x", "Host: evil.example")).startsWith("HTTP/1.1 403");
    assertThat(raw("GET", "http://evil.example/api/v1/fits", "Host: evil.example"))
        .startsWith("HTTP/1.1 403");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1", "[::1]", "LocalHost"})
  void itsOwnNamesAreAnswered(String host) throws Exception {
    assertThat(raw("GET", "/api/v1/limits", "Host: " + host + ":" + port))
        .startsWith("HTTP/1.1 200");
  }

  /** The image asks for its health in this way. */
  @Test
  void oldClientsTellNoName() throws Exception {
    try (RawConnection connection = new RawConnection(port)) {
      connection.write("GET /actuator/health HTTP/1.0\r\n\r\n");
      assertThat(connection.status()).contains(" 200");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "null",
        "http://localhost:1",
        "http://127.0.0.1",
        "x y",
        "ftp://127.0.0.1"
      })
  void pagesOfOtherOriginsAreRefused(String origin) throws Exception {
    for (String path : PATHS) {
      HttpResponse<String> answer = send(request(path).header("Origin", origin));

      assertThat(answer.statusCode()).as(path).isEqualTo(403);
      assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
      assertThat(Problems.place(json(answer).at("/errors/0"))).isEqualTo("Origin");
    }
    assertThat(
            send(request("/api/v1/fits/latest/cancel")
                    .header("Origin", origin)
                    .POST(BodyPublishers.noBody()))
                .statusCode())
        .isEqualTo(403);
  }

  @Test
  void itsOwnPagesAreAnswered() throws Exception {
    String own = "http://127.0.0.1:" + port;
    HttpResponse<String> answer =
        send(
            request("/api/v1/limits")
                .header("Origin", own)
                .header("Sec-Fetch-Site", "same-origin"));

    assertThat(answer.statusCode()).isEqualTo(200);
  }

  @Test
  void otherSitesMayLinkToPagesOnly() throws Exception {
    assertThat(crossSite("/swagger-ui/index.html", "navigate")).isEqualTo(200);
    assertThat(crossSite("/swagger-ui/index.html", "no-cors")).isEqualTo(403);
    assertThat(crossSite("/api/v1/limits", "navigate")).isEqualTo(403);
    assertThat(crossSite("/actuator/health", "navigate")).isEqualTo(403);
    assertThat(crossSite("/v3/api-docs", "no-cors")).isEqualTo(403);
    assertThat(crossSite("/%61pi/v1/limits", "navigate")).isEqualTo(403);
    assertThat(crossSite("/%763/api-docs", "navigate")).isEqualTo(403);
  }

  private int crossSite(String path, String mode) throws Exception {
    return send(request(path).header("Sec-Fetch-Site", "cross-site").header("Sec-Fetch-Mode", mode))
        .statusCode();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "text/plain",
        "TEXT/PLAIN;charset=utf-8"
      })
  void formsAreRefused(String type) throws Exception {
    for (String path : List.of("/api/v1/fits/latest/cancel", "/api/v1/fits", "/api/v1/datasets")) {
      HttpResponse<String> answer = post(path, type, "a=1");

      assertThat(answer.statusCode()).as(path).isEqualTo(415);
      assertThat(json(answer).get("detail").asString()).contains("is not supported here");
    }
  }

  @Test
  void everyAnswerHasThePolicy() throws Exception {
    for (String path : PATHS) {
      assertPolicy(path, raw("GET", path, "Host: localhost"));
      assertPolicy(path, raw("GET", path, "Host: evil.example"));
    }
    assertPolicy("unreadable", raw("GET", "/[]", "Host: localhost"));
    assertPolicy("ambiguous", raw("GET", "/api//v1/fits", "Host: localhost"));
    assertPolicy("query", raw("GET", "/api/v1/fits?pageToken=%ff", "Host: localhost"));
    assertPolicy("method", raw("TRACE", "/api/v1/fits", "Host: localhost"));
  }

  private static void assertPolicy(String path, String answer) {
    assertThat(answer)
        .as(path)
        .contains("X-Content-Type-Options: nosniff")
        .contains("X-Frame-Options: DENY")
        .contains("Referrer-Policy: no-referrer")
        .contains("Content-Security-Policy: default-src 'none';")
        .contains("frame-ancestors 'none'")
        .doesNotContain("unsafe-eval");
  }

  @Test
  void scriptsOfSwaggerUiAreItsOwnFiles() throws Exception {
    HttpResponse<String> page = get("/swagger-ui/index.html");

    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("script-src 'self';");
    assertThat(page.body()).doesNotContainPattern("<script(?![^>]*src=)");
  }

  /** Without a name of a proxy, nobody's word is taken. */
  @Test
  void linksTellTheNameThatWasCalled() throws Exception {
    String answer =
        raw(
            "GET",
            "/swagger-ui.html",
            "Host: localhost",
            "X-Forwarded-Host: evil.example",
            "X-Forwarded-Prefix: /evil",
            "Forwarded: host=evil.example");

    assertThat(answer).startsWith("HTTP/1.1 302").contains("Location: ").doesNotContain("evil");
  }

  @Test
  void whatCanBeReadInTwoWaysIsRefusedAsAProblem() throws Exception {
    assertThat(raw("GET", "/api//v1/fits", "Host: localhost"))
        .startsWith("HTTP/1.1 400")
        .contains("application/problem+json");
  }

  /** They are seen no sooner than somebody reads the header; found by the fuzzer. */
  @ParameterizedTest
  @ValueSource(strings = {"Idempotency-Key", "Prefer", "Content-Encoding", "Accept", "Range"})
  void controlCharactersInHeadersAreRefusedAsAProblem(String header) throws Exception {
    for (String method : List.of("GET", "POST")) {
      String answer =
          raw(method, "/api/v1/fits/no-such-fit", "Host: localhost", header + ": \u009f");

      assertThat(answer).doesNotStartWith("HTTP/1.1 5").doesNotContain("something went wrong");
      assertThat(answer).contains("application/problem+json");
    }
  }

  @Test
  void methodsThatThereAreNotAreToldSo() throws Exception {
    for (String method : List.of("PROPFIND", "QUERY", "get")) {
      assertThat(raw(method, "/api/v1/fits", "Host: localhost"))
          .as(method)
          .startsWith("HTTP/1.1 405");
    }
  }

  private String raw(String method, String target, String... headers) throws Exception {
    try (RawConnection connection = new RawConnection(port)) {
      connection.write(
          "%s %s HTTP/1.1\r\n%s\r\nConnection: close\r\n\r\n"
              .formatted(method, target, String.join("\r\n", headers)));
      return connection.status() + connection.rest();
    }
  }
}
