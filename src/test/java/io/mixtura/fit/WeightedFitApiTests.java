package io.mixtura.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mixtura.testing.Api;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Sample weights as a program sees them. */
class WeightedFitApiTests extends FitServiceTest {
  private static final String FIELDS =
      """
      'model':'weighted','datasetId':'%s','components':2,'weightColumn':'times',
      'initialization':{'method':'parameters','means':[[0,1],[19,1]]}\
      """;

  /** Row i of two clusters, as often as it is seen; with its weight, or that many times. */
  private static String csv(boolean isWeighted) {
    return IntStream.range(0, 40)
        .mapToObj(i -> {
          int times = i % 4;
          String row =
              "%s,%s".formatted(i % 2 * 20 + i * 7 % 11 * 0.25, i % 2 * 3 + i * 5 % 13 * 0.5);
          return isWeighted ? row + "," + times + "\n" : (row + "\n").repeat(times);
        })
        .collect(Collectors.joining("", isWeighted ? "x,y,times\n" : "x,y\n", ""));
  }

  @Test
  void aWeightCountsAsThatManyRows() {
    String weighted = upload("Weighted", csv(true));
    String repeated = upload("Repeated", csv(false));
    String request = "{%s}".formatted(FIELDS.formatted(weighted));

    JsonNode fit = fitted(request);
    JsonNode expected =
        fitted(
            request
                .replace(weighted, repeated)
                .replace("'weightColumn':'times',", "")
                .replace("'weighted'", "'repeated'"));

    assertThat(fit.at("/request/weightColumn").asString()).isEqualTo("times");
    assertThat(fit.at("/request/columns").toString()).isEqualTo("[\"x\",\"y\"]");
    assertThat(expected.at("/request/weightColumn").isMissingNode()).isTrue();
    JsonNode result = fit.get("result");
    assertThat(result.get("totalWeight").asDouble()).isEqualTo(60);
    for (String same :
        new String[] {"logLikelihood", "logLikelihoodPerObservation", "aic", "bic", "icl"}) {
      double value = expected.get("result").get(same).asDouble();
      assertThat(result.get(same).asDouble())
          .as(same)
          .isCloseTo(value, within(1e-12 * Math.abs(value)));
    }
    assertThat(result.get("warnings")).isEqualTo(expected.at("/result/warnings"));
    assertOrigin(model(fit));
  }

  private void assertOrigin(JsonNode model) {
    assertThat(model.get("columns").toString()).isEqualTo("[\"x\",\"y\"]");
    assertThat(model.at("/provenance/rows").asInt()).isEqualTo(40);
    assertThat(model.at("/provenance/weightColumn").asString()).isEqualTo("times");
    assertThat(model.at("/provenance/totalWeight").asDouble()).isEqualTo(60);
    assertThat(model.at("/provenance/request/weightColumn").asString()).isEqualTo("times");
    assertThat(
            api()
                .get("/api/v1/models/weighted/versions/latest/responsibilities?x=20,3")
                .json()
                .get("responsibilities"))
        .hasSize(2);
  }

  @Test
  void inlineDataMayHaveWeightsToo() {
    JsonNode fit =
        fitted(
            """
            {'model':'inline-weights','components':1,'weightColumn':'w','algorithm':'kmeans',
             'data':{'columns':['w','x'],'rows':[[3,1],[1,5],[0,77]]}}
            """);

    assertThat(model(fit).at("/means/0/0").asDouble()).isEqualTo(2);
    assertThat(fit.at("/result/inertia").asDouble()).isEqualTo(12);
    assertThat(fit.at("/result/totalWeight").asDouble()).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1;-1;-2 | 1 | /weightColumn | the weight of row 2 in column 'w' is -1.0; weights are numbers from 0 up",
        "0;0;0   | 1 | /weightColumn | all weights in column 'w' are 0, so that no row counts; at least one must be above 0",
      })
  void weightsThatAreNoneAreRefused(String weights, int k, String pointer, String detail) {
    String inline = request(weights, k);
    String stored = upload("Bad Weights", csv(weights));
    String onStored = "{'components':%d,'weightColumn':'w','datasetId':'%s'}".formatted(k, stored);
    int fits = fits();

    for (String request : new String[] {inline, onStored}) {
      assertRefused(postFit(request), 422, pointer, detail);
      assertRefused(validate(request), 422, pointer, detail);
    }

    assertThat(fits()).isEqualTo(fits);
  }

  /** With a dataset that is known when the fit begins, and it fails; inline at once. */
  @Test
  void rowsOfNoWeightDoNotTellComponentsApart() {
    String detail = "2 components cannot be told apart in 1 rows of a weight above 0";
    Api.Answer inline = postFit(request("0;3;0", 2));
    String stored = upload("One Row", csv("0;3;0"));

    JsonNode fit =
        awaitEnd(
            id(submit("{'components':2,'weightColumn':'w','datasetId':'%s'}".formatted(stored))));

    assertRefused(inline, 422, "/components", detail);
    assertThat(state(fit)).isEqualTo("FAILED");
    assertThat(fit.at("/failure/reason").asString()).isEqualTo("DATA");
    assertThat(fit.at("/failure/detail").asString()).startsWith(detail);
  }

  @Test
  void theSameKeyWithOtherWeightsIsAnotherRequest() {
    String dataset = upload("Weighted", csv(true));
    String plain = "{'model':'keyed','datasetId':'%s','components':1}".formatted(dataset);
    String weighted = plain.replace("'components'", "'weightColumn':'times','components'");

    assertThat(postFit(plain, "Idempotency-Key", "weights").status()).isEqualTo(202);
    assertThat(postFit(weighted, "Idempotency-Key", "weights").status()).isEqualTo(422);
  }

  private static String request(String weights, int k) {
    return "{'components':%d,'weightColumn':'w','data':{'columns':['x','w'],'rows':[%s]}}"
        .formatted(k, rows(weights, "[%d,%s]", ","));
  }

  private static String csv(String weights) {
    return "x,w\n" + rows(weights, "%d,%s", "\n") + "\n";
  }

  private static String rows(String weights, String format, String separator) {
    String[] each = weights.split(";");
    return IntStream.range(0, each.length)
        .mapToObj(i -> format.formatted(10 * i, each[i]))
        .collect(Collectors.joining(separator));
  }

  private int fits() {
    return api().get(FITS + "?pageSize=1000").json().get("items").size();
  }
}
