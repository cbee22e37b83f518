package io.mixtura.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.testing.Problems;
import io.mixtura.testing.ServiceTest;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryCheckTests extends ServiceTest {

  @Test
  void aMisspeltParameterIsRefusedWithTheOneThatWasMeant() throws Exception {
    var answer = post("/api/v1/fits?validateonly=true", "application/json", "{}");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Problems.place(json(answer).path("errors").path(0))).isEqualTo("validateonly");
    assertThat(json(answer).path("detail").asString())
        .isEqualTo("unknown query parameter 'validateonly'; did you mean 'validateOnly'?");
  }

  @Test
  void aParameterLikeNoneIsRefusedWithThoseThatThereAre() throws Exception {
    var answer = get("/api/v1/models?state=RUNNING");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).path("detail").asString())
        .isEqualTo("unknown query parameter 'state'; known are 'name', 'pageToken', 'pageSize'");
  }

  @Test
  void aParameterIsGivenOnce() throws Exception {
    var answer = get("/api/v1/datasets?pageSize=3&pageSize=4");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).path("detail").asString())
        .isEqualTo("'pageSize' is given twice; give it once");
  }

  /** It would be heard as if it was not there, and a fit would start. */
  @ParameterizedTest
  @CsvSource({
    "/api/v1/fits?validateOnly, validateOnly",
    "/api/v1/fits?validateOnly=, validateOnly",
    "/api/v1/models/m/versions/1/responsibilities?x=1&hard=, hard",
    "/api/v1/fits?pageSize=, pageSize",
    "/api/v1/fits?state=, state",
  })
  void aParameterWithoutAValueIsRefused(String path, String name) throws Exception {
    var answer = name.equals("validateOnly") ? post(path, "application/json", "{}") : get(path);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).path("detail").asString())
        .isEqualTo("'%s' has no value; give it one after a =, or leave it out".formatted(name));
  }

  @Test
  void aParameterThatIsGivenTwiceIsRefusedWhateverOthersAreRead() throws Exception {
    var answer = get("/api/v1/models/m/versions/1/responsibilities?x=1&hard=true&hard=false");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).path("detail").asString())
        .isEqualTo("'hard' is given twice; give it once");
  }

  @Test
  void knownParametersPass() throws Exception {
    assertThat(get("/api/v1/datasets?pageSize=3").statusCode()).isEqualTo(200);
    assertThat(get("/api/v1/limits").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          pageToken=%ff     | 'pageToken=%ff' in the query is not UTF-8
          pageToken=%c0%af  | is not UTF-8
          a=%ed%a0%80       | is not UTF-8
          %ff=1             | '%ff=1' in the query is not UTF-8
          =x                | holds '=x', a value without a name
          a=1&=             | holds '=', a value without a name
          """)
  void whatNobodyCanReadIsTheClientsFaultEverywhere(String query, String detail) throws Exception {
    for (String path :
        List.of(
            "/api/v1/datasets",
            "/api/v1/models/none/versions/latest/responsibilities",
            "/actuator/health",
            "/actuator/prometheus",
            "/v3/api-docs",
            "/nothing")) {
      var answer = get(path + "?" + query);
      assertThat(answer.statusCode()).as(path).isEqualTo(400);
      assertThat(json(answer).path("detail").asString()).contains(detail);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/api/v1/fits?validateOnly=maybe | 'validateOnly' must be true or false, but was 'maybe'",
        "/api/v1/fits?validateOnly=yes | 'validateOnly' must be true or false, but was 'yes'",
        "/api/v1/models/m/versions/1/responsibilities?hard=yes | 'hard' must be true or false, but was 'yes'",
        "/api/v1/models/m/versions/1/responsibilities?hard=1 | 'hard' must be true or false, but was '1'"
      })
  void thereIsOneWayToSayYes(String path, String detail) throws Exception {
    var answer = post(path, "application/json", "{}");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).path("detail").asString()).isEqualTo(detail);
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
