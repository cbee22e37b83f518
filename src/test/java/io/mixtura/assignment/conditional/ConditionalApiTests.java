package io.mixtura.assignment.conditional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mixtura.mixture.MixtureModel;
import io.mixtura.model.Fitted;
import io.mixtura.model.Models;
import io.mixtura.testing.Npy;
import io.mixtura.testing.Problems;
import io.mixtura.testing.ServiceTest;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class ConditionalApiTests extends ServiceTest {
  private static final MixtureModel MODEL = Fitted.oldFaithful("conditional").model();
  private static final String VERSION = "/api/v1/models/conditional/versions/latest";

  @BeforeAll
  static void store(@Autowired Models models) {
    models.store(Fitted.oldFaithful("conditional"));
    models.store(Fitted.kMeans("conditional-kmeans"));
  }

  private HttpResponse<String> ask(String question, String body) throws Exception {
    return post(VERSION + question, "application/json", body);
  }

  /** The line of regression of a component of two columns, from the textbook. */
  private static double line(int k, double waiting) {
    double[][] s = MODEL.covariance(k);
    return MODEL.mean(k)[0] + s[0][1] / s[1][1] * (waiting - MODEL.mean(k)[1]);
  }

  private static double variance(int k) {
    double[][] s = MODEL.covariance(k);
    return s[0][0] - s[0][1] * s[0][1] / s[1][1];
  }

  @Test
  void onePointIsAnsweredWithTheWholeMixture() throws Exception {
    JsonNode answer = json(ask("/conditional", "{\"given\":{\"waiting\":70}}"));
    assertThat(answer.get("model").asString()).isEqualTo("conditional");
    assertThat(answer.get("given").toString()).isEqualTo("{\"waiting\":70.0}");
    assertThat(answer.get("columns").toString()).isEqualTo("[\"eruptions\"]");
    double[] weights = {
      answer.at("/weights/0").asDouble(), answer.at("/weights/1").asDouble(),
    };
    assertThat(weights[0] + weights[1]).isCloseTo(1, within(1e-12));
    double mean = 0;
    for (int k = 0; k < 2; k++) {
      assertThat(answer.at("/means/" + k + "/0").asDouble()).isCloseTo(line(k, 70), within(1e-12));
      assertThat(answer.at("/covariances/" + k + "/0/0").asDouble())
          .isCloseTo(variance(k), within(1e-12));
      mean += weights[k] * line(k, 70);
    }
    assertThat(answer.at("/mean/0").asDouble()).isCloseTo(mean, within(1e-12));
    double second = 0;
    for (int k = 0; k < 2; k++) {
      second += weights[k] * (variance(k) + Math.pow(line(k, 70) - mean, 2));
    }
    assertThat(answer.at("/standardDeviation/0").asDouble())
        .isCloseTo(Math.sqrt(second), within(1e-12));
    assertThat(answer.get("logDensity").asDouble()).isCloseTo(Math.log(0.0114717), within(1e-4));
  }

  @Test
  void manyRowsAreAnsweredAsOneByOne() throws Exception {
    int rows = 700;
    String values =
        IntStream.range(0, rows).mapToObj(i -> "[" + i + "]").collect(Collectors.joining(","));
    String given = "{\"columns\":[\"waiting\"],\"rows\":[" + values + "]}";
    JsonNode answer = json(ask("/conditional", "{\"given\":" + given + "}"));
    assertThat(answer.get("given").toString()).isEqualTo("[\"waiting\"]");
    assertThat(answer.get("rows").size()).isEqualTo(rows);
    for (int waiting : List.of(0, 40, 69, 255, 256, 699)) {
      JsonNode one = json(ask("/conditional", "{\"given\":{\"waiting\":" + waiting + "}}"));
      JsonNode row = answer.at("/rows/" + waiting);
      assertThat(row.get("mean")).isEqualTo(one.get("mean"));
      assertThat(row.get("standardDeviation")).isEqualTo(one.get("standardDeviation"));
      assertThat(row.get("logDensity")).isEqualTo(one.get("logDensity"));
    }
  }

  @Test
  void oneRowIsAnsweredWithNpy() throws Exception {
    HttpResponse<byte[]> answer =
        CLIENT.send(
            request(VERSION + "/conditional")
                .header("Content-Type", "application/json")
                .header("Accept", "application/x-npy")
                .POST(BodyPublishers.ofString("{\"given\":{\"waiting\":70}}"))
                .build(),
            BodyHandlers.ofByteArray());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(Npy.rows(answer.body())).hasDimensions(1, 3);
  }

  @Test
  void csvHoldsThePredictionAlone() throws Exception {
    for (String given :
        List.of("{\"waiting\":70}", "{\"columns\":[\"waiting\"],\"rows\":[[70]]}")) {
      HttpResponse<String> csv =
          send(
              request(VERSION + "/conditional")
                  .header("Content-Type", "application/json")
                  .header("Accept", "text/csv")
                  .POST(BodyPublishers.ofString("{\"given\":" + given + "}")));
      JsonNode one = json(ask("/conditional", "{\"given\":{\"waiting\":70}}"));
      assertThat(csv.headers().firstValue("Content-Type")).hasValue("text/csv;charset=UTF-8");
      assertThat(csv.body())
          .isEqualTo(
              "eruptions,eruptionsStandardDeviation,logDensity\n%s,%s,%s\n"
                  .formatted(
                      one.at("/mean/0"), one.at("/standardDeviation/0"), one.get("logDensity")));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "?given=waiting", "?columns=eruptions", "?given=waiting&columns=eruptions"})
  void rowsInCsvAreAnsweredAsThoseInJson(String query) throws Exception {
    JsonNode json =
        json(ask("/conditional", "{\"given\":{\"columns\":[\"waiting\"],\"rows\":[[50],[70]]}}"));

    HttpResponse<String> csv =
        post(VERSION + "/conditional" + query, "text/csv", "other,waiting\nx,50\ny,70\n");

    assertThat(csv.statusCode()).as(csv.body()).isEqualTo(200);
    String[] lines = csv.body().split("\n");
    assertThat(lines[0]).isEqualTo("eruptions,eruptionsStandardDeviation,logDensity");
    for (int i = 0; i < 2; i++) {
      JsonNode row = json.get("rows").get(i);
      assertThat(lines[i + 1])
          .isEqualTo(
              "%s,%s,%s"
                  .formatted(
                      row.at("/mean/0").asString(),
                      row.at("/standardDeviation/0").asString(),
                      row.get("logDensity").asString()));
    }
  }

  @Test
  void rowsInNpyAreAnsweredInNpy() throws Exception {
    HttpResponse<byte[]> answer =
        HttpClient.newHttpClient()
            .send(
                request(VERSION + "/conditional?given=waiting")
                    .header("Content-Type", "application/x-npy")
                    .POST(
                        HttpRequest.BodyPublishers.ofByteArray(
                            Npy.of(new double[] {50}, new double[] {70})))
                    .build(),
                HttpResponse.BodyHandlers.ofByteArray());

    assertThat(answer.statusCode()).isEqualTo(200);
    double[][] rows = Npy.rows(answer.body());
    assertThat(rows).hasDimensions(2, 3);
    JsonNode one = json(ask("/conditional", "{\"given\":{\"waiting\":70}}"));
    assertThat(rows[1][0]).isEqualTo(one.at("/mean/0").asDouble());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "conditional                                | a,b               | 400 | given   | names none of the model's columns, 'eruptions', 'waiting'; it names 'a', 'b'",
        "conditional                                | 1                 | 400 | given   | say which of the model's they hold: given=waiting",
        "conditional                                | waiting,eruptions | 422 | given   | name those that are asked for with columns=",
        "conditional?given=wating                   | waiting           | 422 | given   | did you mean 'waiting'?",
        "conditional?given=waiting&columns=waiting  | waiting           | 422 | columns | is given, so there is nothing to ask",
        "conditional?given=waiting&given=waiting    | waiting           | 400 | given   | given twice",
        "conditional?columns=waiting,eruptions      | waiting           | 422 | columns | every column is asked for",
        "conditional                                | Waiting           | 400 | given   | did you mean 'waiting'?",
        "marginal                                   | 1                 | 400 | columns | say which of the model's they hold: columns=waiting",
        "marginal?columns=wating                    | waiting           | 422 | columns | did you mean 'waiting'?",
        "marginal?columns=waiting                   | a                 | 422 | /columns | there is no column 'waiting'",
      })
  void rowsWhoseColumnsAreNotToldAreRefused(
      String question, String header, int status, String pointer, String detail) throws Exception {
    HttpResponse<String> answer =
        post(VERSION + "/" + question, "text/csv", header + "\n" + header.replaceAll("\\w+", "50"));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(Problems.place(json(answer).at("/errors/0"))).isEqualTo(pointer);
    assertThat(json(answer).get("detail").asString()).contains(detail);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?columns=waiting"})
  void pointsAreAnsweredWithTheirMarginalDensity(String query) throws Exception {
    HttpResponse<String> csv =
        post(VERSION + "/marginal" + query, "text/csv", "other,waiting\nx,50\ny,70\n");
    HttpResponse<String> json =
        send(
            request(VERSION + "/marginal" + query)
                .header("Content-Type", "text/csv")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString("waiting\n50\n70\n")));

    assertThat(csv.statusCode()).as(csv.body()).isEqualTo(200);
    String[] lines = csv.body().split("\n");
    assertThat(lines).hasSize(3).startsWith("logDensity");
    assertThat(Double.parseDouble(lines[2])).isCloseTo(Math.log(0.0114717), within(1e-4));
    assertThat(json(json).get("columns").toString()).isEqualTo("[\"waiting\"]");
    assertThat(json(json).at("/rows/1/logDensity").asString()).isEqualTo(lines[2]);
  }

  @Test
  void aMarginalIsATableByAccept() throws Exception {
    HttpResponse<String> csv = marginal("text/csv", HttpResponse.BodyHandlers.ofString());
    assertThat(csv.headers().firstValue("Content-Type")).hasValue("text/csv;charset=UTF-8");
    String[] lines = csv.body().split("\n");
    assertThat(lines)
        .hasSize(3)
        .startsWith(
            "component,weight,mean_waiting,mean_eruptions,covariance_waiting_waiting,covariance_waiting_eruptions,covariance_eruptions_waiting,covariance_eruptions_eruptions");
    double[][] npy =
        Npy.rows(marginal("application/x-npy", HttpResponse.BodyHandlers.ofByteArray()).body());
    for (int k = 0; k < 2; k++) {
      double[] mean = MODEL.mean(k);
      double[][] s = MODEL.covariance(k);
      double[] expected = {
        k, MODEL.weight(k), mean[1], mean[0], s[1][1], s[1][0], s[0][1], s[0][0]
      };
      assertThat(npy[k]).containsExactly(expected);
      assertThat(Stream.of(lines[k + 1].split(",")).mapToDouble(Double::parseDouble))
          .containsExactly(DoubleStream.of(expected).boxed().toArray(Double[]::new));
    }
  }

  private <T> HttpResponse<T> marginal(String accept, HttpResponse.BodyHandler<T> body)
      throws Exception {
    return HttpClient.newHttpClient()
        .send(
            request(VERSION + "/marginal")
                .header("Content-Type", "application/json")
                .header("Accept", accept)
                .POST(BodyPublishers.ofString("{\"columns\":[\"waiting\",\"eruptions\"]}"))
                .build(),
            body);
  }

  @Test
  void aMarginalCanBeImported() throws Exception {
    JsonNode marginal = json(ask("/marginal", "{\"columns\":[\"waiting\"]}"));
    assertThat(marginal.get("columns").toString()).isEqualTo("[\"waiting\"]");
    assertThat(marginal.at("/means/0/0").asDouble()).isEqualTo(MODEL.mean(0)[1]);
    assertThat(marginal.at("/covariances/1/0/0").asDouble()).isEqualTo(MODEL.covariance(1)[1][1]);
    HttpResponse<String> imported =
        post(
            "/api/v1/models/conditional-marginal/versions:import",
            "application/json",
            marginal.toString());
    assertThat(imported.statusCode()).as(imported.body()).isEqualTo(201);
    assertThat(json(imported).get("covariances")).isEqualTo(marginal.get("covariances"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                                                        | /given           | given must be an object with the value of at least one column, such as {"eruptions": 1.5}
          {"given":[70]}                                            | /given           | given must be an object
          {"given":{}}                                              | /given           | no value is given
          {"given":{"wating":70}}                                   | /given/wating    | has no column 'wating'; it has eruptions, waiting; did you mean 'waiting'?
          {"given":{"waiting":"70"}}                                | /given/waiting   | must be a number
          {"given":{"waiting":null}}                                | /given/waiting   | must be a number
          {"given":{"waiting":1e400}}                               | /given/waiting   | must be a number
          {"given":{"waiting":70,"eruptions":3}}                    | /given           | every column is given
          {"given":{"waiting":70},"columns":["waiting"]}            | /columns/0       | column 'waiting' is given
          {"given":{"waiting":70},"columns":[]}                     | /columns         | columns are missing
          {"given":{"waiting":70},"columns":["x"]}                  | /columns/0       | has no column 'x'
          {"given":{"waiting":70},"columns":["eruptions","eruptions"]} | /columns/1    | named twice
          {"given":{"rows":[[70]]}}                                 | /given/columns   | columns are missing
          {"given":{"columns":["waiting","waiting"],"rows":[[7,8]]}} | /given/columns/1 | named twice
          {"given":{"columns":["waiting"],"rows":[[70],["a"]]}}     | /given/rows/1/0  | is not a number
          {"given":{"columns":["waiting"],"rows":[[70,3]]}}         | /given/rows/0    | 2
          {"given":{"waiting":70},"colums":["x"]}                   | /colums          | did you mean 'columns'?
          """)
  void whatCannotBeAnsweredIsRefused(String body, String pointer, String detail) throws Exception {
    HttpResponse<String> answer = ask("/conditional", body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
    assertThat(Problems.place(json(answer).at("/errors/0"))).isEqualTo(pointer);
    assertThat(json(answer).at("/errors/0/detail").asString()).contains(detail);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                              | /columns   | columns are missing: the names of some of the model's columns, eruptions, waiting
          {"columns":["y"]}               | /columns/0 | has no column 'y'
          {"columns":["waiting",null]}    | /columns/1 | has no column 'null'
          """)
  void aMarginalNeedsColumnsOfTheModel(String body, String pointer, String detail)
      throws Exception {
    HttpResponse<String> answer = ask("/marginal", body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
    assertThat(Problems.place(json(answer).at("/errors/0"))).isEqualTo(pointer);
    assertThat(json(answer).at("/errors/0/detail").asString()).contains(detail);
  }

  @Test
  void allThatCannotBeReadIsToldOfAtOnce() throws Exception {
    JsonNode problem = json(ask("/conditional", "{\"columns\":[[\"waiting\"]],\"givn\":{}}"));
    assertThat(problem.get("errors").findValuesAsString("pointer"))
        .containsExactly("/columns/0", "/givn");
    problem = json(ask("/marginal", "{\"columns\":5,\"rows\":[]}"));
    assertThat(problem.get("errors").findValuesAsString("pointer"))
        .containsExactly("/columns", "/rows");
  }

  @Test
  void kMeansHasNoDensity() throws Exception {
    String version = "/api/v1/models/conditional-kmeans/versions/1";
    for (String[] question :
        new String[][] {
          {"/marginal", "{\"columns\":[\"waiting\"]}"},
          {"/conditional", "{\"given\":{\"waiting\":70}}"}
        }) {
      HttpResponse<String> answer = post(version + question[0], "application/json", question[1]);
      assertThat(answer.statusCode()).isEqualTo(422);
      assertThat(json(answer).get("detail").asString()).contains("no density");
    }
  }
}
