package io.mixtura.model.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mixtura.testing.Problems;
import io.mixtura.testing.ServiceTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ModelImportTests extends ServiceTest {
  private static final String TWO =
      """
      {"columns":["x","y"],"covariance":"%s","weights":[0.3,0.7],"means":[[5,5],[0,1]]%s}\
      """;

  private HttpResponse<String> store(String name, String body, String... headers) throws Exception {
    var request =
        request("/api/v1/models/" + name + "/versions:import")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  private static String two(String structure, String covariances) {
    String rest = covariances.isEmpty() ? "" : ",\"covariances\":" + covariances;
    return TWO.formatted(structure, rest);
  }

  @Test
  void anImportedModelIsStoredInCanonicalOrder() throws Exception {
    HttpResponse<String> answer =
        store("import-a", two("full", "[[[2,0.5],[0.5,1]],[[1,0],[0,1]]]"));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    assertThat(answer.headers().firstValue("Location"))
        .hasValue("/api/v1/models/import-a/versions/1");
    JsonNode model = json(answer);
    assertThat(model.get("weights").toString()).isEqualTo("[0.7,0.3]");
    assertThat(model.get("means").toString()).isEqualTo("[[0.0,1.0],[5.0,5.0]]");
    assertThat(model.get("covariances").toString())
        .isEqualTo("[[[1.0,0.0],[0.0,1.0]],[[2.0,0.5],[0.5,1.0]]]");
    assertThat(model.get("freeParameters").asInt()).isEqualTo(11);
    HttpResponse<String> stored = get("/api/v1/models/import-a/versions/latest");
    assertThat(stored.body()).isEqualTo(answer.body());
    assertThat(stored.headers().firstValue("ETag")).isEqualTo(answer.headers().firstValue("ETag"));
  }

  @Test
  void whatOnlyAFitKnowsIsNull() throws Exception {
    JsonNode model = json(store("import-b", two("identity", "")));
    for (String unknown :
        List.of(
            "logLikelihood",
            "logLikelihoodPerObservation",
            "aic",
            "bic",
            "icl",
            "goodnessOfFit",
            "inertia",
            "iterations",
            "converged",
            "reason")) {
      assertThat(model.get(unknown).isNull()).as(unknown).isTrue();
    }
    JsonNode provenance = model.get("provenance");
    assertThat(provenance.get("origin").asString()).isEqualTo("imported");
    assertThat(provenance.get("columns").toString()).isEqualTo("[\"x\",\"y\"]");
    assertThat(provenance.get("engineVersion").asString()).isNotEmpty();
    for (String unknown : List.of("fitId", "datasetId", "rows", "request", "seed", "timings")) {
      assertThat(provenance.get(unknown).isNull()).as(unknown).isTrue();
    }
    JsonNode listed = json(get("/api/v1/models/import-b/versions")).at("/items/0");
    assertThat(listed.get("converged").isNull()).isTrue();
    assertThat(listed.get("fitId").isNull()).isTrue();
  }

  /** The density of the first point is that of the textbook: N(0; 0, 1) twice, weight 0.7. */
  @Test
  void anImportedModelAnswersWithoutAnyFit() throws Exception {
    store("import-c", two("identity", ""));
    JsonNode answer =
        json(get("/api/v1/models/import-c/versions/1/responsibilities?x=0,1")); // the heavy mean
    double far = Math.log(0.3) - Math.log(2 * Math.PI) - (25 + 16) / 2.0;
    double near = Math.log(0.7) - Math.log(2 * Math.PI);
    assertThat(answer.get("logDensity").asDouble())
        .isCloseTo(near + Math.log1p(Math.exp(far - near)), within(1e-12));
    assertThat(answer.get("mostProbable").asInt()).isEqualTo(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          full      | [[[2,0.5],[0.5,1]],[[1,0],[0,3]]] | [[[1,0],[0,3]],[[2,0.5],[0.5,1]]]
          tied      | [[2,0.5],[0.5,1]]                 | [[[2,0.5],[0.5,1]],[[2,0.5],[0.5,1]]]
          tied      | [[[2,1],[1,1]],[[2,1],[1,1]]]     | [[[2,1],[1,1]],[[2,1],[1,1]]]
          diagonal  | [[2,3],[4,5]]                     | [[[4,0],[0,5]],[[2,0],[0,3]]]
          diagonal  | [[[2,0],[0,3]],[[4,0],[0,5]]]     | [[[4,0],[0,5]],[[2,0],[0,3]]]
          spherical | [2,3]                             | [[[3,0],[0,3]],[[2,0],[0,2]]]
          identity  | [[[1,0],[0,1]],[[1,0],[0,1]]]     | [[[1,0],[0,1]],[[1,0],[0,1]]]
          identity  | ''                                | [[[1,0],[0,1]],[[1,0],[0,1]]]
          """)
  void covariancesAreReadInEveryShapeThatToolsPrint(String structure, String given, String stored)
      throws Exception {
    HttpResponse<String> answer = store("import-" + structure, two(structure, given));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    assertThat(json(answer).get("covariance").asString()).isEqualTo(structure);
    assertThat(json(answer).get("covariances").toString().replace(".0", "")).isEqualTo(stored);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "columns":["x","y"]  | "columns":[]          | /columns           | columns are missing
          "columns":["x","y"]  | "columns":["x"]       | /means/0           | a mean must have one number for each of the 1 columns, but has 2
          "columns":["x","y"]  | "columns":["x","x"]   | /columns/1         | two columns are named 'x'
          "columns":["x","y"]  | "columns":["x",""]    | /columns/1         | 1 to 200 characters
          "columns":["x","y"]  | "columns":["x","y"],"componentNames":["a\\ud800","b"] | /componentNames/0 | none of them a control character
          "full"               | "fully"               | /covariance        | 'fully' is not a covariance structure
          [0.3,0.7]            | [0.3,0.6]             | /weights           | the weights sum to 0.8999999999999999; they must sum to 1
          [0.3,0.7]            | [0,1]                 | /weights/0         | must be above 0 and at most 1, but was 0.0
          [0.3,0.7]            | [1]                   | /means             | one mean for each of the 1 weights, but there are 2
          [0.3,0.7]            | [0.3,null]            | /weights/1         | but was null
          [0.3,0.7]            | [0.3,"a"]             | /weights/1         | must be a number
          [5,5]                | [5]                   | /means/0           | but has 1
          [5,5]                | [5,1e101]             | /means/0/1         | from -1e100 to 1e100
          [5,5]                | [5,1e999]             | /means/0/1         | must be a number from -1.8e308 to 1.8e308, but was 1e999
          [[2,1],[1,1]]        | [[2,1],[0,1]]         | /covariances       | the covariance of component 0 is not symmetric
          [[2,1],[1,1]]        | [[1,2],[2,1]]         | /covariances       | the covariance of component 0 is not positive definite
          [[2,1],[1,1]]        | [[2,1]]               | /covariances/0     | must be an array of 2 arrays, one for each column, but has 1
          [[2,1],[1,1]]        | [[2,1],[1,"1"]]       | /covariances/0/1/1 | must be a number
          [[2,1],[1,1]]        | [[2,1],[1,1e999]]     | /covariances/0/1/1 | must be a number
          [[2,1],[1,1]]        | [[2,1],1]             | /covariances/0/1   | must be an array of 2 numbers, one for each column, but was 1
          [[2,1],[1,1]]        | [[1e-120,0],[0,1]]    | /covariances       | component 0 has a standard deviation of
          [[[2,1],[1,1]],[[1,0],[0,1]]] | [[2,1],[1,1]] | /covariances      | does not say what the covariances of 'full' are
          [[[2,1],[1,1]],[[1,0],[0,1]]] | [2,1]         | /covariances      | does not say what the covariances of 'full' are
          [[[2,1],[1,1]],[[1,0],[0,1]]] | null          | /covariances      | covariances are missing
          "full"               | "tied"                | /covariances       | 'tied' means one covariance for all
          "full"               | "diagonal"            | /covariances       | off the diagonal it must be 0
          "weights"            | "weigths"             | /weigths           | did you mean 'weights'?
          """)
  void whatIsNoMixtureIsRefused(String part, String instead, String pointer, String detail)
      throws Exception {
    String good = two("full", "[[[2,1],[1,1]],[[1,0],[0,1]]]");
    String bad = good.replace(part, instead);
    assertThat(bad).isNotEqualTo(good);
    HttpResponse<String> answer = store("import-bad", bad);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
    assertThat(Problems.place(json(answer).at("/errors/0"))).isEqualTo(pointer);
    assertThat(json(answer).at("/errors/0/detail").asString()).contains(detail);
  }

  @Test
  void aNameThatNoModelMayHaveIsRefused() throws Exception {
    HttpResponse<String> answer = store("Import", two("identity", ""));
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(Problems.place(json(answer).at("/errors/0"))).isEqualTo("name");
    assertThat(json(answer).get("detail").asString()).contains("'import' would do");
  }

  @Test
  void allThatCannotBeReadIsToldOfAtOnce() throws Exception {
    HttpResponse<String> answer =
        store(
            "import-bad", "{\"columns\":\"x\",\"covariance\":1,\"wights\":[1],\"means\":[[true]]}");
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(json(answer).get("errors").findValuesAsString("pointer"))
        .containsExactly("/columns", "/covariance", "/wights", "/means/0/0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"columns":"x","covariance":1,"weights":[0,"a"],"means":[[1e300,2],[3,4]],"covariances":[[[1]]]} | /columns /covariance /weights/1 /means/0/0
          {"columns":["x",""],"covariance":"fully","weights":[0,2],"means":[[1e300,2],[3]]}  | /columns/1 /covariance /weights/0 /weights/1 /means/0/0 /means/1
          {"columns":["x","y"],"wights":[1],"means":[[1,2]],"covariances":[[[1,1e300],[1e300,"1"]]],"families":[]} | /wights /families /covariances/0/0/1 /covariances/0/1/0 /covariances/0/1/1
          {"columns":["x"],"weights":[1],"means":[["1"]],"covariances":[[1,2]]} | /means/0/0
          {} | /columns /weights /means
          """)
  void whatCanBeReadIsJudgedBesideWhatCannot(String body, String pointers) throws Exception {
    HttpResponse<String> answer = store("import-bad", body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
    assertThat(json(answer).get("errors").findValuesAsString("pointer"))
        .as(answer.body())
        .containsExactly(pointers.split(" "));
  }

  /** Of a large model that is wrong in every number, the first errors are enough. */
  @Test
  void manyErrorsAreCountedAndNotAllListed() throws Exception {
    String weights = "0,".repeat(149) + "0";
    HttpResponse<String> answer =
        store("import-bad", "{\"columns\":[\"x\"],\"weights\":[%s]}".formatted(weights));
    assertThat(json(answer).get("errors").size()).isEqualTo(100);
    assertThat(json(answer).get("detail").asString())
        .startsWith("15")
        .contains("errors; the first");
  }

  @Test
  void aRequestThatIsSentTwiceStoresOnce() throws Exception {
    String[] key = {"Idempotency-Key", "import-twice"};
    HttpResponse<String> first = store("import-key", two("identity", ""), key);
    HttpResponse<String> second = store("import-key", two("identity", ""), key);
    assertThat(second.statusCode()).isEqualTo(201);
    assertThat(second.body()).isEqualTo(first.body());
    HttpResponse<String> third = store("import-key", two("identity", ""));
    assertThat(json(third).get("version").asInt()).isEqualTo(2);

    HttpResponse<String> other = store("import-key", two("spherical", "[1,1]"), key);
    assertThat(other.statusCode()).isEqualTo(422);

    delete("/api/v1/models/import-key/versions/1");
    HttpResponse<String> gone = store("import-key", two("identity", ""), key);
    assertThat(gone.statusCode()).isEqualTo(409);
    assertThat(json(gone).get("detail").asString()).contains("has been deleted since");
  }
}
