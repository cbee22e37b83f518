package io.mixtura.formats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import io.mixtura.model.Fitted;
import io.mixtura.model.Models;
import io.mixtura.testing.Npy;
import io.mixtura.testing.ServiceTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The same rows in each format that comes in. */
class FormatsHttpTests extends ServiceTest {
  private static final String MODEL = "/api/v1/models/formats/versions/latest/";
  private static final String NDJSON = "application/x-ndjson";
  private static final String CSV_POINTS = "eruptions,waiting\n3.6,79\n1.8,54\n3,\n";
  private static final String LINES =
      """
      {"waiting":79,"eruptions":3.6,"other":"x"}
      {"waiting":54,"eruptions":1.8}
      {"eruptions":3}
      """;

  @BeforeAll
  static void store(@Autowired Models models) {
    models.store(Fitted.oldFaithful("formats"));
  }

  @Test
  void linesOfJsonAreTheSameDataset() throws Exception {
    HttpResponse<String> csv =
        post("/api/v1/datasets?missing=keep", "text/csv", "lines,b\n71.25,2\n73.5,\n");
    HttpResponse<String> lines =
        post(
            "/api/v1/datasets?missing=keep",
            NDJSON,
            "{\"lines\":71.25,\"b\":2}\n{\"lines\":73.5}\n");

    assertThat(lines.statusCode()).as(lines.body()).isEqualTo(200);
    assertThat(json(lines).path("id")).isEqualTo(json(csv).path("id"));
    assertThat(post("/api/v1/datasets?decimal=,", NDJSON, "[1]").body())
        .contains("decimal is for CSV; leave it out with NDJSON");
  }

