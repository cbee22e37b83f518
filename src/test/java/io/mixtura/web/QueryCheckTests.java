package io.mixtura.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.testing.ServiceTest;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class QueryCheckTests extends ServiceTest {

  @Test
  void aMisspeltParameterIsRefusedWithTheOneThatWasMeant() throws Exception {
    var answer = post("/api/v1/fits?validateonly=true", "application/json", "{}");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).path("errors").path(0).path("pointer").asString())
        .isEqualTo("validateonly");
    assertThat(json(answer).path("detail").asString())
        .isEqualTo("unknown query parameter 'validateonly'; did you mean 'validateOnly'?");
  }

  @Test
  void aParameterLikeNoneIsRefusedWithThoseThatThereAre() throws Exception {
    var answer = get("/api/v1/datasets?state=RUNNING");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).path("detail").asString())
        .isEqualTo("unknown query parameter 'state'; known are 'pageToken', 'pageSize'");
  }

  @Test
  void knownParametersPass() throws Exception {
    assertThat(get("/api/v1/datasets?pageSize=3").statusCode()).isEqualTo(200);
    assertThat(get("/api/v1/limits").statusCode()).isEqualTo(200);
  }

  /** No client library sends such a query; curl does. */
  @Test
  void aStrayPercentIsTheClientsFault() throws Exception {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(30_000);
      OutputStream out = socket.getOutputStream();
      out.write(
          "GET /api/v1/fits?pageSize=5% HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
              .getBytes(StandardCharsets.US_ASCII));
      out.flush();
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 400").contains("written %25");
    }
  }
}
