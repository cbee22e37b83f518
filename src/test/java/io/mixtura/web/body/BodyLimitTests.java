package io.mixtura.web.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mixtura.testing.Problems;
import io.mixtura.web.HttpTest;
import io.mixtura.web.RawConnection;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@Timeout(60)
class BodyLimitTests extends HttpTest {
  private static final int LIMIT = 100 * 1024;

  /** More than the buffers of a connection and what Tomcat swallows by itself. */
  private static final long LARGE = 20L << 20;

  private static final String BYTES = "Content-Type: application/octet-stream";

  @Test
  void aBodyOfExactlyTheLimitPasses() throws Exception {
    assertThat(send(BodyPublishers.ofByteArray(new byte[LIMIT])).body()).isEqualTo("" + LIMIT);
    assertThat(send(chunked(LIMIT)).body()).isEqualTo("" + LIMIT);
  }

  @Test
  void oneByteMoreIsRefusedByItsLength() throws Exception {
    assertTooLarge(
        send(BodyPublishers.ofByteArray(new byte[LIMIT + 1])),
        "the body has 102401 bytes, but at most 102400 bytes are accepted here (setting mixtura.limits.request)");
  }

  @Test
  void oneByteMoreIsRefusedByCounting() throws Exception {
    assertTooLarge(
        send(chunked(LIMIT + 1)),
        "the body has more than 102400 bytes, but at most 102400 bytes are accepted here (setting mixtura.limits.request)");
  }

  @Test
  void jsonIsCountedWhileItIsParsed() throws Exception {
    byte[] body = "{\"model\":\"%s\"}".formatted("m".repeat(LIMIT)).getBytes();
    HttpResponse<String> answer =
        send(
            request("/api/v1/probe")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))));

    assertTooLarge(answer, "the body has more than 102400 bytes");
  }

  @Test
  void aSenderWhoDoesNotListenUntilTheEndReadsTheRefusal() throws Exception {
    try (RawConnection connection = new RawConnection(port)) {
      connection.head("/api/v1/probe/bytes", BYTES, "Content-Length: " + LARGE);
      connection.body(LARGE);

      assertThat(connection.status()).isEqualTo("HTTP/1.1 413 ");
      assertThat(connection.rest()).contains("the body has 20971520 bytes");
    }
  }

  @Test
  void aSenderOfChunksWhoDoesNotListenUntilTheEndReadsTheRefusal() throws Exception {
    try (RawConnection connection = new RawConnection(port)) {
      connection.head("/api/v1/probe/bytes", BYTES, "Transfer-Encoding: chunked");
      connection.chunks(LARGE);

      assertThat(connection.status()).isEqualTo("HTTP/1.1 413 ");
      assertThat(connection.rest()).contains("the body has more than 102400 bytes");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/probe/refused", "/api/v1/nothing/here"})
  void refusalsForOtherReasonsAreReadableToo(String path) throws Exception {
    try (RawConnection connection = new RawConnection(port)) {
      connection.head(path, BYTES, "Transfer-Encoding: chunked", "Connection: close");
      connection.chunks(LARGE);

      assertThat(connection.status()).matches("HTTP/1.1 (422|404) ");
      assertThat(connection.rest()).contains("application/problem+json");
    }
  }

  @Test
  void aClientThatAsksFirstIsRefusedWithoutSendingAnything() throws Exception {
    try (RawConnection connection = new RawConnection(port)) {
      connection.head(
          "/api/v1/probe/bytes", BYTES, "Content-Length: " + LARGE, "Expect: 100-continue");

      assertThat(connection.status()).isEqualTo("HTTP/1.1 413 ");
      assertThat(connection.rest()).contains("the body has 20971520 bytes");
    }
  }

  @Test
  void aClientThatAsksFirstIsToldToGoOnWhenItsBodyIsWanted() throws Exception {
    try (RawConnection connection = new RawConnection(port)) {
      connection.head(
          "/api/v1/probe/bytes",
          BYTES,
          "Content-Length: 5",
          "Expect: 100-continue",
          "Connection: close");
      assertThat(connection.status()).isEqualTo("HTTP/1.1 100 ");
      connection.body(5);

      assertThat(connection.rest()).contains("HTTP/1.1 200").endsWith("\r\n\r\n5");
    }
  }

  @Test
  void anEndlessBodyIsCutOff() throws Exception {
    try (RawConnection connection = new RawConnection(port)) {
      connection.head("/api/v1/probe/bytes", BYTES, "Transfer-Encoding: chunked");

      assertThatThrownBy(() -> connection.chunks(4 * DrainValve.MOST_BYTES))
          .isInstanceOf(IOException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/datasets",
        "/api/v1/models/m/versions/1/responsibilities",
        "/api/v1/models/m/versions/1/conditional",
        "/api/v1/models/m/versions/1/marginal"
      })
  void streamedBodiesHaveALimitOfTheirOwn(String path) throws Exception {
    assertThat(send(path, LIMIT + 1).body()).doesNotContain("mixtura.limits");
    assertTooLarge(
        send(path, (1 << 20) + 1),
        "the body has 1048577 bytes, but at most 1048576 bytes are accepted here (setting mixtura.limits.body)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"conditional", "marginal"})
  void whatIsReadWholeInJsonHasTheLimitOfThat(String question) throws Exception {
    assertTooLarge(
        post("/api/v1/models/m/versions/1/" + question, " ".repeat(LIMIT + 1)),
        "the body has 102401 bytes, but at most 102400 bytes are accepted here (setting mixtura.limits.request)");
  }

  private HttpResponse<String> send(String path, int length) throws Exception {
    return send(
        request(path)
            .header("Content-Type", "text/csv")
            .POST(BodyPublishers.ofByteArray(new byte[length])));
  }

  private HttpResponse<String> send(BodyPublisher body) throws Exception {
    return send(
        request("/api/v1/probe/bytes")
            .timeout(Duration.ofSeconds(20))
            .header("Content-Type", "application/octet-stream")
            .POST(body));
  }

  private static BodyPublisher chunked(int length) {
    return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[length]));
  }

  private void assertTooLarge(HttpResponse<String> answer, String detail) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(413);
    JsonNode problem = json(answer);
    assertThat(Problems.place(problem.at("/errors/0"))).isEmpty();
    assertThat(problem.get("detail").asString()).contains(detail);
  }
}