  @ParameterizedTest
  @CsvSource({"responsibilities", "score", "impute"})
  void pointsInLinesOfJsonAreAnsweredAsOthers(String question) throws Exception {
    String expected = post(MODEL + question, "text/csv", CSV_POINTS).body();

    HttpResponse<String> answer =
        send(
            request(MODEL + question)
                .header("Content-Type", NDJSON)
                .header("Accept", "text/csv")
                .POST(BodyPublishers.ofString(LINES)));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"conditional", "marginal"})
  void someColumnsMayComeInLinesOfJson(String question) throws Exception {
    HttpResponse<String> expected = post(MODEL + question, "text/csv", "waiting\n50\n70\n");

    HttpResponse<String> answer =
        send(
            request(MODEL + question)
                .header("Content-Type", NDJSON)
                .header("Accept", "text/csv")
                .POST(BodyPublishers.ofString("{\"waiting\":50}\n{\"waiting\":70}\n")));

    assertThat(answer.body()).isEqualTo(expected.body()).contains("logDensity");
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(zipped)) {
      out.write(bytes);
    }
    return zipped.toByteArray();
  }

  private HttpResponse<String> encoded(String path, String type, String coding, byte[] body)
      throws Exception {
    return send(
        request(path)
            .header("Content-Type", type)
            .header("Content-Encoding", coding)
            .POST(BodyPublishers.ofByteArray(body)));
  }

  @Test
  void bodiesMayBeEncoded() throws Exception {
    byte[] points = CSV_POINTS.getBytes(UTF_8);
    String expected = post(MODEL + "score", "text/csv", CSV_POINTS).body();
    byte[] members =
        concat(
            gzip("eruptions,waiting\n3.6,79\n".getBytes(UTF_8)),
            gzip("1.8,54\n3,\n".getBytes(UTF_8)));

    assertThat(encoded(MODEL + "score", "text/csv", "gzip", gzip(points)).body())
        .isEqualTo(expected);
    assertThat(encoded(MODEL + "score", "text/csv", "X-GZIP", members).body()).isEqualTo(expected);
    assertThat(encoded(MODEL + "score", "text/csv", "zstd", Zstd.compress(points)).body())
        .isEqualTo(expected);
    assertThat(encoded(MODEL + "score", "text/csv", "identity", points).body()).isEqualTo(expected);
    // Read whole, unlike points.
    assertThat(
            encoded(
                    MODEL + "conditional",
                    "application/json",
                    "gzip",
                    gzip("{\"given\":{\"waiting\":70}}".getBytes(UTF_8)))
                .body())
        .contains("\"logDensity\"");
  }

  private static byte[] concat(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  @Test
  void whatIsNotEncodedAsItSaysIsRefused() throws Exception {
    byte[] whole = gzip(CSV_POINTS.getBytes(UTF_8));
    byte[] zstd = Zstd.compress(CSV_POINTS.getBytes(UTF_8));
    byte[] cut = Arrays.copyOf(whole, whole.length - 9);
    byte[] cutZstd = Arrays.copyOf(zstd, zstd.length - 3);

    for (String path : List.of(MODEL + "score", "/api/v1/datasets?missing=keep")) {
      assertThat(encoded(path, "text/csv", "gzip", CSV_POINTS.getBytes(UTF_8)).body())
          .contains("the body is not encoded as gzip, as its Content-Encoding says");
      HttpResponse<String> broken = encoded(path, "text/csv", "gzip", cut);
      assertThat(broken.statusCode()).isEqualTo(400);
      assertThat(broken.body()).contains("it breaks off");
      assertThat(encoded(path, "text/csv", "zstd", cutZstd).statusCode()).isEqualTo(400);
      assertThat(encoded(path, "text/csv", "zstd", whole).statusCode()).isEqualTo(400);
    }
  }

  private HttpResponse<byte[]> asked(String question, String accepted, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        request(MODEL + question)
            .header("Content-Type", "text/csv")
            .header("Accept", accepted)
            .POST(BodyPublishers.ofString(CSV_POINTS));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return CLIENT.send(request.build(), BodyHandlers.ofByteArray());
  }

  @ParameterizedTest
  @CsvSource({"responsibilities,2", "score,2", "impute,4"})
  void eachQuestionIsAnsweredInEachFormat(String question, int width) throws Exception {
    JsonNode rows =
        JsonMapper.shared().readTree(asked(question, "application/json").body()).path("rows");

    HttpResponse<byte[]> lines = asked(question, "application/x-ndjson");
    assertThat(lines.headers().firstValue("Content-Type")).hasValue("application/x-ndjson");
    assertThat(new String(lines.body(), UTF_8).lines().map(JsonMapper.shared()::readTree))
        .containsExactlyElementsOf(rows);
    HttpResponse<byte[]> npy = asked(question, "application/x-npy");
    assertThat(npy.headers().firstValue("Content-Type")).hasValue("application/x-npy");
    assertThat(Npy.rows(npy.body())).hasDimensions(3, width);
  }

  @Test
  void qualitiesAreHonoured() throws Exception {
    assertThat(type("text/csv;q=0.1, application/x-ndjson")).isEqualTo("application/x-ndjson");
    assertThat(type("*/*;q=0.1, application/x-npy;q=0.2")).isEqualTo("application/x-npy");
    assertThat(type("*/*")).startsWith("text/csv");
    HttpResponse<byte[]> none = asked("score", "text/html");
    assertThat(none.statusCode()).isEqualTo(406);
    assertThat(new String(none.body(), UTF_8))
        .contains("application/json", "application/x-ndjson", "text/csv", "application/x-npy");
  }

  private String type(String accepted) throws Exception {
    return asked("score", accepted).headers().firstValue("Content-Type").orElse("");
  }

  @Test
  void labelsSamplesRowsAndParametersComeInLines() throws Exception {
    assertThat(
            new String(
                asked("responsibilities?answer=labels", "application/x-ndjson").body(), UTF_8))
        .matches("(?:\\{\"label\":[01]}\n){3}");
    HttpRequest.Builder sample =
        request(MODEL + "sample")
            .header("Content-Type", "application/json")
            .header("Accept", "application/x-ndjson")
            .POST(BodyPublishers.ofString("{\"size\":2}"));
    assertThat(send(sample).body().lines())
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).startsWith("{\"point\":["));
    HttpRequest.Builder marginal =
        request(MODEL + "marginal")
            .header("Content-Type", "application/json")
            .header("Accept", "application/x-ndjson")
            .POST(BodyPublishers.ofString("{\"columns\":[\"waiting\"]}"));
    assertThat(send(marginal).body().lines()).hasSize(2);
  }

  @Test
  void aDatasetGoesOutAndComesInAsLines() throws Exception {
    String id =
        json(post("/api/v1/datasets?missing=keep", "text/csv", "out,b\n81.25,2\n83.5,\n"))
            .path("id")
            .asString();
    HttpResponse<String> rows =
        send(request("/api/v1/datasets/" + id + "/rows").header("Accept", "application/x-ndjson"));

    assertThat(rows.body()).isEqualTo("{\"out\":81.25,\"b\":2.0}\n{\"out\":83.5,\"b\":null}\n");
    assertThat(
            json(post("/api/v1/datasets?missing=keep", NDJSON, rows.body())).path("id").asString())
        .isEqualTo(id);
    assertThat(
            send(request("/api/v1/datasets/" + id + "/sample")
                    .header("Accept", "application/x-ndjson"))
                .body()
                .lines()
                .findFirst())
        .hasValue("{\"out\":81.25,\"b\":2.0,\"index\":0}");
  }

  @Test
  void answersAreZippedForThoseWhoAsk() throws Exception {
    String many = "eruptions,waiting\n" + "3.6,79\n".repeat(20_000);
    HttpRequest.Builder plain =
        request(MODEL + "score")
            .header("Content-Type", "text/csv")
            .POST(BodyPublishers.ofString(many));
    HttpResponse<byte[]> expected = CLIENT.send(plain.build(), BodyHandlers.ofByteArray());
    HttpResponse<byte[]> zipped =
        CLIENT.send(plain.header("Accept-Encoding", "gzip").build(), BodyHandlers.ofByteArray());

    assertThat(expected.headers().firstValue("Content-Encoding")).isEmpty();
    assertThat(zipped.headers().firstValue("Content-Encoding")).hasValue("gzip");
    assertThat(new GZIPInputStream(new ByteArrayInputStream(zipped.body())).readAllBytes())
        .isEqualTo(expected.body());
    assertThat(zipped.body().length).isLessThan(expected.body().length / 10);
  }
}
