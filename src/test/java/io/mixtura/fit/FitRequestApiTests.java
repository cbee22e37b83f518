package io.mixtura.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.testing.Api;
import io.mixtura.testing.Problems;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Requests that keep a fit from starting are refused at once, and nothing is stored. */
class FitRequestApiTests extends FitServiceTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``                                | 400 | but one is required",
        "null                              | 400 | but one is required",
        "{                                 | 400 | malformed JSON at line 1, column 2: Unexpected end-of-input: expected close marker for Object",
        "{'components':2                   | 400 | malformed JSON at line 1",
        "{'components':2}}                 | 400 | Unexpected close marker '}'",
        "{'components':2}{'components':2}  | 400 | goes on after the end",
        "{'components':2,'components':3}   | 400 | Duplicate",
        "{'components':02}                 | 400 | malformed JSON at line 1",
        "{'components':NaN}                | 400 | malformed JSON at line 1",
        "[]                                | 422 | must be an object, but was an array",
        "'fit'                             | 422 | must be an object, but was a string",
        "2                                 | 422 | must be an object, but was a whole number",
      })
  void aBodyThatIsNoRequestIsRefused(String body, int status, String message) {
    assertRefused(postFit(body), status, "", message);
    assertRefused(validate(body), status, "", message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "n_components | here it is \"components\"",
        "covariance_type | here it is \"covariance\"",
        "n_init | here it is \"restarts\"",
        "max_iter | {\"maxIterations\": …}",
        "tol | {\"tolerance\": …}",
        "reg_covar | here it is \"regularization\"",
        "init_params | {\"method\": …}",
        "random_state | here it is \"seed\"",
        "weights_init | \"weights\": […]",
        "means_init | \"means\": […]",
        "precisions_init | whose inverses precisions are",
        "warm_start | such as those of a stored model"
      })
  void namesOfScikitLearnAreToldOurs(String theirs, String ours) {
    Api.Answer answer =
        api()
            .post(
                FITS + ":validate",
                "{\"%s\":2,\"components\":2,\"data\":{\"columns\":[\"x\"],\"rows\":[[1],[2],[3]]}}"
                    .formatted(theirs));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(Problems.place(answer.json().at("/errors/0"))).isEqualTo("/" + theirs);
    assertThat(answer.json().at("/errors/0/detail").asString())
        .startsWith("unknown property '%s'; ".formatted(theirs))
        .contains(ours);
  }

  @Test
  void typesAndWhatElseIsWrongAreToldTogether() {
    Api.Answer answer =
        validate(
            """
            {'data':{'columns':['a'],'rows':[[1],[2],[3]]},'components':'three','seed':'x',
             'covariance':'round','restarts':-1,'initialization':{'method':'kmeans','keep':[1]},
             'regularization':7,'componets':2,'frozen':['means']}\
            """);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().get("errors").findValuesAsString("pointer"))
        .containsExactly(
            "/components",
            "/seed",
            "/initialization/keep",
            "/componets",
            "/covariance",
            "/regularization",
            "/restarts");
  }

  @Test
  void whatOthersAreJudgedByIsToldAlone() {
    Api.Answer answer =
        validate(
            "{'data':{'columns':['a'],'rows':[[1],[2]]},'components':9,'family':5,'degreesOfFreedom':3}");

    assertThat(answer.json().get("errors").findValuesAsString("pointer"))
        .containsExactly("/family");
  }

  @Test
  void endlessNestingIsRefused() {
    String nested = "[".repeat(100_000) + "]".repeat(100_000);
    for (String field : List.of("data", "mixingWeights", "columns", "elsewhere")) {
      Api.Answer answer = postFit("{'components':1,'%s':%s}".formatted(field, nested));
      assertThat(answer.status()).as(field).isIn(400, 422);
      assertThat(answer.json().get("detail").asString())
          .hasSizeLessThan(500)
          .doesNotContain("StreamRead");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'model':5                            | /model            | must be a string",
        "'model':['a']                        | /model            | must be a string, but was an array",
        "'datasetId':5                        | /datasetId        | must be a string",
        "'datasetId':{}                       | /datasetId        | must be a string, but was an object",
        "'columns':'a'                        | /columns          | must be an array, but was a string",
        "'columns':[1]                        | /columns/0        | must be a string",
        "'columns':{'a':1}                    | /columns          | must be an array, but was an object",
        "'algorithm':true                     | /algorithm        | must be a string",
        "'components':'2'                     | /components       | must be a whole number",
        "'components':'three'                 | /components       | components must be a whole number, such as 3, or a range to choose from",
        "'components':''                      | /components       | components must be a whole number",
        "'components':' '                     | /components       | components must be a whole number",
        "'components':2.0                     | /components       | must be a whole number, such as 3, or a range to choose from, such as {\"min\": 1, \"max\": 9}, but was 2.0",
        "'seed':' '                           | /seed             | seed must be a whole number",
        "'noise':' '                          | /noise            | noise must be true or false",
        "'prior':' '                          | /prior            | prior must be an object",
        "'columns':''                         | /columns          | columns must be an array",
        "'components':2.5                     | /components       | must be a whole number",
        "'components':true                    | /components       | must be a whole number",
        "'components':[2]                     | /components       | must be a whole number",
        "'components':3000000000              | /components       | but was 3000000000",
        "'components':1e400                   | /components       | such as {\"min\": 1, \"max\": 9}, but was above 1.8e308",
        "'seed':-1e400                        | /seed             | must be a whole number, but was below -1.8e308",
        "'regularization':1e400               | /regularization   | must be a number from -1.8e308 to 1.8e308, but was 1e400",
        "'initialization':{'means':[[1e400]]} | /initialization/means/0/0 | must be a number from -1.8e308 to 1.8e308, but was 1e400",
        "'covariance':1                       | /covariance       | must be a string",
        "'initialization':'kmeans'            | /initialization   | must be an object, but was a string",
        "'initialization':['kmeans']          | /initialization   | must be an object, but was an array",
        "'initialization':{'labels':'01'}     | /initialization/labels | must be an array, but was a string",
        "'initialization':{'labels':[0,1.5]}  | /initialization/labels/1 | must be a whole number",
        "'initialization':{'labels':[0,'a']}  | /initialization/labels/1 | must be a whole number",
        "'initialization':{'means':[1]}       | /initialization/means/0 | must be an array",
        "'initialization':{'means':[['x']]}   | /initialization/means/0/0 | must be a number, but was a string",
        "'initialization':{'covariances':[[[true]]]} | /initialization/covariances/0/0/0 | must be a number",
        "'restarts':1.5                       | /restarts         | must be a whole number",
        "'convergence':[]                     | /convergence      | must be an object, but was an array",
        "'convergence':{'tolerance':'tiny'}   | /convergence/tolerance | must be a number, but was a string",
        "'convergence':{'maxIterations':1e3}  | /convergence/maxIterations | must be a whole number",
        "'regularization':true                | /regularization   | must be a number",
        "'standardize':1                      | /standardize      | must be true or false",
        "'standardize':'true'                 | /standardize      | must be true or false",
        "'seed':'42'                          | /seed             | must be a whole number",
        "'family':1                          | /family           | must be a string",
        "'noise':'yes'                       | /noise            | must be true or false",
        "'weightColumn':1                    | /weightColumn     | must be a string",
        "'seed':1e30                          | /seed             | must be a whole number",
        "'seed':1180591620717411303424        | /seed             | must be a whole number from -9223372036854775808 to 9223372036854775807, but was 1180591620717411303424",
        "'componets':2                        | /componets        | did you mean 'components'?",
        "'dataset_id':'x'                     | /dataset_id       | did you mean 'datasetId'?",
        "'k':2                                | /k                | unknown property 'k'; known are 'acceleration', 'algorithm'",
        "'convergence':{'tolerence':1}        | /convergence/tolerence | did you mean 'tolerance'?",
        "'initialization':{'restarts':9}      | /initialization/restarts | unknown property 'restarts'; it stands beside 'initialization', not in it",
        "'initialization':{'metod':'random'}  | /initialization/metod | did you mean 'method'?",
        "'':1                                 | /                 | unknown property ''",
      })
  void whatCannotBeReadIsRefusedWhereItStands(String field, String pointer, String message) {
    String request = "{%s}".formatted(field);
    assertRefused(postFit(request), 422, pointer, message);
    assertRefused(validate(request), 422, pointer, message);
  }

  @Test
  void allThatCannotBeReadInsideOfAPartIsToldOf() {
    JsonNode problem =
        validate(
                ("{'datasetId':'%s','components':'two','initialization':{'method':1,'starts':'many','lables':[],'keep':2},'convergence':{'tolerance':'tiny','maxIterations':1.5}}")
                    .formatted(oldFaithful()))
            .json();
    assertThat(problem.get("errors").findValuesAsString("pointer"))
        .containsExactly(
            "/components",
            "/initialization/method",
            "/initialization/starts",
            "/initialization/lables",
            "/convergence/tolerance",
            "/convergence/maxIterations");
  }

  /** An array within a list of strings was taken for the end of the list, and of the body. */
  @ParameterizedTest
  @ValueSource(strings = {"[['a']]", "[['a'],5]", "[[]]", "[[['a']],'b']"})
  void anArrayIsNoNameOfAColumn(String columns) {
    JsonNode problem =
        validate("{'datasetId':'x','columns':%s,'seed':'y'}".formatted(columns)).json();
    assertThat(problem.get("errors").findValuesAsString("pointer"))
        .containsExactly("/columns/0", "/seed", "/datasetId");
    assertThat(problem.at("/errors/0/detail").asString())
        .isEqualTo("columns[0] must be a string, but was an array");
  }

  @Test
  void neitherAnUnknownDatasetNorABadRowHidesWhatCannotBeRead() {
    for (String data :
        List.of("'datasetId':'nowhere'", "'data':{'columns':['a'],'rows':[[1],['x'],[3]]}")) {
      Api.Answer answer = validate("{%s,'components':'two','seed':'x'}".formatted(data));
      assertThat(answer.status()).isEqualTo(422);
      assertThat(answer.json().get("errors").findValuesAsString("pointer"))
          .containsExactly(
              "/components", "/seed", data.contains("rows") ? "/data/rows/1/0" : "/datasetId");
    }
    assertThat(validate("{'datasetId':'nowhere','components':2}").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'components':2                                                 | /datasetId    | there are no data: give datasetId",
        "'components':2,'data':null                                     | /datasetId    | there are no data",
        "'components':2,'data':null,'datasetId':null                    | /datasetId    | there are no data",
        "'components':2,'datasetId':'d','data':{'columns':['a'],'rows':[[1]]} | /data   | datasetId and data are both given",
        "'components':1,'data':[]                                       | /data         | must be an object such as",
        "'components':1,'data':7                                        | /data         | must be an object such as",
        "'components':1,'data':{}                                       | /data/rows    | is missing",
        "'components':1,'data':{'columns':['a']}                        | /data/rows    | is missing",
        "'components':1,'data':{'rows':[[1]]}                           | /data/columns | is missing",
        "'components':1,'data':{'rows':[[1]],'columns':[0]}             | /data/columns/0 | is the number 0; write",
        "'components':1,'data':{'columns':['a'],'rows':[]}              | /data/rows    | there are no rows",
        "'components':1,'data':{'columns':[],'rows':[[]]}               | /data/columns | ",
        "'components':1,'data':{'columns':['a','a'],'rows':[[1,2]]}     | /data/columns/1 | two columns are named 'a'",
        "'components':1,'data':{'columns':['a'],'rows':[[1],[2,3]]}     | /data/rows/1  | 2 values instead of 1",
        "'components':1,'data':{'columns':['a'],'rows':[[1],[]]}        | /data/rows/1  | 0 values instead of 1",
        "'components':1,'data':{'columns':['a'],'rows':[[1],null]}      | /data/rows/1  | must be an array of numbers",
        "'components':1,'data':{'columns':['a'],'rows':[[1],[null]]}    | /data/rows/1/0 | 'null' stands for a missing value",
        "'components':1,'data':{'columns':['a'],'rows':[[1],['NaN']]}   | /data/rows/1/0 | missing value",
        "'components':1,'data':{'columns':['a'],'rows':[[1],['2']]}     | /data/rows/1/0 | write the number without quotes",
        "'components':1,'data':{'columns':['a'],'rows':[[1],[1e400]]}   | /data/rows/1/0 | is not between -1e100 and 1e100",
        "'components':1,'data':{'columns':['a'],'rows':[[1],[[2]]]}     | /data/rows/1/0 | must be a number, not a structure",
        "'components':1,'data':{'columns':['a'],'rows':[[1]],'row':1}   | /data/row     | did you mean 'rows'?",
        "'components':1,'data':{'columns':['a'],'rows':[[1]],'name':''} | /data/name    | ",
        "'components':3,'data':{'columns':['a'],'rows':[[1],[2]]}       | /components   | 3 components cannot be told apart in 2 rows",
        "'components':1,'columns':['b'],'data':{'columns':['a'],'rows':[[1]]} | /columns/0 | no column 'b'",
        "'components':1,'columns':[null],'data':{'columns':['a'],'rows':[[1]]} | /columns/0 | must be the name of a column, but was null",
      })
  void dataThatCannotBeUsedAreRefusedAndNotStored(String fields, String pointer, String message) {
    String request = "{%s}".formatted(fields);
    long before = datasets();

    assertRefused(postFit(request), 422, pointer, message == null ? "" : message);
    assertRefused(validate(request), 422, pointer, message == null ? "" : message);
    assertThat(datasets()).isEqualTo(before);
  }

  @Test
  void severalErrorsAreReportedAtOnce() {
    JsonNode problem =
        postFit(
                """
                {'model':'Spaces Here','components':0,'restarts':0,'convergence':{'tolerance':-1},
                 'data':{'columns':['a'],'rows':[[1]]}}
                """)
            .json();

    assertThat(problem.at("/errors").findValuesAsString("pointer"))
        .containsExactlyInAnyOrder("/model", "/components", "/restarts", "/convergence/tolerance");
    assertThat(problem.get("detail").asString()).startsWith("4 errors; the first: ");
  }

  @Test
  void anUnknownDatasetIsNamed() {
    assertRefused(
        postFit("{'datasetId':'00ff','components':2}"),
        404,
        "/datasetId",
        "there is no dataset '00ff'; GET /api/v1/datasets lists those there are");
    assertRefused(validate("{'datasetId':'','components':2}"), 404, "/datasetId", "''");
  }

  @Test
  void headersThatCannotBeServedAreRefused() {
    String request = "{\"datasetId\":\"%s\",\"components\":2}".formatted(oldFaithful());
    assertRefused(
        api().send(FITS, "text/csv", request), 415, "Content-Type", "supported: application/json");
    assertRefused(
        api().post(FITS, request, "Accept", "text/csv"), 406, "Accept", "application/json");
    assertRefused(
        api().post(FITS + "?validateOnly=maybe", request), 400, "validateOnly", "true or false");
    assertRefused(
        api().post(FITS, request, "Idempotency-Key", "two words"),
        400,
        "Idempotency-Key",
        "1 to 255 visible ASCII characters");
  }

  @Test
  void aBodyOverTheLimitIsRefusedReadably() {
    long limit = api().get("/api/v1/limits").json().get("requestBytes").asLong();
    Api.Answer answer = postFit(" ".repeat((int) limit) + "{}");
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.json().get("detail").asString()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST", "DELETE"})
  void aFitThatIsNotThereIsNotFound(String method) {
    for (String id : List.of("00000000-0000-0000-0000-000000000000", "7", "x".repeat(500))) {
      Api.Answer answer =
          switch (method) {
            case "GET" -> api().get(FITS + "/" + id, "Prefer", "wait=5");
            case "DELETE" -> api().delete(FITS + "/" + id);
            default -> cancel(id);
          };
      assertRefused(answer, 404, "GET /api/v1/fits lists those there are");
    }
    assertRefused(resume("7"), 404, "there is no fit '7'");
  }

  private long datasets() {
    return api().get(DATASETS + "?pageSize=1000").json().get("items").size();
  }
}
