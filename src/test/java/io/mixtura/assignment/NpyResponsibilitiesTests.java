package io.mixtura.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mixtura.model.Fitted;
import io.mixtura.model.Models;
import io.mixtura.testing.Npy;
import io.mixtura.testing.ServiceTest;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class NpyResponsibilitiesTests extends ServiceTest {
  private static final String PATH = "/api/v1/models/npy/versions/latest/responsibilities";
  private static final String TYPE = "application/x-npy";
  private static final double[][] POINTS = {{3.6, 79}, {1.8, 54}, {3, 65}};
  private static final String JSON_POINTS = "{\"rows\":[[3.6,79],[1.8,54],[3,65]]}";
  private static final int PIECE_ROWS = 2000;
  private static final int MILLION = 1_000_000;

  @BeforeAll
  static void store(@Autowired Models models) {
    models.store(Fitted.oldFaithful("npy"));
  }

  private HttpRequest.Builder npy(byte[] body) {
    return request(PATH).header("Content-Type", TYPE).POST(BodyPublishers.ofByteArray(body));
  }

  private static <T> HttpResponse<T> send(
      HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) throws Exception {
    return CLIENT.send(request.build(), handler);
  }

  @Test
  void numbersHaveTheSameDigitsWhereverTheServerStands() throws Exception {
    byte[] body = Npy.of(POINTS);
    HttpResponse<byte[]> expected = send(npy(body), BodyHandlers.ofByteArray());
    JsonNode expectedJson = json(post(PATH, "application/json", JSON_POINTS));
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    try {
      HttpResponse<byte[]> actual = send(npy(body), BodyHandlers.ofByteArray());
      assertThat(actual.body()).isEqualTo(expected.body());
      assertThat(actual.headers().firstValue("Link"))
          .isEqualTo(expected.headers().firstValue("Link"));
      assertThat(json(post(PATH, "application/json", JSON_POINTS))).isEqualTo(expectedJson);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void labelsAloneAreAnsweredInEachFormat() throws Exception {
    String path = PATH + "?answer=labels";
    JsonNode labels = json(post(path, "application/json", JSON_POINTS));
    assertThat(labels.toString())
        .isEqualTo("{\"model\":\"npy\",\"version\":1,\"components\":2,\"labels\":[0,1,0]}");
    assertThat(post(path, "text/csv", "eruptions,waiting\n3.6,79\n1.8,54\n").body())
        .isEqualTo("label\n0\n1\n");

    byte[] answer =
        send(
                request(path)
                    .header("Content-Type", TYPE)
                    .POST(BodyPublishers.ofByteArray(Npy.of(POINTS))),
                BodyHandlers.ofByteArray())
            .body();
    String header = new String(answer, 0, answer.length - 12, StandardCharsets.ISO_8859_1);
    assertThat(header).contains("'descr': '<i4'", "'shape': (3,)");
    assertThat(Arrays.copyOfRange(answer, answer.length - 12, answer.length))
        .containsExactly(0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0);
    assertThat(post(PATH + "?answer=label", "application/json", JSON_POINTS).body())
        .contains("'answer' must be 'responsibilities' or 'labels', but was 'label'");
  }

  @Test
  void npyIsAnsweredWithNpyAndTheNumbersOfJson() throws Exception {
    HttpResponse<byte[]> answer = send(npy(Npy.of(POINTS)), BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue(TYPE);
    assertThat(answer.headers().firstValue("Link")).isPresent();
    double[][] rows = Npy.rows(answer.body());
    JsonNode json = json(post(PATH, "application/json", JSON_POINTS)).get("rows");
    assertThat(rows.length).isEqualTo(json.size());
    for (int i = 0; i < rows.length; i++) {
      List<Double> expected =
          json.get(i).get("responsibilities").valueStream().map(JsonNode::asDouble).toList();
      assertThat(rows[i]).containsExactly(expected.toArray(Double[]::new));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          */*                                     | application/x-npy
          application/*                           | application/x-npy
          application/json                        | application/json
          text/csv                                | text/csv;charset=UTF-8
          application/x-npy;q=0.2, text/csv;q=0.1 | application/x-npy
          application/x-npy;q=0.2, text/csv       | text/csv;charset=UTF-8
          """)
  void theAnswerToNpyHasTheFormatThatIsAccepted(String accept, String answered) throws Exception {
    HttpResponse<String> answer =
        send(npy(Npy.of(POINTS)).header("Accept", accept), BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue(answered);
    String type = answered.startsWith("text") ? "text/csv" : "application/json";
    if (!answered.equals(TYPE)) {
      HttpResponse<String> text =
          send(
              request(PATH)
                  .header("Content-Type", "application/json")
                  .header("Accept", type)
                  .POST(BodyPublishers.ofString(JSON_POINTS)));
      assertThat(answer.body()).isEqualTo(text.body());
    }
  }

  /** The number of rows comes first in an npy file; text does not state it, so it is counted. */
  @Test
  void textIsAnsweredWithNpyAsNpyIs() throws Exception {
    HttpResponse<byte[]> answer =
        send(
            request(PATH)
                .header("Content-Type", "text/csv")
                .header("Accept", TYPE)
                .POST(BodyPublishers.ofString("3.6,79\n1.8,54\n")),
            BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo(
            send(
                    npy(Npy.of(new double[] {3.6, 79}, new double[] {1.8, 54})),
                    BodyHandlers.ofByteArray())
                .body());
  }

  @Test
  void aCellThatIsNoNumberIsRefused() throws Exception {
    HttpResponse<String> answer =
        send(
            npy(Npy.of(new double[] {3.6, 79}, new double[] {1.8, Double.POSITIVE_INFINITY})),
            BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(422);
    JsonNode error = json(answer).at("/errors/0");
    assertThat(error.get("pointer").asString()).isEqualTo("/rows/1/1");
    assertThat(error.get("detail").asString()).contains("row 2, column 'waiting'");
  }

  @Test
  void aDatasetOfNpyIsTheOneOfItsNumbers() throws Exception {
    byte[] body = Npy.of(new double[] {1.5, 2}, new double[] {-3, 4e10});
    HttpResponse<String> uploaded =
        send(
            request("/api/v1/datasets?name=array&columns=1,x0")
                .header("Content-Type", TYPE)
                .POST(BodyPublishers.ofByteArray(body)));
    assertThat(uploaded.statusCode()).as(uploaded.body()).isEqualTo(201);
    HttpResponse<String> csv = post("/api/v1/datasets", "text/csv", "x1,x0\n2,1.5\n4e10,-3\n");
    assertThat(csv.statusCode()).isEqualTo(200);
    JsonMapper mapper = new JsonMapper();
    for (String property : List.of("id", "name", "columns", "rows", "sha256", "createdAt")) {
      assertThat(mapper.readTree(csv.body()).get(property))
          .isEqualTo(mapper.readTree(uploaded.body()).get(property));
    }
    HttpResponse<String> refused =
        send(
            request("/api/v1/datasets?header=true")
                .header("Content-Type", TYPE)
                .POST(BodyPublishers.ofByteArray(body)));
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("leave it out with npy");
  }

  @Test
  void aMillionRowsAreAnsweredInOrderAndInConstantMemory() throws Exception {
    double[] first = expected(3.6, 79);
    double[] second = expected(1.8, 54);
    long idle = liveBytes();
    HttpResponse<InputStream> answer = send(streamed(-1), BodyHandlers.ofInputStream());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(128 + 16L * MILLION);
    long peak = 0;
    try (InputStream body = answer.body()) {
      assertThat(body.readNBytes(128)).hasSize(128);
      for (int piece = 0; piece < MILLION / PIECE_ROWS; piece++) {
        ByteBuffer rows =
            ByteBuffer.wrap(body.readNBytes(PIECE_ROWS * 16)).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < PIECE_ROWS; i++) {
          double[] row = i % 2 == 0 ? first : second;
          if (rows.getDouble() != row[0] || rows.getDouble() != row[1]) {
            throw new AssertionError("row " + i + " of piece " + piece);
          }
        }
        peak = piece % 100 == 0 ? Math.max(peak, liveBytes()) : peak;
      }
      assertThat(body.read()).isNegative();
    }
    assertThat(peak).isPositive();
    assertThat(peak - idle).as("live heap while a million rows pass").isLessThan(16 << 20);
  }

  private double[] expected(double x, double y) throws Exception {
    byte[] body = send(npy(Npy.of(new double[] {x, y})), BodyHandlers.ofByteArray()).body();
    return Npy.rows(body)[0];
  }

  /**
   * A body that is never held whole: rows of two kinds in turn.
   *
   * @param badPiece number of the piece whose last cell is no number; negative if there is none
   */
  private HttpRequest.Builder streamed(int badPiece) {
    String header = Npy.header("<f8", false, "(%d, 2)".formatted(MILLION));
    Stream<byte[]> pieces =
        IntStream.range(0, MILLION / PIECE_ROWS)
            .mapToObj(i -> piece(i == badPiece ? Double.POSITIVE_INFINITY : 54));
    Iterator<byte[]> body =
        Stream.concat(Stream.of(Npy.file(1, header, new byte[0])), pieces).iterator();
    return request(PATH).header("Content-Type", TYPE).POST(BodyPublishers.ofByteArrays(() -> body));
  }

  private static byte[] piece(double last) {
    ByteBuffer piece = Npy.numbers(PIECE_ROWS * 16, ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < PIECE_ROWS / 2; i++) {
      piece.putDouble(3.6).putDouble(79).putDouble(1.8).putDouble(54);
    }
    return piece.putDouble(PIECE_ROWS * 16 - Double.BYTES, last).array();
  }

  @Test
  void anErrorAfterTheBeginningBreaksTheAnswerOff() throws Exception {
    HttpResponse<InputStream> answer = send(streamed(400), BodyHandlers.ofInputStream());
    assertThat(answer.statusCode()).isEqualTo(200);
    try (InputStream body = answer.body()) {
      assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
    }
    assertThat(get(PATH + "?x=3.6,79").statusCode()).as("the service goes on").isEqualTo(200);
  }

  @Test
  void theDescriptionOffersAFile() throws Exception {
    JsonNode paths = JsonMapper.shared().readTree(get("/v3/api-docs").body()).get("paths");
    JsonNode responsibilities =
        paths.get("/api/v1/models/{name}/versions/{version}/responsibilities").get("post");
    for (JsonNode content :
        List.of(
            paths.at("/~1api~1v1~1datasets:npy/post/requestBody/content"),
            responsibilities.at("/requestBody/content"))) {
      JsonNode schema = content.get(TYPE).get("schema");
      assertThat(schema.get("type").asString()).isEqualTo("string");
      assertThat(schema.get("format").asString()).isEqualTo("binary");
    }
    assertThat(responsibilities.at("/responses/200/content").has(TYPE)).isTrue();
  }

  private static long liveBytes() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
