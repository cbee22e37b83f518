package io.mixtura.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mixtura.mixture.DensityRank;
import io.mixtura.mixture.MixtureModel;
import io.mixtura.model.Fitted;
import io.mixtura.model.Models;
import io.mixtura.testing.Npy;
import io.mixtura.testing.Problems;
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

class ScoreApiTests extends ServiceTest {
  private static final MixtureModel MODEL = Fitted.oldFaithful("score").model();
  private static final String SCORE = "/api/v1/models/score/versions/latest/score";
  private static final double[][] POINTS = {{3.6, 79}, {1.8, 54}, {3, 65}};

  @BeforeAll
  static void store(@Autowired Models models) {
    models.store(Fitted.oldFaithful("score"));
    models.store(Fitted.kMeans("score-kmeans"));
  }

  @Test
  void pointsAreScored() throws Exception {
    HttpResponse<String> answer =
        post(SCORE, "application/json", "{\"rows\":[[3.6,79],[1.8,54],[3,65]]}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Link"))
        .hasValue("</api/v1/models/score/versions/1>; rel=\"describedby\"");
    JsonNode body = json(answer);
    assertThat(body.propertyNames()).containsExactly("model", "version", "sampleSize", "rows");
    assertThat(body.get("sampleSize").asInt()).isEqualTo(10_000);
    assertThat(body.get("rows").size()).isEqualTo(POINTS.length);
    DensityRank rank = DensityRank.of(MODEL);
    for (int i = 0; i < POINTS.length; i++) {
      double logDensity = body.get("rows").get(i).get("logDensity").asDouble();
      assertThat(logDensity)
          .isCloseTo(Gaussians.logDensity(MODEL, POINTS[i][0], POINTS[i][1]), within(1e-10));
      assertThat(body.get("rows").get(i).get("percentile").asDouble())
          .isEqualTo(rank.percentile(logDensity));
    }
    // Integrated with scipy: 22.8, 59.9 and 0.35.
    assertThat(body.at("/rows/0/percentile").asDouble()).isCloseTo(22.8, within(1.7));
    assertThat(body.at("/rows/1/percentile").asDouble()).isCloseTo(59.9, within(2.0));
    assertThat(body.at("/rows/2/percentile").asDouble()).isCloseTo(0.35, within(0.25));
  }

  @Test
  void everyFormatHoldsTheSameNumbers() throws Exception {
    JsonNode rows =
        json(post(SCORE, "application/json", "{\"rows\":[[3.6,79],[1.8,54],[3,65]]}")).get("rows");
    HttpResponse<String> csv = post(SCORE, "text/csv", "waiting,eruptions\n79,3.6\n54,1.8\n65,3\n");
    HttpResponse<byte[]> npy =
        CLIENT.send(
            request(SCORE)
                .header("Content-Type", "application/x-npy")
                .POST(BodyPublishers.ofByteArray(Npy.of(POINTS)))
                .build(),
            BodyHandlers.ofByteArray());
    List<String> lines = csv.body().lines().toList();
    double[][] array = Npy.rows(npy.body());
    assertThat(lines.getFirst()).isEqualTo("logDensity,percentile");
    assertThat(lines).hasSize(POINTS.length + 1);
    assertThat(array).hasNumberOfRows(POINTS.length);
    for (int i = 0; i < POINTS.length; i++) {
      double logDensity = rows.get(i).get("logDensity").asDouble();
      double percentile = rows.get(i).get("percentile").asDouble();
      assertThat(lines.get(i + 1)).isEqualTo(logDensity + "," + percentile);
      assertThat(array[i]).containsExactly(logDensity, percentile);
    }
  }

  /** More than a tile and a block: several threads write it, and it begins before it is known. */
  @Test
  void manyPointsStayInOrder() throws Exception {
    String some = "3.6,79\n1.8,54\n3,65\n";
    String few = post(SCORE, "text/csv", some).body();
    String header = few.substring(0, few.indexOf('\n') + 1);
    int times = 3000;
    HttpResponse<String> many =
        post(SCORE, "text/csv", String.join("", Collections.nCopies(times, some)));
    assertThat(many.body())
        .isEqualTo(
            header + String.join("", Collections.nCopies(times, few.substring(header.length()))));
  }

  @Test
  void farOutIsNothingAndNeverNaN() throws Exception {
    JsonNode row =
        json(post(SCORE, "application/json", "{\"rows\":[[1e100,-1e100]]}")).at("/rows/0");
    assertThat(row.get("percentile").asDouble()).isEqualTo(0);
    assertThat(row.get("logDensity").asDouble()).isLessThan(-1e100);
  }

  @Test
  void kMeansHasNoDensityToScoreBy() throws Exception {
    HttpResponse<String> answer =
        post(
            "/api/v1/models/score-kmeans/versions/1/score",
            "application/json",
            "{\"rows\":[[1,2]]}");
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(json(answer).get("detail").asString())
        .contains("was fitted by kmeans, which has means but no density", "algorithm 'em'");
  }

  @Test
  void aBadRowIsRefusedWithItsPlace() throws Exception {
    HttpResponse<String> answer = post(SCORE, "application/json", "{\"rows\":[[1,2],[1,\"two\"]]}");
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(Problems.place(json(answer).at("/errors/0"))).isEqualTo("/rows/1/1");
  }
}
