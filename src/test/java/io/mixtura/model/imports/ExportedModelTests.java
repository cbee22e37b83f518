package io.mixtura.model.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.testing.ServiceTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Models that are exported and taken in again: bit for bit, or refused. */
class ExportedModelTests extends ServiceTest {
  private static final long SEED = 20261129;

  /** Two clusters in x and y, counts and levels that go along with them, one far point. */
  private static String csv() {
    Random random = new Random(SEED);
    String rows =
        IntStream.range(0, 240)
            .mapToObj(n -> {
              int group = n % 3 == 0 ? 0 : 1;
              double x = 10 * group + random.nextGaussian();
              double y = 3 + random.nextGaussian() * (1 + group);
              int count = random.nextInt(group == 0 ? 4 : 20);
              return "%s,%s,%d,%d,%d"
                  .formatted(x, y, count, random.nextInt(2), 1 + random.nextInt(3));
            })
            .collect(Collectors.joining("\n"));
    return "x,y,count,flag,level\n" + rows + "\n300,-200,1,0,2\n";
  }

  private void fit(String model, String settings) throws Exception {
    String dataset = json(post("/api/v1/datasets", "text/csv", csv())).get("id").asString();
    String body =
        "{\"model\":\"%s\",\"datasetId\":\"%s\",\"components\":2,%s}"
            .formatted(model, dataset, settings);
    String id = json(post("/api/v1/fits", "application/json", body)).get("id").asString();
    JsonNode fit = json(send(request("/api/v1/fits/" + id).header("Prefer", "wait=50")));
    assertThat(fit.get("state").asString()).as(fit.toString()).isEqualTo("SUCCEEDED");
  }

  private String export(String model) throws Exception {
    HttpResponse<String> answer = get("/api/v1/models/" + model + "/versions/1/export?format=json");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Disposition"))
        .hasValue("attachment; filename=\"%s-1.json\"".formatted(model));
    return answer.body();
  }

  private HttpResponse<String> take(String name, String document) throws Exception {
    return post("/api/v1/models/" + name + "/versions:import", "application/json", document);
  }

