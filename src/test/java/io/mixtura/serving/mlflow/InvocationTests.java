package io.mixtura.serving.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.testing.ServiceTest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Bodies as MLflow's documentation of its scoring server shows them, of two columns. */
class InvocationTests extends ServiceTest {
  private static final String MODEL = "invoked";
  private static final String PATH = "/api/v1/models/" + MODEL + "/versions/latest/invocations";

  @BeforeEach
  void store() throws Exception {
    importOnce(
        MODEL,
        """
        {"columns":["a","b"],"covariance":"identity","weights":[0.6,0.4],"means":[[0,0],[6,6]]}\
        """);
  }

  private JsonNode responsibilities(String points) throws Exception {
    return json(post(
            "/api/v1/models/" + MODEL + "/versions/1/responsibilities", "application/json", points))
        .get("rows");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"dataframe_split\":{\"columns\":[\"a\",\"b\"],\"data\":[[1,2],[5,6.5]]}}",
        "{\"dataframe_split\":{\"index\":[7,8],\"columns\":[\"b\",\"c\",\"a\"],\"data\":[[2,9,1],[6.5,9,5]]}}",
        "{\"dataframe_records\":[{\"a\":1,\"b\":2},{\"b\":6.5,\"a\":5}]}",
        "{\"instances\":[[1.0,2.0],[5.0,6.5]]}",
        "{\"instances\":[{\"a\":1,\"b\":2},{\"a\":5,\"b\":6.5}]}",
        "{\"inputs\":[[1,2],[5,6.5]]}",
        "{\"inputs\":{\"a\":[1,5],\"b\":[2,6.5]}}",
        "{\"inputs\":{\"b\":[[2],[6.5]],\"a\":[[1],[5]]},\"params\":{}}"
      })
  void everyFormIsUnderstood(String body) throws Exception {
    HttpResponse<String> answer = post(PATH, "application/json", body);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(json(answer).propertyNames()).containsExactly("predictions");
    assertThat(json(answer).get("predictions"))
        .isEqualTo(responsibilities("{\"rows\":[[1,2],[5,6.5]]}"));
  }

  @Test
  void csvIsUnderstood() throws Exception {
    HttpResponse<String> answer = post(PATH, "text/csv", "b,a\n2,1\n6.5,5\n");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(json(answer).get("predictions"))
        .isEqualTo(responsibilities("{\"rows\":[[1,2],[5,6.5]]}"));
  }

  @Test
  void labelsAreNumbers() throws Exception {
    HttpResponse<String> answer =
        post(
            PATH,
            "application/json",
            "{\"instances\":[[1,2],[5,6]],\"params\":{\"answer\":\"labels\"}}");

    assertThat(answer.body()).isEqualTo("{\"predictions\":[0,1]}");
  }

  /** What a record does not have is missing, and the point is judged by the rest. */
  @Test
  void aRecordMayLackAValue() throws Exception {
    JsonNode answer =
        json(
            post(
                PATH, "application/json", "{\"dataframe_records\":[{\"a\":1},{\"a\":5,\"b\":6}]}"));

    assertThat(answer.get("predictions"))
        .isEqualTo(responsibilities("{\"rows\":[[1,null],[5,6]]}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          []                                      | 400 | exactly | ``
          {}                                      | 400 | exactly | ``
          {"inputs":[[1,2]],"instances":[[1,2]]}  | 400 | exactly | ``
          {"rows":[[1,2]]}                        | 400 | unknown | /rows
          {"dataframe_split":[[1,2]]}             | 400 | rows    | /dataframe_split/data
          {"dataframe_records":[[1,2]]}           | 400 | object  | /dataframe_records/0
          {"inputs":{"a":[1,2],"b":[1]}}          | 400 | as long | /inputs/b
          {"inputs":{"a":1,"b":1}}                | 400 | array   | /inputs/a
          {"instances":[[1,2]],"params":{"answer":"all"}} | 400 | labels | /params/answer
          {"instances":[[1,2],[1,2,3]]}           | 422 | 3       | /instances/1
          {"dataframe_records":[{"a":1,"b":"x"}]} | 422 | x       | /dataframe_records/0/b
          {"inputs":[[1,"x"]]}                    | 422 | x       | /inputs/0/1
          {"dataframe_split":{"columns":["a"],"data":[[1]]}} | 422 | b | /columns
          {"dataframe_split":{"columns":["a","b"],"data":[[1,2],[1,{}]]}} | 422 | number | /dataframe_split/data/1/1
          """)
  void whatIsWrongIsToldAsMlflowTells(String body, int status, String message, String pointer)
      throws Exception {
    HttpResponse<String> answer = post(PATH, "application/json", body);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(json(answer).get("error_code").asString()).isEqualTo("INVALID_PARAMETER_VALUE");
    assertThat(json(answer).get("message")).isEqualTo(json(answer).get("detail"));
    if (!body.equals("[]")) {
      assertThat(json(answer).get("message").asString()).contains(message);
    }
    assertThat(json(answer).at("/errors/0/pointer").asString()).isEqualTo(pointer);
  }

  @Test
  void noSuchModelIsToldAsMlflowTells() throws Exception {
    HttpResponse<String> answer =
        post("/api/v1/models/not-there/versions/1/invocations", "application/json", "{}");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(json(answer).get("error_code").asString()).isEqualTo("RESOURCE_DOES_NOT_EXIST");
  }
}
