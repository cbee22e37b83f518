package io.mixtura.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.model.Fitted;
import io.mixtura.model.Models;
import io.mixtura.testing.Npy;
import io.mixtura.testing.Problems;
import io.mixtura.testing.ServiceTest;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What is asked about a stored dataset is answered as if its points had been sent. */
class StoredPointsTests extends ServiceTest {
  private static final String VERSION = "/api/v1/models/stored-points/versions/latest";
  private static final String NPY = "application/x-npy";

  /** More than some tiles, in the order of the model. */
  private static final double[][] POINTS = points(1000);

  @BeforeAll
  static void store(@Autowired Models models) {
    models.store(Fitted.oldFaithful("stored-points"));
  }

  private static double[][] points(int count) {
    Random random = new Random(1);
    double[][] points = new double[count][];
    for (int i = 0; i < count; i++) {
      points[i] =
          new double[] {
            i % 10 == 7 ? Double.NaN : 1 + 4 * random.nextDouble(), 40 + 60 * random.nextDouble()
          };
    }
    return points;
  }

  private String csv() {
    StringBuilder csv = new StringBuilder("eruptions,waiting\n");
    Arrays.stream(POINTS)
        .forEach(point -> csv.append(cell(point[0])).append(',').append(point[1]).append('\n'));
    return csv.toString();
  }

  private static String cell(double value) {
    return Double.isNaN(value) ? "NA" : String.valueOf(value);
  }

  /** In another order, among others. */
  private String dataset() throws Exception {
    StringBuilder csv = new StringBuilder("weight,waiting,label,eruptions\n");
    Arrays.stream(POINTS)
        .forEach(point ->
            csv.append("2,").append(point[1]).append(",-1,").append(cell(point[0])).append('\n'));
    return json(post("/api/v1/datasets?missing=keep", "text/csv", csv.toString()))
        .get("id")
        .asString();
  }

  private HttpResponse<byte[]> asked(String path, String accept) throws Exception {
    return sent(request(path).header("Accept", accept));
  }

  private static HttpResponse<byte[]> sent(HttpRequest.Builder request) throws Exception {
    return CLIENT.send(request.build(), BodyHandlers.ofByteArray());
  }

  private byte[] posted(String path, String accept) throws Exception {
    boolean isNpy = accept.equals(NPY);
    return sent(request(path)
            .header("Accept", accept)
            .header("Content-Type", isNpy ? NPY : "text/csv")
            .POST(
                isNpy
                    ? BodyPublishers.ofByteArray(Npy.of(POINTS))
                    : BodyPublishers.ofString(csv())))
        .body();
  }

  @Test
  void aDatasetIsAnsweredForAsItsPointsAre() throws Exception {
    String id = dataset();
    for (String accept : new String[] {"application/json", "text/csv", NPY}) {
      for (String question :
          new String[] {
            "/responsibilities",
            "/responsibilities?answer=labels",
            "/responsibilities?hard=true",
            "/score"
          }) {
        String query = (question.contains("?") ? "&" : "?") + "datasetId=" + id;
        HttpResponse<byte[]> answer = asked(VERSION + question + query, accept);

        assertThat(answer.statusCode()).as(question).isEqualTo(200);
        assertThat(answer.body())
            .as("%s as %s", question, accept)
            .isEqualTo(posted(VERSION + question, accept));
        assertThat(answer.headers().firstValue("Link").orElse(""))
            .contains("/api/v1/models/stored-points/versions/1");
      }
    }
  }

  @Test
  void whatCannotBeAskedIsRefused() throws Exception {
    String other =
        json(post("/api/v1/datasets", "text/csv", "eruptions,wait\n1,2\n")).get("id").asString();
    for (String question : new String[] {"/responsibilities?datasetId=", "/score?datasetId="}) {
      HttpResponse<String> lacking = get(VERSION + question + other);
      assertThat(lacking.statusCode()).isEqualTo(422);
      assertThat(Problems.place(json(lacking).at("/errors/0"))).isEqualTo("datasetId");
      assertThat(lacking.body()).contains("no column 'waiting'", "the columns are");
      assertThat(get(VERSION + question + "0").statusCode()).isEqualTo(404);
    }
    HttpResponse<String> both = get(VERSION + "/responsibilities?x=1,2&datasetId=" + dataset());
    assertThat(both.statusCode()).isEqualTo(400);
    assertThat(Problems.place(json(both).at("/errors/0"))).isEqualTo("x");
    assertThat(get(VERSION + "/score").statusCode()).isEqualTo(400);
  }
}
