package io.mixtura.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.model.Fitted;
import io.mixtura.model.Models;
import io.mixtura.testing.ServiceTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

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
}
