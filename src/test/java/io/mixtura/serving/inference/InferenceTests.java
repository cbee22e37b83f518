package io.mixtura.serving.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.testing.ServiceTest;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Requests as the protocol's document and the clients of Triton and KServe write them, of two
 * columns.
 */
class InferenceTests extends ServiceTest {
  private static final String MODEL = "inferred";
  private static final String PATH = "/v2/models/" + MODEL;

  @Autowired private ApplicationContext context;

  @BeforeEach
  void store() throws Exception {
    importOnce(
        MODEL,
        """
        {"columns":["a","b"],"covariance":"identity","weights":[0.6,0.4],"means":[[0,0],[6,6]]}\
        """);
  }

  private JsonNode rows(String points) throws Exception {
    return json(post(
            "/api/v1/models/" + MODEL + "/versions/1/responsibilities", "application/json", points))
        .get("rows");
  }

  private JsonNode infer(String body) throws Exception {
    HttpResponse<String> answer = post(PATH + "/infer", "application/json", body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json(answer);
  }

  private static JsonNode output(JsonNode answer, String name) {
    return answer
        .get("outputs")
        .valueStream()
        .filter(output -> output.get("name").asString().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** What the answer holds is what responsibilities are, row by row. */
  private static void assertTells(JsonNode answer, JsonNode rows) {
    List<Double> expected = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    List<Double> densities = new ArrayList<>();
    for (JsonNode row : rows) {
      row.get("responsibilities").forEach(number -> expected.add(number.asDouble()));
      labels.add(row.get("mostProbable").asInt());
      densities.add(row.get("logDensity").asDouble());
    }
    JsonNode responsibilities = output(answer, "responsibilities");
    assertThat(responsibilities.get("datatype").asString()).isEqualTo("FP64");
    assertThat(responsibilities.get("shape").toString()).isEqualTo("[%d,2]".formatted(rows.size()));
    assertThat(numbers(responsibilities)).isEqualTo(expected);
    assertThat(numbers(output(answer, "logDensity"))).isEqualTo(densities);
    assertThat(output(answer, "mostProbable").get("data").valueStream().map(JsonNode::asInt))
        .isEqualTo(labels);
  }

  private static List<Double> numbers(JsonNode tensor) {
    return tensor.get("data").valueStream().map(JsonNode::asDouble).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\":\"points\",\"shape\":[2,2],\"datatype\":\"FP64\",\"data\":[1,2,5,6.5]}",
        "{\"name\":\"x\",\"shape\":[2,2],\"datatype\":\"FP32\",\"data\":[[1,2],[5,6.5]]}",
        "{\"name\":\"a\",\"shape\":[2],\"datatype\":\"INT64\",\"data\":[1,5]},"
            + "{\"name\":\"b\",\"shape\":[2,1],\"datatype\":\"FP64\",\"data\":[[2],[6.5]]}",
        "{\"name\":\"b\",\"shape\":[2,1],\"datatype\":\"FP64\",\"data\":[2,6.5]},"
            + "{\"name\":\"c\",\"shape\":[2],\"datatype\":\"BOOL\",\"data\":[true,false]},"
            + "{\"name\":\"a\",\"shape\":[2],\"datatype\":\"UINT8\",\"data\":[1,5]}"
      })
  void pointsComeInOneTensorOrOnePerColumn(String inputs) throws Exception {
    JsonNode answer = infer("{\"id\":\"7\",\"inputs\":[" + inputs + "]}");

    assertThat(answer.get("model_name").asString()).isEqualTo(MODEL);
    assertThat(answer.get("model_version").asString()).isEqualTo("1");
    assertThat(answer.get("id").asString()).isEqualTo("7");
    assertTells(answer, rows("{\"rows\":[[1,2],[5,6.5]]}"));
  }

  @Test
  void outputsCanBeChosenAndValuesMissing() throws Exception {
    JsonNode answer =
        infer(
            """
            {"inputs":[{"name":"x","shape":[1,2],"datatype":"FP64","data":[1,null]}],
             "outputs":[{"name":"logDensity"}]}\
            """);

    assertThat(answer.get("outputs")).hasSize(1);
    assertThat(numbers(output(answer, "logDensity")))
        .containsExactly(rows("{\"rows\":[[1,null]]}").get(0).get("logDensity").asDouble());
  }

  /** As Triton's client sends tensors: the JSON, then the numbers, little-endian. */
  @Test
  void tensorsMayBeBinaryBothWays() throws Exception {
    String json =
        """
        {"inputs":[{"name":"a","shape":[2,1],"datatype":"FP32","parameters":{"binary_data_size":8}},
                   {"name":"b","shape":[2],"datatype":"INT16","parameters":{"binary_data_size":4}}],
         "outputs":[{"name":"responsibilities","parameters":{"binary_data":true}},
                    {"name":"logDensity","parameters":{"binary_data":false}},
                    {"name":"mostProbable","parameters":{"binary_data":true}}]}\
        """;
    ByteBuffer numbers = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
    numbers.putFloat(1.5f).putFloat(5).putShort((short) 2).putShort((short) 6);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(json.getBytes(StandardCharsets.UTF_8));
    body.writeBytes(numbers.array());

    HttpResponse<byte[]> answer =
        CLIENT.send(
            request(PATH + "/versions/1/infer")
                .header("Content-Type", "application/octet-stream")
                .header("Inference-Header-Content-Length", "" + json.length())
                .POST(BodyPublishers.ofByteArray(body.toByteArray()))
                .build(),
            BodyHandlers.ofByteArray());

    assertThat(answer.statusCode()).as(new String(answer.body())).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/octet-stream");
    int length =
        Integer.parseInt(
            answer.headers().firstValue("Inference-Header-Content-Length").orElseThrow());
    JsonNode head = JsonMapper.shared().readTree(text(answer.body(), length));
    assertThat(output(head, "responsibilities").at("/parameters/binary_data_size").asInt())
        .isEqualTo(32);
    ByteBuffer rest =
        ByteBuffer.wrap(answer.body(), length, answer.body().length - length)
            .order(ByteOrder.LITTLE_ENDIAN);
    JsonNode rows = rows("{\"rows\":[[1.5,2],[5,6]]}");
    for (JsonNode row : rows) {
      for (JsonNode responsibility : row.get("responsibilities")) {
        assertThat(rest.getDouble()).isEqualTo(responsibility.asDouble());
      }
    }
    for (JsonNode row : rows) {
      assertThat(rest.getInt()).isEqualTo(row.get("mostProbable").asInt());
    }
    assertThat(rest.hasRemaining()).isFalse();
    assertThat(numbers(output(head, "logDensity")))
        .containsExactly(
            rows.get(0).get("logDensity").asDouble(), rows.get(1).get("logDensity").asDouble());
  }

  private static String text(byte[] body, int length) {
    return new String(body, 0, length, StandardCharsets.UTF_8);
  }

  @Test
  void theServerAndItsModelsDescribeThemselves() throws Exception {
    assertThat(json(get("/v2/health/live")).get("live").asBoolean()).isTrue();
    assertThat(json(get("/v2/health/ready")).get("ready").asBoolean()).isTrue();
    assertThat(json(get("/v2")).get("extensions").toString()).isEqualTo("[\"binary_tensor_data\"]");
    assertThat(json(get(PATH + "/ready")).toString())
        .isEqualTo("{\"name\":\"inferred\",\"ready\":true}");
    assertThat(get(PATH + "/versions/9/ready").statusCode()).isEqualTo(404);
    JsonNode model = json(get(PATH + "/versions/1"));
    assertThat(model).isEqualTo(json(get(PATH)));
    assertThat(model.get("inputs").toString())
        .isEqualTo(
            "[{\"name\":\"a\",\"datatype\":\"FP64\",\"shape\":[-1,1]},{\"name\":\"b\",\"datatype\":\"FP64\",\"shape\":[-1,1]}]");
    assertThat(model.at("/outputs/0/shape").toString()).isEqualTo("[-1,2]");
  }

  /** Health is what the service says of itself, not that it answers. */
  @Test
  void aServiceThatTakesNoRequestsSaysSo() throws Exception {
    AvailabilityChangeEvent.publish(context, ReadinessState.REFUSING_TRAFFIC);
    try {
      HttpResponse<String> answer = get("/v2/health/ready");
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.body()).isEqualTo("{\"ready\":false}");
      assertThat(get("/v2/health/live").statusCode()).isEqualTo(200);
    } finally {
      AvailabilityChangeEvent.publish(context, ReadinessState.ACCEPTING_TRAFFIC);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                                      | /inputs
          {"inputs":[]}                           | /inputs
          {"inputs":[{"name":"x","shape":[1,3],"datatype":"FP64","data":[1,2,3]}]} | /inputs/0/shape
          {"inputs":[{"name":"x","shape":[1,2,1],"datatype":"FP64","data":[1,2]}]} | /inputs/0/shape
          {"inputs":[{"name":"x","shape":[-1,2],"datatype":"FP64","data":[1,2]}]}  | /inputs/0/shape
          {"inputs":[{"name":"x","shape":[2000000000,2],"datatype":"FP64","data":[1,2]}]} | /inputs/0/shape
          {"inputs":[{"name":"x","shape":[2,2],"datatype":"FP64","data":[1,2]}]}   | /inputs/0/data
          {"inputs":[{"name":"x","shape":[1,2],"datatype":"FP64","data":[1,2,3]}]} | /inputs/0/data
          {"inputs":[{"name":"x","shape":[1,2],"datatype":"FP64","data":[1,"2"]}]} | /inputs/0/data
          {"inputs":[{"name":"x","shape":[1,2],"datatype":"FP64"}]}                | /inputs/0/data
          {"inputs":[{"name":"x","shape":[1,2],"datatype":"BYTES","data":["a","b"]}]} | /inputs/0/datatype
          {"inputs":[{"name":"x","shape":[1,2],"datatype":"FP64","parameters":{"binary_data_size":16}}]} | /inputs/0/parameters/binary_data_size
          {"inputs":[{"name":"a","shape":[1],"datatype":"FP64","data":[1]}]}       | /inputs
          {"inputs":[{"name":"a","shape":[1],"datatype":"FP64","data":[1]},{"name":"b","shape":[2],"datatype":"FP64","data":[1,2]}]} | /inputs/1/shape
          {"inputs":[{"name":"x","shape":[1,2],"datatype":"FP64","data":[1,1e200]}]} | /inputs
          {"inputs":[{"name":"x","shape":[1,2],"datatype":"FP64","data":[1,2]}],"outputs":[{"name":"label"}]} | /outputs
          """)
  void whatIsWrongIsToldAsTheProtocolTells(String body, String pointer) throws Exception {
    HttpResponse<String> answer = post(PATH + "/infer", "application/json", body);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(json(answer).get("error").asString()).isNotBlank();
    assertThat(json(answer).at("/errors/0/pointer").asString())
        .as(answer.body())
        .isEqualTo(pointer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "99999", "x"})
  void aWrongLengthOfTheJsonIsRefused(String length) throws Exception {
    HttpResponse<String> answer =
        send(
            request(PATH + "/infer")
                .header("Content-Type", "application/octet-stream")
                .header("Inference-Header-Content-Length", length)
                .POST(BodyPublishers.ofString("{\"inputs\":[]}")));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).get("error").asString()).isNotBlank();
  }

  @Test
  void noSuchModelIsToldAsTheProtocolTells() throws Exception {
    HttpResponse<String> answer = get("/v2/models/not-there/versions/1");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(json(answer).get("error").asString()).contains("not-there");
  }
}
