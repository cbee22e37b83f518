package io.mixtura.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mixtura.mixture.MixtureModel;
import io.mixtura.model.Fitted;
import io.mixtura.model.Models;
import io.mixtura.testing.Problems;
import io.mixtura.testing.ServiceTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class ResponsibilityApiTests extends ServiceTest {
  private static final String EM = path("geyser");
  private static final String KMEANS = path("geyser-kmeans");
  private static final MixtureModel MODEL = Fitted.oldFaithful("geyser").model();

  private static String path(String name) {
    return "/api/v1/models/" + name + "/versions/latest/responsibilities";
  }

  @BeforeAll
  static void store(@Autowired Models models) {
    models.store(Fitted.oldFaithful("geyser"));
    models.store(Fitted.kMeans("geyser-kmeans"));
    models.store(Fitted.standardizedKMeans("geyser-standardized"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x=3.6,79", "eruptions=3.6&waiting=79", "x=3.6,%2079.0&hard=false"})
  void aPointIsGivenInOneParameterOrByColumn(String query) throws Exception {
    HttpResponse<String> answer = get(EM + "?" + query);
    assertThat(answer.statusCode()).isEqualTo(200);
    JsonNode assignment = json(answer);
    assertThat(assignment.propertyNames())
        .containsExactly("responsibilities", "mostProbable", "logDensity");
    assertAnswers(assignment, 3.6, 79);
  }

  private static void assertAnswers(JsonNode assignment, double x, double y) {
    double first = Gaussians.responsibility(MODEL, 0, x, y);
    assertThat(assignment.at("/responsibilities/0").asDouble()).isCloseTo(first, within(1e-12));
    assertThat(assignment.at("/responsibilities/1").asDouble()).isCloseTo(1 - first, within(1e-12));
    assertThat(assignment.get("mostProbable").asInt()).isEqualTo(first >= 0.5 ? 0 : 1);
    assertThat(assignment.get("logDensity").asDouble())
        .isCloseTo(Gaussians.logDensity(MODEL, x, y), within(1e-10));
  }

  @Test
  void hardIsTheViewOfKMeans() throws Exception {
    JsonNode assignment = json(get(EM + "?x=1.8,54&hard=true"));
    assertThat(assignment.get("responsibilities").toString()).isEqualTo("[0.0,1.0]");
    assertThat(assignment.get("mostProbable").asInt()).isEqualTo(1);
    assertThat(assignment.get("logDensity").asDouble())
        .isCloseTo(Gaussians.logDensity(MODEL, 1.8, 54), within(1e-10));
  }

  @Test
  void kMeansHasNoDensity() throws Exception {
    assertThat(get(KMEANS + "?x=1.8,54").body())
        .isEqualTo("{\"responsibilities\":[0.0,1.0],\"mostProbable\":1,\"logDensity\":null}");
    HttpResponse<String> csv = post(KMEANS, "text/csv", "1.8,54\n");
    assertThat(csv.body()).isEqualTo("component0,component1,mostProbable,logDensity\n0.0,1.0,1,\n");
  }

  /**
   * The point is nearer to the second mean in the columns' units, to the first in standardized
   * ones.
   */
  @Test
  void standardizedKMeansMeasuresInItsOwnUnits() throws Exception {
    String query = "?x=4.3,66";
    assertThat(json(get(KMEANS + query)).get("mostProbable").asInt()).isEqualTo(1);
    assertThat(json(get(path("geyser-standardized") + query)).get("mostProbable").asInt())
        .isEqualTo(0);
  }

  @Test
  void probabilitiesSumToOneWhereEveryDensityUnderflows() throws Exception {
    JsonNode assignment = json(get(EM + "?x=-1e6,1e8"));
    double sum =
        assignment.at("/responsibilities/0").asDouble()
            + assignment.at("/responsibilities/1").asDouble();
    assertThat(sum).isCloseTo(1, within(1e-12));
    assertThat(assignment.get("logDensity").asDouble()).isLessThan(-1e10);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                    | 400 | x         | one number for each column of the model
          x=1,2&y=3             | 400 | y         | unknown query parameter 'y'
          x=1,2&x=3,4           | 400 | x         | given twice
          x=1                   | 422 | x         | x has 1 value, but model geyser has 2 columns: eruptions, waiting
          x=1,2,                | 422 | x         | x has 3 values
          x=1,two               | 422 | x         | the value 'two' of column 'waiting' is no number
          x=NaN,1e101           | 422 | x         | the value 'NaN' of column 'eruptions'
          x=0x1p3,1             | 422 | x         | 0x1p3
          eruptions=1           | 422 | waiting   | there is a value for eruptions, but none for waiting
          eruptions=,&waiting=1 | 422 | eruptions | of column 'eruptions'
          x=1,2&hard=maybe      | 400 | hard      | maybe
          """)
  void aPointThatCannotBeUsedIsRefused(String query, int status, String pointer, String detail)
      throws Exception {
    HttpResponse<String> answer = get(EM + "?" + query);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(json(answer).get("detail").asString()).contains(detail);
    assertThat(Problems.place(json(answer).at("/errors/0"))).isEqualTo(pointer);
  }

  @Test
  void manyPointsAreAnsweredAsJson() throws Exception {
    HttpResponse<String> answer =
        post(EM, "application/json", "{\"rows\":[[3.6,79],[1.8,54],[3,68]]}");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(answer.headers().firstValue("Content-Length")).isPresent();
    assertThat(answer.headers().firstValue("Link"))
        .hasValue("</api/v1/models/geyser/versions/1>; rel=\"describedby\"");
    JsonNode body = json(answer);
    assertThat(body.propertyNames()).containsExactly("model", "version", "components", "rows");
    assertThat(body.get("model").asString()).isEqualTo("geyser");
    assertThat(body.get("version").asInt()).isEqualTo(1);
    assertThat(body.get("components").asInt()).isEqualTo(2);
    assertThat(body.get("rows").size()).isEqualTo(3);
    assertAnswers(body.at("/rows/0"), 3.6, 79);
    assertAnswers(body.at("/rows/1"), 1.8, 54);
    assertAnswers(body.at("/rows/2"), 3, 68);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"rows\":[[3.6,79]]}",
        "{\"columns\":[\"eruptions\",\"waiting\"],\"rows\":[[3.6,79]]}",
        "{\"columns\":[\"waiting\",\"day\",\"eruptions\"],\"rows\":[[79,7,3.6]]}",
      })
  void columnsOfJsonArePickedByName(String body) throws Exception {
    assertAnswers(json(post(EM, "application/json", body)).at("/rows/0"), 3.6, 79);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                         | 3.6,79\\n
          ''                         | eruptions,waiting\\n3.6,79\\n
          ?header=true               | waiting,day,eruptions\\r\\n79,monday,3.6\\r\\n
          ?header=false              | 3.6,79
          ?delimiter=%3B&header=auto | waiting;eruptions\\n79;3.6\\n
          ?delimiter=tab             | 3.6\\t79\\n
          ''                         | eruptions;waiting\\n3.6;79\\n
          ?decimal=,                 | eruptions;waiting\\n3,6;79\\n
          ?comment=%23               | eruptions,waiting\\n3.6,79\\n# end\\n
          """)
  void columnsOfCsvArePickedByName(String query, String body) throws Exception {
    HttpResponse<String> answer =
        send(
            request(EM + query)
                .header("Content-Type", "text/csv")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString(body.translateEscapes())));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(json(answer).get("rows").size()).isEqualTo(1);
    assertAnswers(json(answer).at("/rows/0"), 3.6, 79);
  }

  @Test
  void csvIsAnsweredAsCsvWithTheSameNumbers() throws Exception {
    HttpResponse<String> csv = post(EM, "text/csv", "3.6,79\n1.8,54\n");
    assertThat(csv.headers().firstValue("Content-Type")).hasValue("text/csv;charset=UTF-8");
    JsonNode rows =
        json(post(EM, "application/json", "{\"rows\":[[3.6,79],[1.8,54]]}")).get("rows");
    List<String> lines = csv.body().lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.getFirst()).isEqualTo("component0,component1,mostProbable,logDensity");
    for (int i = 0; i < 2; i++) {
      String[] cells = lines.get(i + 1).split(",");
      JsonNode row = rows.get(i);
      assertThat(Double.parseDouble(cells[0])).isEqualTo(row.at("/responsibilities/0").asDouble());
      assertThat(Double.parseDouble(cells[1])).isEqualTo(row.at("/responsibilities/1").asDouble());
      assertThat(cells[2]).isEqualTo(row.get("mostProbable").asString());
      assertThat(Double.parseDouble(cells[3])).isEqualTo(row.get("logDensity").asDouble());
    }
  }

  @Test
  void hardHoldsForManyPoints() throws Exception {
    assertThat(post(EM + "?hard=true", "text/csv", "3.6,79\n1.8,54\n").body())
        .contains("\n1.0,0.0,0,-", "\n0.0,1.0,1,-");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          text/csv         | application/json                 | application/json
          text/csv         | */*                              | text/csv;charset=UTF-8
          application/csv  | */*                              | text/csv;charset=UTF-8
          application/json | text/csv                         | text/csv;charset=UTF-8
          application/json | text/*                           | text/csv;charset=UTF-8
          application/json | text/csv;q=0.5, application/json | application/json
          text/csv         | text/csv;q=0.5, application/json | application/json
          """)
  void theAnswerHasTheFormatThatIsAccepted(String type, String accept, String answered)
      throws Exception {
    String body = type.endsWith("csv") ? "3.6,79\n" : "{\"rows\":[[3.6,79]]}";
    HttpResponse<String> answer =
        send(
            request(EM)
                .header("Content-Type", type)
                .header("Accept", accept)
                .POST(BodyPublishers.ofString(body)));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue(answered);
  }

  @Test
  void otherFormatsAreRefused() throws Exception {
    assertThat(post(EM, "text/plain", "3.6,79\n").statusCode()).isEqualTo(415);
    HttpResponse<String> unacceptable =
        send(
            request(EM)
                .header("Content-Type", "text/csv")
                .header("Accept", "text/html")
                .POST(BodyPublishers.ofString("3.6,79\n")));
    assertThat(unacceptable.statusCode()).isEqualTo(406);
    assertThat(json(unacceptable).get("detail").asString()).contains("text/csv");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          text/csv         | 3.6,79\\n1.8,long\\n                | 422 | /rows/1/1 | long
          text/csv         | 3.6,79\\n1.8\\n                     | 422 | /rows/1   | 2
          text/csv         | 3.6,79,1\\n                        | 422 | /rows/0   | 2
          text/csv         | 3.6,1e400\\n                       | 422 | /rows/0/1 | 1e400
          text/csv         | eruptions,pause\\n3.6,79\\n         | 422 | ''        | waiting
          application/json | {"rows":[[3.6,79],[1.8,"long"]]}  | 422 | /rows/1/1 | number
          application/json | {"rows":[[3.6,79],[1.8,"NA"]]}    | 422 | /rows/1/1 | write null for it
          application/json | {"rows":[[3.6,79],[1.8,54]        | 400 | ''        | ''
          application/json | {"points":[[3.6,79]]}             | 422 | /points   | rows
          """)
  void aBodyThatCannotBeUsedIsRefused(
      String type, String body, int status, String pointer, String detail) throws Exception {
    HttpResponse<String> answer = post(EM, type, body.translateEscapes());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(answer.headers().firstValue("Link")).isEmpty();
    assertThat(Problems.place(json(answer).at("/errors/0"))).startsWith(pointer);
    assertThat(json(answer).get("detail").asString()).contains(detail);
  }

  @Test
  void unknownModelsAreRefused() throws Exception {
    String nowhere = path("nowhere");
    assertThat(get(nowhere + "?x=1,2").statusCode()).isEqualTo(404);
    assertThat(post(nowhere, "text/csv", "1,2\n").statusCode()).isEqualTo(404);
  }

  @Test
  void theExamplesOfTheDescriptionWorkAsTheyStand(@Autowired Models models) throws Exception {
    models.store(Fitted.oldFaithful("old-faithful"));
    JsonNode endpoint =
        json(get("/v3/api-docs"))
            .get("paths")
            .get("/api/v1/models/{name}/versions/{version}/responsibilities");
    JsonNode parameters = endpoint.at("/get/parameters");
    assertThat(parameters.at("/0/example").asString()).isEqualTo("old-faithful");
    assertThat(parameters.at("/1/example").asString()).isEqualTo("latest");
    String old = path("old-faithful");
    String x = parameters.at("/2/example").asString();
    assertThat(parameters.at("/2/name").asString()).isEqualTo("x");
    assertThat(get(old + "?x=" + x).statusCode()).isEqualTo(200);

    JsonNode content = endpoint.at("/post/requestBody/content");
    assertThat(content.propertyNames())
        .containsExactlyInAnyOrder(
            "application/json",
            "text/csv",
            "application/x-ndjson",
            "application/x-npy",
            "application/x-npz",
            "application/vnd.apache.parquet");
    String points = example(content.get("application/json"));
    assertThat(post(old, "application/json", points).statusCode()).isEqualTo(200);
    assertThat(post(old, "text/csv", example(content.get("text/csv"))).statusCode()).isEqualTo(200);
    assertThat(endpoint.at("/post/responses").propertyNames())
        .containsExactlyInAnyOrder(
            "200", "400", "401", "403", "404", "406", "408", "413", "415", "422", "429", "503");
  }

  private static String example(JsonNode content) {
    JsonNode one = content.get("example");
    JsonNode example = one != null ? one : content.get("examples").iterator().next().get("value");
    return example.isString() ? example.asString() : example.toString();
  }
}
