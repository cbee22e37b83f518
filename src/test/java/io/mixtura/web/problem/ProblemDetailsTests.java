package io.mixtura.web.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.testing.Problems;
import io.mixtura.web.HttpTest;
import io.mixtura.web.RawConnection;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

@ExtendWith(OutputCaptureExtension.class)
class ProblemDetailsTests extends HttpTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"componets":2}                              | /componets                | unknown property 'componets'; did you mean 'components'?
          {"components":2,"shape":1}                   | /shape                    | unknown property 'shape'; known are 'components', 'covariance', 'initialization', 'model', 'standardize', 'tolerance'
          {"initialization":{"mehtod":"RANDOM"}}       | /initialization/mehtod    | unknown property 'mehtod'; did you mean 'method'?
          {"a/b~c":1}                                  | /a~1b~0c                  | unknown property 'a/b~c'; known are 'components', 'covariance', 'initialization', 'model', 'standardize', 'tolerance'
          {"components":"2"}                           | /components               | must be a whole number, but was a string
          {"components":2.5}                           | /components               | must be a whole number, but was 2.5
          {"components":[2]}                           | /components               | must be a whole number, but was an array
          {"components":true}                          | /components               | must be a whole number, but was true or false
          {"components":99999999999}                   | /components               | must be a whole number from -2147483648 to 2147483647, but was 99999999999
          {"components":2,"covariance":""}             | /covariance               | covariance must be 'full', but was ''
          {"components":2,"tolerance":"small"}         | /tolerance                | must be a number, but was a string
          {"components":2,"standardize":"true"}        | /standardize              | must be true or false, but was a string
          {"components":2,"standardize":1}             | /standardize              | must be true or false, but was 1
          {"components":2,"model":5}                   | /model                    | must be a string, but was 5
          {"components":2,"model":{}}                  | /model                    | must be a string, but was an object
          {"initialization":{"method":"kmean"}}        | /initialization/method    | must be one of KMEANS, RANDOM, but was the string 'kmean'
          {"initialization":{"means":[[1],[2,"x"]]}}   | /initialization/means/1/1 | must be a number, but was a string
          {"initialization":{"means":[1]}}             | /initialization/means/0   | must be an array of numbers, but was a whole number
          {"initialization":{"labels":3}}              | /initialization/labels    | must be an array, but was a whole number
          {"initialization":[]}                        | /initialization           | must be an object, but was an array
          {"covariance":"round"}                       | /covariance               | covariance must be 'full', but was 'round'
          []                                           | ``                        | must be an object, but was an array
          5                                            | ``                        | must be an object, but was a whole number
          {"components":0}                             | /components               | components must be greater than or equal to 1, but was 0
          {"tolerance":1}                              | /components               | components must not be null
          {"components":2,"initialization":{"labels":[0,-1]}} | /initialization/labels/1 | labels[1] must be greater than or equal to 0, but was -1
          """)
  void jsonThatAsksForSomethingElseIsRefusedWhereItStands(
      String body, String pointer, String detail) throws Exception {
    assertProblem(post("/api/v1/probe", body), 422, pointer, detail);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"components":2             | malformed JSON at line 1, column 16: Unexpected end-of-input
          {components:2}              | malformed JSON at line 1, column 2: Unexpected character ('c' (code 99)): was expecting double-quote
          {"components":2,}           | malformed JSON at line 1, column 17: Unexpected character ('}' (code 125)): was expecting double-quote
          {"components":NaN}          | malformed JSON at line 1, column 18: 'NaN' is no number in JSON; a missing value is null
          {"components":2} {}         | the body goes on after the end of its JSON document
          {"components":2,"components":3} | Duplicate Object property "components"
          components=2                | malformed JSON at line 1, column 1: Unrecognized token 'components'
          """)
  void textThatIsNoJsonIsRefusedWithItsPlace(String body, String detail) throws Exception {
    JsonNode problem = assertProblem(post("/api/v1/probe", body), 400, "", detail);
    assertThat(problem.get("detail").asString()).startsWith("malformed JSON at line 1, column ");
  }

  @Test
  void aMissingPropertyIsSaidToBeMissing() throws Exception {
    assertProblem(
        post("/api/v1/probe/strict", "{}"),
        422,
        "/count",
        "must be a whole number, but is missing");
  }

  @Test
  void nullIsSaidToBeNull() throws Exception {
    assertProblem(post("/api/v1/probe/strict", "{\"count\":null}"), 422, "/count", "but was null");
  }

  @Test
  void aMissingBodyIsRefused() throws Exception {
    assertProblem(
        post("/api/v1/probe", ""), 400, "", "the request has no body, but one is required");
  }

  @Test
  void everyViolationIsReported() throws Exception {
    String body =
        """
        {"components":0,"initialization":{"labels":[-1,0,-2]}}\
        """;
    HttpResponse<String> answer = post("/api/v1/probe", body);

    assertThat(json(answer).get("errors").findValuesAsString("pointer"))
        .containsExactly("/components", "/initialization/labels/0", "/initialization/labels/2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          /api/v1/probe                       | name      | the query parameter 'name' is required
          /api/v1/probe?name=a&count=many     | count     | 'count' must be a whole number, but was 'many'
          /api/v1/probe?name=a&count=0        | count     | count must be greater than or equal to 1, but was 0
          /api/v1/probe/versions/newest       | version   | 'version' must be a whole number, but was 'newest'
          /api/v1/probe/items?pageSize=0      | pageSize  | pageSize must be from 1 to 1000, but was 0
          /api/v1/probe/items?pageToken=me    | pageToken | 'me' is no page token
          """)
  void parametersAreRefusedByName(String path, String pointer, String detail) throws Exception {
    assertProblem(get(path), 400, pointer, detail);
  }

  @Test
  void pagesFollowEachOther() throws Exception {
    JsonNode first = json(get("/api/v1/probe/items?pageSize=2"));
    assertThat(first.get("items")).hasSize(2);
    String token = first.get("nextPageToken").asString();
    JsonNode second = json(get("/api/v1/probe/items?pageSize=2&pageToken=" + token));

    assertThat(second.get("items").get(0).asString()).isEqualTo("c");
    assertThat(second.get("nextPageToken").isNull()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"/api/v1/probes", "/api/v2", "/nothing/here", "/error", "/api/v1/limits/"})
  void unknownPathsAreNotFound(String path) throws Exception {
    HttpResponse<String> answer = get(path);
    assertThat(answer.statusCode()).isEqualTo(404);
    assertShape(answer, 404);
  }

  @Test
  void anUnknownPathSaysWhereToLook() throws Exception {
    assertThat(json(get("/api/v1/probes")).get("detail").asString())
        .isEqualTo("there is no GET /api/v1/probes; /swagger-ui.html shows what there is");
  }

  @Test
  void anotherMethodIsToldWhichAreAllowed() throws Exception {
    HttpResponse<String> answer = send(request("/api/v1/limits").DELETE());

    assertShape(answer, 405);
    assertThat(answer.headers().firstValue("Allow")).hasValue("GET");
    assertThat(json(answer).get("detail").asString())
        .isEqualTo("DELETE is not possible on /api/v1/limits, but GET is");
  }

  @Test
  void anotherContentTypeIsToldWhichAreSupported() throws Exception {
    HttpResponse<String> answer =
        send(
            request("/api/v1/probe")
                .header("Content-Type", "application/xml")
                .POST(BodyPublishers.ofString("<x/>")));

    assertProblem(
        answer,
        415,
        "Content-Type",
        "a body of type application/xml is not supported here; supported: application/json");
    assertThat(answer.headers().firstValue("Accept")).hasValue("application/json");
  }

  @Test
  void aMissingContentTypeIsSaidToBeMissing() throws Exception {
    assertProblem(
        send(request("/api/v1/probe").POST(BodyPublishers.ofString("{}"))),
        415,
        "Content-Type",
        "the header Content-Type is missing; supported: application/json");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "application/json;charset=foo | 'application/json;charset=foo', names no type or charset that there is",
        "json                         | 'json', names no type or charset that there is",
        "*/*                          | '*/*'; it must name the one type of the body, such as application/json",
        "application/*; q=1           | 'application/*'; it must name the one type of the body, such as application/json",
        "application/x-www-form-urlencoded | curl names this type unless told otherwise",
        "multipart/form-data;boundary=x | Send the file itself as the body (curl --data-binary @file, not -F)",
      })
  void aContentTypeThatCannotBeUsedIsToldWithTheRemedy(String type, String detail)
      throws Exception {
    assertProblem(
        send(
            request("/api/v1/probe")
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString("{}"))),
        415,
        "Content-Type",
        detail);
  }

  @Test
  void formsAreRefused() throws Exception {
    HttpResponse<String> answer =
        send(
            request("/api/v1/probe")
                .header("Content-Type", "multipart/form-data; boundary=x")
                .POST(BodyPublishers.ofString("--x\r\n\r\n{}\r\n--x--\r\n")));
    assertShape(answer, 415);
  }

  @Test
  void anAnswerThatCannotBeWrittenAsAskedIsRefusedAsAProblemAllTheSame() throws Exception {
    HttpResponse<String> answer =
        send(request("/api/v1/probe?name=a").header("Accept", "text/csv"));
    assertProblem(
        answer,
        406,
        "Accept",
        "the answer cannot be written as the header Accept asks for; possible: application/json");
  }

  @Test
  void refusalsAreProblemsWhateverIsAccepted() throws Exception {
    HttpResponse<String> answer =
        send(request("/api/v1/probe/conflict").header("Accept", "text/csv"));
    assertShape(answer, 409);
    assertThat(json(answer).get("errors")).isEmpty();
    assertThat(json(answer).get("detail").asString())
        .isEqualTo("fit 7 is running on it; cancel the fit first");
  }

  @Test
  void aRefusalIsFoundInsideOfAnotherException() throws Exception {
    assertShape(get("/api/v1/probe/wrapped"), 404);
  }

  @Test
  void failuresTellNothingButAnIdThatStandsInTheLog(CapturedOutput log) throws Exception {
    HttpResponse<String> answer = get("/api/v1/probe/failure");

    assertShape(answer, 500);
    assertThat(answer.body()).doesNotContain("secret").doesNotContain("Exception");
    String id = json(answer).get("id").asString();
    assertThat(json(answer).get("detail").asString()).contains(id);
    assertThat(log.getOut()).contains(id).contains("the secret is 42");
  }

  @Test
  void aDatabaseThatIsAwayIsAskedForLater() throws Exception {
    HttpResponse<String> answer = get("/api/v1/probe/database");

    assertShape(answer, 503);
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
  }

  @Test
  void errorsOutsideOfEndpointsAreProblems() throws Exception {
    HttpResponse<String> answer = get("/api/v1/probe/error");

    assertShape(answer, 418);
    assertThat(answer.body()).doesNotContain("secret");
  }

  @Test
  void malformedIdempotencyKeysAreRefused() throws Exception {
    HttpResponse<String> answer =
        send(request("/api/v1/limits").header("Idempotency-Key", "two words"));
    assertProblem(answer, 400, "Idempotency-Key", "1 to 255 visible ASCII characters");
  }

  @Test
  void bodiesInOtherEncodingsAreRefused() throws Exception {
    HttpResponse<String> answer =
        send(
            request("/api/v1/probe")
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "br")
                .POST(BodyPublishers.ofString("{}")));
    assertProblem(
        answer,
        415,
        "Content-Encoding",
        "bodies encoded as 'br' are not supported; encode the body as one of gzip, zstd, or send it as it is");
    assertThat(answer.headers().firstValue("Accept-Encoding")).hasValue("gzip, zstd");
  }

  @Test
  void aFullQueueIsAskedLater() throws Exception {
    HttpResponse<String> answer = get("/api/v1/probe/queue");
    assertShape(answer, 429);
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
  }

  @Test
  void aBodyThatBreaksOffIsTheSendersFault(CapturedOutput log) throws Exception {
    try (RawConnection connection = new RawConnection(port)) {
      connection.head(
          "/api/v1/probe/bytes", "Content-Type: application/octet-stream", "Content-Length: 1000");
      connection.body(10);
      connection.hangUp();

      assertThat(connection.status()).isEqualTo("HTTP/1.1 400 ");
      assertThat(connection.rest()).contains("the body broke off before its end");
    }
    assertThat(log.getOut()).doesNotContain("Unexpected failure");
  }

  @Test
  void goodRequestsPass() throws Exception {
    HttpResponse<String> answer =
        post(
            "/api/v1/probe",
            """
            {"components":2,"tolerance":1,"standardize":true,"model":"m","covariance":"full",
             "initialization":{"method":"RANDOM","means":[[1,2.5],[3,-4e3]],"labels":[0,1]}}\
            """);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(json(answer).at("/initialization/means/1/1").asDouble()).isEqualTo(-4e3);
  }

  private JsonNode assertProblem(
      HttpResponse<String> answer, int status, String pointer, String detail) {
    JsonNode problem = assertShape(answer, status);
    assertThat(Problems.place(problem.at("/errors/0"))).isEqualTo(pointer);
    assertThat(problem.at("/errors/0/detail").asString()).contains(detail);
    assertThat(problem.at("/detail").asString()).contains(detail);
    return problem;
  }

  private JsonNode assertShape(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    JsonNode problem = json(answer);
    assertThat(problem.get("status").asInt()).isEqualTo(status);
    assertThat(problem.get("title").asString()).isNotBlank();
    assertThat(problem.get("type").asString()).startsWith("/problems/");
    assertThat(problem.get("detail").asString()).isNotBlank();
    assertThat(problem.get("errors").isArray()).isTrue();
    assertThat(problem.get("instance").asString()).isEqualTo(answer.request().uri().getPath());
    return problem;
  }
}
