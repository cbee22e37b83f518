package io.mixtura.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mixtura.testing.ServiceTest;
import java.net.http.HttpResponse;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ComparisonApiTests extends ServiceTest {
  private static final String MODELS = "/api/v1/models/";
  private static final String JSON = "application/json";

  private static final String LINE =
      """
      {"columns":["x"],"covariance":"full","weights":[0.5,0.5],"means":[[%s],[%s]],
       "covariances":[[[1]],[[1]]],"componentNames":["low","high"]}
      """;

  private String data() throws Exception {
    return json(post(
            "/api/v1/datasets?name=compared",
            "text/csv",
            "x,other\n-5,1\n-4,1\n-6,1\n5,2\n4,2\n40,2\n"))
        .get("id")
        .asString();
  }

  private void store(String name, String low, String high) throws Exception {
    HttpResponse<String> answer =
        post(MODELS + name + "/versions:import", JSON, LINE.formatted(low, high));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
  }

  private HttpResponse<String> compare(String path, String dataset, String other) throws Exception {
    return post(
        MODELS + path + "/compare",
        JSON,
        "{\"datasetId\":\"%s\",\"with\":\"%s\"}".formatted(dataset, other));
  }

  @Test
  void twoVersionsAreComparedOnTheSameRows() throws Exception {
    store("compared", "-5", "5");
    store("compared", "-6", "-4");
    HttpResponse<String> answer = compare("compared/versions/1", data(), "compared@latest");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    JsonNode said = json(answer);
    assertThat(said.get("rows").asInt()).isEqualTo(6);
    assertThat(said.at("/with/version").asInt()).isEqualTo(2);
    assertThat(said.at("/version/componentNames").toString()).isEqualTo("[\"low\",\"high\"]");
    assertThat(said.at("/version/shares/0").asDouble()).isCloseTo(0.5, within(1e-9));
    assertThat(said.at("/version/anomalyRate").asDouble()).isCloseTo(1 / 6.0, within(1e-12));
    assertThat(said.at("/with/anomalyRate").asDouble()).isCloseTo(3 / 6.0, within(1e-12));
    // Of the two that are as near to −5 the first has it; the index is scikit-learn's.
    assertThat(said.get("counts").toString()).isEqualTo("[[2,1],[0,3]]");
    assertThat(said.get("adjustedRandIndex").asDouble())
        .isCloseTo(0.32432432432432434, within(1e-15));
    double[] densities = densities(1);
    double[] others = densities(2);
    double mean = IntStream.range(0, 6).mapToDouble(i -> densities[i] - others[i]).sum() / 6;
    double variance =
        IntStream.range(0, 6).mapToDouble(i -> Math.pow(densities[i] - others[i] - mean, 2)).sum()
            / 5;
    assertThat(said.get("difference").asDouble()).isCloseTo(mean, within(1e-9));
    assertThat(said.get("standardError").asDouble())
        .isCloseTo(Math.sqrt(variance / 6), within(1e-6));
    assertThat(said.at("/version/logLikelihoodPerRow").asDouble())
        .isCloseTo(IntStream.range(0, 6).mapToDouble(i -> densities[i]).sum() / 6, within(1e-9));
  }

  private double[] densities(int version) throws Exception {
    JsonNode rows =
        json(get(MODELS + "compared/versions/%d/score?datasetId=%s".formatted(version, data())))
            .get("rows");
    return IntStream.range(0, rows.size())
        .mapToDouble(i -> rows.at("/%d/logDensity".formatted(i)).asDouble())
        .toArray();
  }

  @Test
  void whatCannotBeComparedIsRefused() throws Exception {
    store("incomparable", "-5", "5");
    String other = LINE.replace("\"x\"", "\"y\"").formatted("1", "2");
    post(MODELS + "elsewhere/versions:import", JSON, other);
    String path = "incomparable/versions/1";
    assertThat(compare(path, data(), "elsewhere@1").statusCode()).isEqualTo(422);
    assertThat(compare(path, data(), "incomparable@2").statusCode()).isEqualTo(404);
    assertThat(compare(path, data(), "incomparable").statusCode()).isEqualTo(422);
    assertThat(compare(path, "0".repeat(32), path).statusCode()).isIn(404, 422);
    assertThat(compare("nobody/versions/1", data(), "incomparable@1").statusCode()).isEqualTo(404);
    assertThat(post(MODELS + path + "/compare", JSON, "{}").statusCode()).isEqualTo(422);
    assertThat(
            post(
                    MODELS + path + "/compare",
                    JSON,
                    "{\"datasetId\":\"%s\",\"with\":\"incomparable@1\",\"anomalyPercentile\":101}"
                        .formatted(data()))
                .statusCode())
        .isEqualTo(422);
  }
}
