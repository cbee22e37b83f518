package io.mixtura.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.mixture.Draws;
import io.mixtura.model.Fitted;
import io.mixtura.model.Models;
import io.mixtura.testing.Npy;
import io.mixtura.testing.Problems;
import io.mixtura.testing.ServiceTest;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class SampleApiTests extends ServiceTest {
  private static final String SAMPLE = "/api/v1/models/sample/versions/latest/sample";
  private static final int MILLION = 1_000_000;

  @BeforeAll
  static void store(@Autowired Models models) {
    models.store(Fitted.oldFaithful("sample"));
    models.store(Fitted.kMeans("sample-kmeans"));
  }

  private HttpRequest.Builder sample(String body, String accept) {
    return request(SAMPLE)
        .header("Content-Type", "application/json")
        .header("Accept", accept)
        .POST(BodyPublishers.ofString(body));
  }

  @Test
  void pointsAreThoseOfTheSeed() throws Exception {
    HttpResponse<String> answer = send(sample("{\"size\":600,\"seed\":7}", "application/json"));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Link"))
        .hasValue("</api/v1/models/sample/versions/1>; rel=\"describedby\"");
    JsonNode body = json(answer);
    assertThat(body.propertyNames()).containsExactly("model", "version", "seed", "columns", "rows");
    assertThat(body.get("seed").asLong()).isEqualTo(7);
    assertThat(body.get("rows").size()).isEqualTo(600);
    Draws draws = new Draws(Fitted.oldFaithful("sample").model(), 7);
    double[] point = new double[2];
    for (JsonNode row : body.get("rows")) {
      assertThat(row.get("component").asInt()).isEqualTo(draws.next(point));
      assertThat(row.at("/point/0").asDouble()).isEqualTo(point[0]);
      assertThat(row.at("/point/1").asDouble()).isEqualTo(point[1]);
    }
  }

  @Test
  void everyFormatHoldsTheSameNumbers() throws Exception {
    JsonNode rows = json(send(sample("{\"size\":3}", "*/*"))).get("rows");
    HttpResponse<String> csv = send(sample("{\"size\":3,\"seed\":42}", "text/csv"));
    HttpResponse<byte[]> npy =
        CLIENT.send(
            sample("{\"size\":3}", "application/x-npy").build(), BodyHandlers.ofByteArray());
    List<String> lines = csv.body().lines().toList();
    assertThat(lines.getFirst()).isEqualTo("eruptions,waiting,component");
    assertThat(lines).hasSize(4);
    double[][] array = Npy.rows(npy.body());
    for (int i = 0; i < 3; i++) {
      double x = rows.get(i).at("/point/0").asDouble();
      double y = rows.get(i).at("/point/1").asDouble();
      assertThat(lines.get(i + 1)).isEqualTo(x + "," + y + "," + rows.get(i).get("component"));
      assertThat(array[i]).containsExactly(x, y);
    }
  }

  @Test
  void aSampleInCsvCanBeAskedAboutAsItIs() throws Exception {
    String csv = send(sample("{\"size\":20}", "text/csv")).body();
    HttpResponse<String> answer =
        post("/api/v1/models/sample/versions/latest/responsibilities", "text/csv", csv);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body().lines()).hasSize(21);
  }

  @Test
  void aMillionPointsAreDrawnInConstantMemory() throws Exception {
    send(sample("{\"size\":1}", "text/csv"));
    long idle = liveBytes();
    HttpResponse<InputStream> answer =
        CLIENT.send(
            sample("{\"size\":" + MILLION + "}", "application/x-npy").build(),
            BodyHandlers.ofInputStream());
    assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(128 + 16L * MILLION);
    long peak = 0;
    long bytes = 0;
    try (InputStream body = answer.body()) {
      for (int piece = 0; piece < 16; piece++) {
        bytes += body.readNBytes(MILLION).length;
        peak = Math.max(peak, liveBytes());
      }
      bytes += body.readAllBytes().length;
    }
    assertThat(bytes).isEqualTo(128 + 16L * MILLION);
    assertThat(peak - idle).as("live heap while a million points pass").isLessThan(12 << 20);
  }

  private static long liveBytes() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                     | /size | size is missing: the number of points to draw
          {"size":0}             | /size | size must be from 1 to 500000000
          {"size":500000001}     | /size | more numbers than the limit of 1000000000 (mixtura.limits.values), but was 500000001
          {"size":1.5}           | /size | must be a whole number
          {"size":1,"sede":3}    | /sede | did you mean 'seed'?
          """)
  void whatCannotBeDrawnIsRefused(String body, String pointer, String detail) throws Exception {
    HttpResponse<String> answer = send(sample(body, "*/*"));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
    assertThat(Problems.place(json(answer).at("/errors/0"))).isEqualTo(pointer);
    assertThat(json(answer).at("/errors/0/detail").asString()).contains(detail);
  }

  @Test
  void kMeansHasNoDensityToDrawFrom() throws Exception {
    HttpResponse<String> answer =
        post("/api/v1/models/sample-kmeans/versions/1/sample", "application/json", "{\"size\":1}");
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(json(answer).get("detail").asString()).contains("no density");
  }

  @Test
  void anotherFormatIsRefused() throws Exception {
    assertThat(send(sample("{\"size\":1}", "image/png")).statusCode()).isEqualTo(406);
  }
}