  private byte[] answer(String model, String question, String points, String type)
      throws Exception {
    HttpResponse<byte[]> answer =
        CLIENT.send(
            request("/api/v1/models/%s/versions/1/%s".formatted(model, question))
                .header("Content-Type", "text/csv")
                .header("Accept", type)
                .POST(BodyPublishers.ofString(points))
                .build(),
            HttpResponse.BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).as(new String(answer.body())).isEqualTo(200);
    return answer.body();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          full      | x,y | "columns":["x","y"],"standardize":true,"bootstrap":{"replicates":50}
          eve       | x,y | "columns":["x","y"],"covariance":"EVE"
          tied      | x,y | "columns":["x","y"],"covariance":"tied"
          spherical | x,y | "columns":["x","y"],"covariance":"spherical"
          student   | x,y | "columns":["x","y"],"family":"student"
          noise     | x,y | "columns":["x","y"],"noise":true
          tnoise    | x,y | "columns":["x","y"],"family":"student","noise":true
          kmeans    | x,y | "columns":["x","y"],"algorithm":"kmeans","standardize":true
          counts    | count | "columns":["count"],"families":{"count":"poisson"}
          classes   | flag,level | "columns":["flag","level"],"families":{"flag":"bernoulli","level":"categorical"}
          mixed     | x,y,count,level | "columns":["x","y","count","level"],"families":{"count":"poisson","level":"categorical"}
          """)
  void itAnswersTheSameBits(String kind, String columns, String settings) throws Exception {
    String model = "out-" + kind;
    String copy = "in-" + kind;
    fit(model, settings);
    String document = export(model);

    HttpResponse<String> taken = take(copy, document);

    assertThat(taken.statusCode()).as(taken.body()).isEqualTo(201);
    List<String> names = List.of(columns.split(","));
    List<String> all = List.of("x", "y", "count", "flag", "level");
    String points =
        csv()
            .lines()
            .map(line -> line.split(","))
            .map(cells ->
                names.stream()
                    .map(name -> cells[all.indexOf(name)])
                    .collect(Collectors.joining(",")))
            .collect(Collectors.joining("\n"));
    for (String question : List.of("responsibilities", "score")) {
      if (question.equals("score") && kind.equals("kmeans")) {
        continue;
      }
      assertThat(answer(copy, question, points, "text/csv"))
          .as("seed %d, %s", SEED, question)
          .isEqualTo(answer(model, question, points, "text/csv"));
    }
    assertSameStatements(JsonMapper.shared().readTree(document), json(taken));
    assertThat(JsonMapper.shared().readTree(export(copy)).get("weights"))
        .isEqualTo(JsonMapper.shared().readTree(document).get("weights"));
  }

  /** All but what is the new place's: name, number, time and where the fit was. */
  private static void assertSameStatements(JsonNode exported, JsonNode stored) {
    ObjectNode expected = (ObjectNode) exported.deepCopy();
    ObjectNode actual = (ObjectNode) stored.deepCopy();
    expected.remove("format");
    for (String own : List.of("name", "version", "createdAt")) {
      expected.remove(own);
      actual.remove(own);
    }
    ObjectNode provenance = (ObjectNode) expected.get("provenance");
    provenance.put("origin", "imported").putNull("fitId").putNull("datasetId");
    assertThat(actual).isEqualTo(expected);
  }

  /** Order stays: nobody's component 0 becomes another. */
  @Test
  void componentsKeepTheirOrder() throws Exception {
    fit("out-order", "\"columns\":[\"x\",\"y\"]");
    ObjectNode document = (ObjectNode) JsonMapper.shared().readTree(export("out-order"));
    for (String each : List.of("weights", "means", "covariances")) {
      JsonNode list = document.get(each);
      document.putArray(each).add(list.get(1)).add(list.get(0));
    }

    JsonNode taken = json(take("in-order", document.toString()));

    assertThat(taken.get("weights")).isEqualTo(document.get("weights"));
    assertThat(taken.get("means")).isEqualTo(document.get("means"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          format           | "mixtura-model/9" | /format
          weights          | [0.5,0.6]         | /weights
          weights          | [1.5,-0.5]        | /weights
          weights          | [1]               | /weights
          weights          | null              | /weights
          weights          | ["NaN",1]         | /weights
          means            | [[1,2],[3]]       | /means/1
          means            | null              | /covariances
          means            | [[1,2],[3,1e200]] | /means/1
          covariances      | [[[1,2],[2,1]],[[1,0],[0,1]]] | /covariances
          covariances      | [[[1,0],[0.5,1]],[[1,0],[0,1]]] | /covariances
          covariances      | [[[1,0],[0,1]]]   | /covariances
          covariances      | [null,null]       | /covariances
          covariances      | [[[1e-200,0],[0,1]],[[1,0],[0,1]]] | /covariances
          covariance       | "round"           | /covariances
          covariance       | "tied"            | /covariances
          degreesOfFreedom | [3,4]             | /degreesOfFreedom
          family           | "student"         | /degreesOfFreedom
          columns          | ["x","x"]         | /columns/1
          columns          | ["x",null]        | /columns/1
          components       | 3                 | /weights
          dimensions       | 0                 | /columns
          algorithm        | "som"             | /algorithm
          algorithm        | "kmeans"          | /covariances
          noise            | {"weight":0,"logDensity":0,"lower":[0],"sides":[1]} | /noise
          noise            | {"weight":0,"logDensity":7,"lower":[0,0],"sides":[1,1]} | /noise
          families         | [{"column":"x","family":"poisson","rates":[1,-1]},{"column":"y","family":"gaussian"}] | /families/0
          standardization  | {"means":[0,0],"standardDeviations":[1,0]} | /standardization
          logLikelihood    | "Infinity"        | /logLikelihood
          warnings         | "none"            | /warnings
          provenance       | null              | /provenance
          createdAt        | "yesterday"       | /createdAt
          componentNames   | ["x"]             | /componentNames
          componentNames   | ["x","x"]         | /componentNames/1
          """)
  void whatNoExportHoldsIsRefused(String member, String value, String pointer) throws Exception {
    HttpResponse<String> answer = take("in-tampered", tampered(member, value));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
    assertThat(json(answer).get("errors").valueStream().map(each -> each.get("pointer").asString()))
        .as(answer.body())
        .anyMatch(each -> each.startsWith(pointer));
    assertThat(answer.body()).doesNotContain("java.", "io.mixtura", "Exception");
  }

  private String tampered(String member, String value) throws Exception {
    HttpResponse<String> stored =
        post(
            "/api/v1/models/out-stated/versions:import",
            "application/json",
            """
            {"columns":["x","y"],"weights":[0.7,0.3],"means":[[0,0],[5,5]],"otherColumns":true,
             "covariances":[[[1,0],[0,2]],[[1,0.5],[0.5,1]]]}\
            """);
    String version = json(stored).get("version").asString();
    ObjectNode document =
        (ObjectNode)
            JsonMapper.shared()
                .readTree(
                    get("/api/v1/models/out-stated/versions/" + version + "/export?format=json")
                        .body());
    return document.set(member, JsonMapper.shared().readTree(value)).toString();
  }

  @Test
  void aKeyMakesOneVersion() throws Exception {
    fit("out-once", "\"columns\":[\"x\",\"y\"]");
    String document = export("out-once");
    for (int i = 0; i < 2; i++) {
      HttpResponse<String> taken =
          send(
              request("/api/v1/models/in-once/versions:import")
                  .header("Content-Type", "application/json")
                  .header("Idempotency-Key", "exported-once")
                  .POST(BodyPublishers.ofString(document)));
      assertThat(json(taken).get("version").asInt()).isEqualTo(1);
    }
  }

  /** A model with other columns is not overtaken unless that is wanted. */
  @Test
  void otherColumnsAreAskedAbout() throws Exception {
    fit("out-columns", "\"columns\":[\"x\",\"y\"]");
    fit("in-columns", "\"columns\":[\"x\"]");
    ObjectNode document = (ObjectNode) JsonMapper.shared().readTree(export("out-columns"));

    assertThat(take("in-columns", document.toString()).statusCode()).isEqualTo(422);
    document.put("otherColumns", true);
    assertThat(take("in-columns", document.toString()).statusCode()).isEqualTo(201);
  }
}
