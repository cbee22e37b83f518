package io.mixtura.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.testing.TemporaryHome;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@Timeout(60)
class DatasetHttpTests {
  private static final String PATH = "/api/v1/datasets";
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final JsonMapper JSON = new JsonMapper();

  @LocalServerPort private int port;
  @Autowired private FitsOfTheTest fits;

  /** A stand-in for the room that runs fits. */
  static final class FitsOfTheTest implements DatasetUse {
    private final AtomicReference<@Nullable String> running = new AtomicReference<>();

    @Override
    public Optional<String> liveUse(String datasetId) {
      return Optional.ofNullable(running.get());
    }
  }

  @TestConfiguration(proxyBeanMethods = false)
  static class Uses {
    @Bean
    FitsOfTheTest fitsOfTheTest() {
      return new FitsOfTheTest();
    }
  }

  @DynamicPropertySource
  static void home(DynamicPropertyRegistry registry) throws IOException {
    Path home = TemporaryHome.create();
    registry.add("mixtura.home", home::toString);
  }

  @BeforeEach
  void empty() throws Exception {
    fits.running.set(null);
    for (JsonNode dataset : read(get(PATH + "?pageSize=1000")).get("items")) {
      delete(dataset.get("id").asString());
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(Duration.ofSeconds(50));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(request(path));
  }

  private HttpResponse<String> delete(String id) throws Exception {
    return send(request(PATH + "/" + id).DELETE());
  }

  private HttpResponse<String> post(
      String query, String type, BodyPublisher body, String... headers) throws Exception {
    HttpRequest.Builder request = request(PATH + query).header("Content-Type", type).POST(body);
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  private HttpResponse<String> csv(String query, String body, String... headers) throws Exception {
    return post(query, "text/csv", BodyPublishers.ofString(body), headers);
  }

  private HttpResponse<String> json(String query, String body) throws Exception {
    return post(query, "application/json", BodyPublishers.ofString(body));
  }

  private static JsonNode read(HttpResponse<String> answer) {
    return JSON.readTree(answer.body());
  }

  private static String oldFaithful() throws IOException {
    return DatasetExamples.OLD_FAITHFUL.getContentAsString(StandardCharsets.UTF_8);
  }

  @Test
  void sampleIsUploadedUnderTheIdThatTheExamplesName() throws Exception {
    HttpResponse<String> answer = csv("?name=old-faithful", oldFaithful());

    JsonNode dataset = read(answer);
    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(dataset.get("id").asString()).isEqualTo(StoredDataset.EXAMPLE);
    assertThat(dataset.get("name").asString()).isEqualTo("old-faithful");
    assertThat(dataset.get("rows").asInt()).isEqualTo(272);
    assertThat(dataset.get("columns").toString()).isEqualTo("[\"eruptions\",\"waiting\"]");
    assertThat(answer.headers().firstValue("Location"))
        .hasValue(PATH + "/" + StoredDataset.EXAMPLE);
    assertThat(answer.headers().firstValue("ETag"))
        .hasValueSatisfying(
            etag -> assertThat(etag).startsWith("\"" + dataset.get("sha256").asString()));
    assertThat(dataset.get("understood").toString())
        .isEqualTo(
            "{\"header\":true,\"delimiter\":\",\",\"decimal\":\".\",\"comments\":0,\"leftOut\":[]}");
    assertThat(read(get(PATH + "/" + StoredDataset.EXAMPLE))).isEqualTo(withoutReading(answer));
  }

  @Test
  void aSecondUploadIsToldThatItsNameWasNotTaken() throws Exception {
    csv("?name=draft", "a\n1.5\n2.5\n");

    JsonNode second = read(csv("?name=harvest-2026", "a\n1.5\n2.5\n"));

    assertThat(second.get("name").asString()).isEqualTo("draft");
    assertThat(second.get("note").asString()).contains("'draft'", "'harvest-2026' was not taken");
    assertThat(read(csv("?name=draft", "a\n1.5\n2.5\n")).get("note").isNull()).isTrue();
  }

  @Test
  void aDatasetIsRenamedAndFoundByItsName() throws Exception {
    HttpResponse<String> uploaded = csv("?name=before", "renamed\n1\n2\n");
    String path = PATH + "/" + read(uploaded).get("id").asString();

    HttpResponse<String> renamed = rename(path, "{\"name\":\"Größe_1%\"}");
    assertThat(renamed.statusCode()).isEqualTo(200);
    assertThat(read(renamed).get("name").asString()).isEqualTo("Größe_1%");
    assertThat(read(rename(path, "{\"name\":\"Größe_1%\"}"))).isEqualTo(read(renamed));
    assertThat(read(get(path))).isEqualTo(read(renamed));

    String etag = uploaded.headers().firstValue("ETag").orElseThrow();
    assertThat(send(request(path).header("If-None-Match", etag)).statusCode()).isEqualTo(200);
    etag = renamed.headers().firstValue("ETag").orElseThrow();
    assertThat(send(request(path).header("If-None-Match", etag)).statusCode()).isEqualTo(304);

    assertThat(read(get(PATH + "?name=gr%C3%B6%C3%9Fe_1%25")).get("items")).hasSize(1);
    assertThat(read(get(PATH + "?name=gr%C3%B6%C3%9Fe_2")).get("items")).isEmpty();
    assertThat(rename(path, "{}").statusCode()).isEqualTo(422);
    assertThat(rename(path, "{\"name\":\" \"}").statusCode()).isEqualTo(422);
    assertThat(rename(PATH + "/none", "{\"name\":\"a\"}").statusCode()).isEqualTo(404);
  }

  private HttpResponse<String> rename(String path, String body) throws Exception {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .method("PATCH", HttpRequest.BodyPublishers.ofString(body)));
  }

  @Test
  void summaryOfTheSampleIsWhatRSays() throws Exception {
    csv("", oldFaithful());

    JsonNode summary = read(get(PATH + "/" + StoredDataset.EXAMPLE + "/summary"));

    assertThat(summary.get("rows").asInt()).isEqualTo(272);
    JsonNode waiting = summary.get("columns").get(1);
    assertThat(waiting.get("name").asString()).isEqualTo("waiting");
    assertThat(waiting.get("count").asInt()).isEqualTo(272);
    assertThat(waiting.get("mean").asDouble()).isEqualTo(70.8970588235294, within());
    assertThat(waiting.get("standardDeviation").asDouble()).isEqualTo(13.5949738, within());
    assertThat(waiting.get("minimum").asDouble()).isEqualTo(43);
    assertThat(waiting.get("maximum").asDouble()).isEqualTo(96);
  }

  private static org.assertj.core.data.Offset<Double> within() {
    return org.assertj.core.api.Assertions.within(1e-6);
  }

  @Test
  void jsonAndCsvOfOneContentAreOneDataset() throws Exception {
    HttpResponse<String> first =
        json("", "{\"name\":\"points\",\"columns\":[\"a\",\"b\"],\"rows\":[[1,2],[3,4.5]]}");
    HttpResponse<String> second = csv("?name=other", "a,b\n1,2\n3,4.5\n");

    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(second.statusCode()).isEqualTo(200);
    assertThat(withoutReading(second)).isEqualTo(withoutReading(first));
    assertThat(read(first).get("name").asString()).isEqualTo("points");
    assertThat(second.headers().firstValue("Location"))
        .isEqualTo(first.headers().firstValue("Location"));
  }

  /** What is said of the dataset, without how the body was read. */
  private static JsonNode withoutReading(HttpResponse<String> answer) {
    return ((ObjectNode) read(answer)).remove(List.of("understood", "note"));
  }

  @Test
  void intakeOptionsAreQueryParameters() throws Exception {
    String iris = "5.1;3.5;setosa\n4.9;3.0;setosa\n";

    HttpResponse<String> answer = csv("?delimiter=%3B&header=false&columns=1,0&name=%20iris", iris);

    JsonNode dataset = read(answer);
    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(dataset.get("columns").toString()).isEqualTo("[\"x1\",\"x0\"]");
    assertThat(dataset.get("name").asString()).isEqualTo("iris");
    JsonNode rows = read(get(PATH + "/" + dataset.get("id").asString() + "/rows"));
    assertThat(rows.get("rows").toString()).isEqualTo("[[3.5,5.1],[3.0,4.9]]");
    assertThat(rows.get("nextPageToken").isNull()).isTrue();
  }

  @Test
  void rowsArePaged() throws Exception {
    csv("", oldFaithful());
    String path = PATH + "/" + StoredDataset.EXAMPLE + "/rows?pageSize=200";

    JsonNode first = read(get(path));
    JsonNode second = read(get(path + "&pageToken=" + first.get("nextPageToken").asString()));

    assertThat(first.get("rows").get(0).toString()).isEqualTo("[3.6,79.0]");
    assertThat(first.get("rows").size()).isEqualTo(200);
    assertThat(second.get("rows").size()).isEqualTo(72);
    assertThat(second.get("nextPageToken").isNull()).isTrue();
  }

  @Test
  void listIsPaged() throws Exception {
    for (int i = 0; i < 3; i++) {
      csv("?name=d" + i, "a\n" + i);
    }

    JsonNode first = read(get(PATH + "?pageSize=2"));
    JsonNode second =
        read(get(PATH + "?pageSize=2&pageToken=" + first.get("nextPageToken").asString()));

    List<String> names = new ArrayList<>();
    Stream.of(first, second)
        .forEach(page -> page.get("items").forEach(item -> names.add(item.get("name").asString())));
    assertThat(names).containsExactly("d2", "d1", "d0");
  }

  @Test
  void unchangedDatasetIsNotSentAgain() throws Exception {
    String etag = csv("", oldFaithful()).headers().firstValue("ETag").orElseThrow();

    HttpResponse<String> answer =
        send(request(PATH + "/" + StoredDataset.EXAMPLE).header("If-None-Match", etag));

    assertThat(answer.statusCode()).isEqualTo(304);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void badCellsAreProblemsWithPointers() throws Exception {
    HttpResponse<String> answer = csv("", "a,b\n1,2\n3,x\n,4\n");

    JsonNode problem = read(answer);
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(problem.get("errors").size()).isEqualTo(2);
    assertThat(problem.get("errors").get(0).get("pointer").asString()).isEqualTo("/rows/1/1");
    assertThat(problem.get("errors").get(0).get("detail").asString())
        .isEqualTo(
            "row 2 (line 3), column 'b': 'x' is not a number; if the column is text, add categories=b to the query");
    assertThat(read(get(PATH)).get("items").size()).isZero();
  }

  @Test
  void whatCannotBeReadIsRefused() throws Exception {
    assertThat(json("", "{\"columns\":[\"a\"],\"rows\":[[1],}").statusCode()).isEqualTo(400);
    assertThat(json("", "{\"colunms\":[\"a\"],\"rows\":[[1]]}").body()).contains("'columns'");
    assertThat(json("?header=true", "{}").body()).contains("header is for CSV");
    assertThat(csv("?header=perhaps", "a\n1").statusCode()).isEqualTo(400);
    assertThat(csv("?delimiter=,&decimal=,", "a,b\n1,2\n").body())
        .contains("it must be another character than the delimiter");
    assertThat(csv("?name=%20", "a\n1").body()).contains("the dataset has no name");
    HttpResponse<String> form =
        post("", "application/x-www-form-urlencoded", BodyPublishers.ofString("a=1"));
    assertThat(form.statusCode()).isEqualTo(415);
    assertThat(form.body()).contains("text/csv");
    HttpResponse<String> nothing = csv("", "");
    assertThat(nothing.statusCode()).isEqualTo(422);
    assertThat(nothing.body()).contains("the body is empty");
  }

  @Test
  void repeatedRequestIsAnsweredWithItsDataset() throws Exception {
    String[] key = {"Idempotency-Key", "upload-1"};
    HttpResponse<String> first = csv("?name=points", "a\n1\n2\n", key);
    HttpResponse<String> again = csv("?name=points", "a\n1\n2\n", key);
    HttpResponse<String> otherBody = csv("?name=points", "a\n1\n3\n", key);
    HttpResponse<String> otherQuery = csv("?name=dots", "a\n1\n2\n", key);

    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(read(again)).isEqualTo(read(first));
    assertThat(otherBody.statusCode()).isEqualTo(422);
    assertThat(otherBody.body()).contains("Idempotency-Key");
    assertThat(otherQuery.statusCode()).isEqualTo(422);
    assertThat(read(get(PATH)).get("items").size()).isOne();

    delete(read(first).get("id").asString());
    HttpResponse<String> late = csv("?name=points", "a\n1\n2\n", key);
    assertThat(late.statusCode()).isEqualTo(409);
    assertThat(late.body()).contains("has been deleted since");
  }

  @Test
  void deletedDatasetIsGone() throws Exception {
    csv("", oldFaithful());

    assertThat(delete(StoredDataset.EXAMPLE).statusCode()).isEqualTo(204);

    for (String path : List.of("", "/rows", "/summary")) {
      HttpResponse<String> answer = get(PATH + "/" + StoredDataset.EXAMPLE + path);
      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.body()).contains("there is no dataset '" + StoredDataset.EXAMPLE);
    }
    assertThat(delete(StoredDataset.EXAMPLE).statusCode()).isEqualTo(404);
  }

  @Test
  void datasetInUseIsKept() throws Exception {
    csv("", oldFaithful());
    fits.running.set("fit 17 is running");

    HttpResponse<String> answer = delete(StoredDataset.EXAMPLE);

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("while fit 17 is running");
  }

  @Test
  void aPathOfOneFormatTakesNoOther() throws Exception {
    assertThat(csv(":csv", "a\n1\n2\n7\n").statusCode()).isEqualTo(201);
    HttpResponse<String> refused = json(":csv", "{\"columns\":[\"a\"],\"rows\":[[1]]}");
    assertThat(refused.statusCode()).isEqualTo(415);
    assertThat(read(refused).get("detail").asString())
        .contains("this path takes text/csv alone", "POST /api/v1/datasets takes every format");
  }

  @Test
  void documentationHasTheWholeSampleAsItsExample() throws Exception {
    JsonNode paths = read(get("/v3/api-docs")).get("paths");

    JsonNode upload = paths.get(PATH + ":csv").get("post");
    JsonNode csv = upload.get("requestBody").get("content").get("text/csv");
    assertThat(csv.get("example").asString()).isEqualTo(oldFaithful());
    JsonNode body = paths.get(PATH).get("post").get("requestBody").get("content");
    assertThat(json("", body.get("application/json").get("example").toString()).statusCode())
        .isEqualTo(201);
    assertThat(upload.get("responses").propertyNames())
        .contains("200", "201", "400", "413", "415", "422");
    List<String> parameters = new ArrayList<>();
    upload.get("parameters").forEach(parameter -> parameters.add(parameter.get("name").asString()));
    assertThat(parameters)
        .containsExactlyInAnyOrder(
            "name",
            "header",
            "delimiter",
            "decimal",
            "comment",
            "columns",
            "exclude",
            "text",
            "categories",
            "missing",
            "Idempotency-Key");
    JsonNode delete = paths.get(PATH + "/{id}").get("delete");
    assertThat(delete.get("responses").propertyNames())
        .containsExactly("204", "401", "403", "404", "409", "429", "503", "507");
    // Whoever tries everything out is not to delete a dataset by accident.
    assertThat(delete.get("parameters").get(0).has("example")).isFalse();
  }

  /** 1M × 8: 61 MiB of doubles, more than twice as much CSV. */
  @Test
  void uploadOfAMillionRowsTakesConstantMemory() throws Exception {
    long before = liveBytes();
    AtomicLong during = new AtomicLong();
    InputStream rows = new ManyRows(1_000_000, 900_000, () -> during.set(liveBytes()));

    HttpResponse<String> answer =
        post("?name=many", "text/csv", BodyPublishers.ofInputStream(() -> rows));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    assertThat(read(answer).get("rows").asInt()).isEqualTo(1_000_000);
    assertThat(during.get() - before).isLessThan(30L << 20);
  }

  private static long liveBytes() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  /** Rows of eight random numbers, made while they are read. */
  private static final class ManyRows extends InputStream {
    private final Random random = new Random(5);
    private final int rows;
    private final int callAt;
    private final Runnable call;
    private byte[] line = {};
    private int at;
    private int row;

    ManyRows(int rows, int callAt, Runnable call) {
      this.rows = rows;
      this.callAt = callAt;
      this.call = call;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      if (at == line.length && !nextLine()) {
        return -1;
      }
      int count = Math.min(length, line.length - at);
      System.arraycopy(line, at, into, offset, count);
      at += count;
      return count;
    }

    private boolean nextLine() {
      if (row == rows) {
        return false;
      }
      if (row == callAt) {
        call.run();
      }
      row++;
      StringBuilder text = new StringBuilder();
      for (int j = 0; j < 8; j++) {
        text.append(j == 0 ? "" : ",").append(random.nextInt()).append('.').append(row);
      }
      line = text.append('\n').toString().getBytes(StandardCharsets.US_ASCII);
      at = 0;
      return true;
    }
  }
}
