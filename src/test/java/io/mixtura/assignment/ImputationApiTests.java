package io.mixtura.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mixtura.model.Fitted;
import io.mixtura.model.Models;
import io.mixtura.testing.Npy;
import io.mixtura.testing.ServiceTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class ImputationApiTests extends ServiceTest {
  private static final String VERSION = "/api/v1/models/impute/versions/latest";
  private static final String IMPUTE = VERSION + "/impute";
  private static final double NAN = Double.NaN;
  private static final double[][] POINTS = {{3, NAN}, {NAN, 65}, {NAN, NAN}, {3.6, 79}};
  private static final String JSON = "{\"rows\":[[3,null],[null,65],[null,null],[3.6,79]]}";
  private static final String CSV = "waiting,eruptions\n,3\n65,NA\n,\n79,3.6\n";

  /** Values and standard deviations, by NumPy and scipy.stats.multivariate_normal. */
  private static final double[][] EXPECTED = {
    {3, 71.31358435412926, 0, 6.86912984737027},
    {2.66952921030711, 65, 0.83587265266496, 0},
    {3.48797766456016, 70.89706148252436, 1.13940809084696, 13.56996208742844},
    {3.6, 79, 0, 0}
  };

  @BeforeAll
  static void store(@Autowired Models models) {
    models.store(Fitted.oldFaithful("impute"));
    models.store(Fitted.kMeans("impute-kmeans"));
  }

  @Test
  void whatIsMissingIsExpected() throws Exception {
    HttpResponse<String> answer = post(IMPUTE, "application/json", JSON);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    JsonNode body = json(answer);
    assertThat(body.propertyNames()).containsExactly("model", "version", "columns", "rows");
    assertThat(body.get("rows")).hasSize(POINTS.length);
    for (int i = 0; i < POINTS.length; i++) {
      for (int j = 0; j < 2; j++) {
        JsonNode row = body.get("rows").get(i);
        assertThat(row.get("values").get(j).asDouble()).isCloseTo(EXPECTED[i][j], within(1e-12));
        assertThat(row.get("standardDeviation").get(j).asDouble())
            .isCloseTo(EXPECTED[i][2 + j], within(1e-12));
      }
    }
  }

  @Test
  void everyFormatHoldsTheSameNumbers() throws Exception {
    JsonNode rows = json(post(IMPUTE, "application/json", JSON)).get("rows");
    List<String> lines = post(IMPUTE, "text/csv", CSV).body().lines().toList();
    double[][] array = npy(IMPUTE);

    assertThat(lines.getFirst())
        .isEqualTo("eruptions,waiting,eruptionsStandardDeviation,waitingStandardDeviation");
    assertThat(lines).hasSize(POINTS.length + 1);
    for (int i = 0; i < POINTS.length; i++) {
      JsonNode values = rows.get(i).get("values");
      JsonNode deviations = rows.get(i).get("standardDeviation");
      double[] numbers = {
        values.get(0).asDouble(),
        values.get(1).asDouble(),
        deviations.get(0).asDouble(),
        deviations.get(1).asDouble()
      };
      assertThat(array[i]).containsExactly(numbers);
      assertThat(lines.get(i + 1))
          .isEqualTo("%s,%s,%s,%s".formatted(numbers[0], numbers[1], numbers[2], numbers[3]));
    }
  }

  private double[][] npy(String path) throws Exception {
    return Npy.rows(
        CLIENT
            .send(
                request(path)
                    .header("Content-Type", "application/x-npy")
                    .POST(BodyPublishers.ofByteArray(Npy.of(POINTS)))
                    .build(),
                BodyHandlers.ofByteArray())
            .body());
  }

  /** More than a tile and a block: several threads write it. */
  @Test
  void manyPointsStayInOrder() throws Exception {
    String few = post(IMPUTE, "text/csv", CSV).body();
    String header = few.substring(0, few.indexOf('\n') + 1);
    String points = CSV.substring(CSV.indexOf('\n') + 1);
    int times = 3000;
    HttpResponse<String> many =
        post(
            IMPUTE,
            "text/csv",
            "waiting,eruptions\n" + String.join("", Collections.nCopies(times, points)));
    assertThat(many.body())
        .isEqualTo(
            header + String.join("", Collections.nCopies(times, few.substring(header.length()))));
  }

  /** By SciPy, too. Without any value all that is known are the weights. */
  @Test
  void responsibilitiesAreThoseOfTheValuesThatAreThere() throws Exception {
    JsonNode rows = json(post(VERSION + "/responsibilities", "application/json", JSON)).get("rows");

    double[] first = {0.87664389910694, 0.28791715284897, 0.64412713, 9.99999997404509e-01};
    double[] logDensities = {-5.23611949226996, -5.01385753161711, 0, -4.63819180675787};
    for (int i = 0; i < POINTS.length; i++) {
      assertThat(rows.get(i).get("responsibilities").get(0).asDouble())
          .isCloseTo(first[i], within(1e-13));
      assertThat(rows.get(i).get("logDensity").asDouble())
          .isCloseTo(logDensities[i], within(1e-13));
    }
    double[][] array = npy(VERSION + "/responsibilities");
    assertThat(array[1][0]).isCloseTo(first[1], within(1e-13));
  }

  @Test
  void aPointWithGapsHasADensityAndNoPercentile() throws Exception {
    JsonNode rows = json(post(VERSION + "/score", "application/json", JSON)).get("rows");

    assertThat(rows.at("/0/logDensity").asDouble()).isCloseTo(-5.23611949226996, within(1e-13));
    assertThat(rows.at("/0/percentile").isNull()).isTrue();
    assertThat(rows.at("/3/percentile").isNumber()).isTrue();
  }

  @Test
  void kMeansGoesByTheColumnsThatAreThere() throws Exception {
    String path = "/api/v1/models/impute-kmeans/versions/latest";
    JsonNode means = json(get(path)).get("means");
    for (int k = 0; k < 2; k++) {
      JsonNode row =
          json(post(
                  path + "/responsibilities",
                  "application/json",
                  "{\"rows\":[[null,%s]]}".formatted(means.get(k).get(1))))
              .at("/rows/0");
      assertThat(row.get("mostProbable").asInt()).isEqualTo(k);
    }
    HttpResponse<String> refused = post(path + "/impute", "application/json", JSON);
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(json(refused).get("detail").asString()).contains("no density");
  }
}
