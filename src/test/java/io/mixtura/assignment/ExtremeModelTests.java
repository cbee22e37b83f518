package io.mixtura.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.testing.ServiceTest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models at the edge of what an import accepts answer every question in numbers. */
class ExtremeModelTests extends ServiceTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          tiny      | 1e-100, 0, 1e-100 | 0      | 0
          tiny-far  | 1e-100, 0, 1e-100 | 1e100  | -1e100
          huge      | 1e200, 0, 1e200   | 0      | 0
          huge-far  | 1e200, 0, 1e200   | 1e100  | -1e100
          mixed     | 1e-100, 0, 1e200  | 0      | 0
          mixed-far | 1e-100, 0, 1e200  | 1e100  | -1e100
          tight     | 1, 0.9999999999999999, 1 | 1e100 | 0
          tilted    | 1, 5e49, 1e100    | 0      | 0
          """)
  void everyAnswerIsANumber(String name, String lower, String x, String y) throws Exception {
    String[] entries = lower.split(", ");
    String matrix = "[[%s,%s],[%s,%s]]".formatted(entries[0], entries[1], entries[1], entries[2]);
    String model =
        "{\"columns\":[\"x\",\"y\"],\"weights\":[0.5,0.5],\"means\":[[%s,%s],[0,0]],\"covariances\":[%s,%s]}"
            .formatted(x, y, matrix, matrix);
    String path = "/api/v1/models/extreme-" + name;
    HttpResponse<String> stored = post(path + "/versions:import", "application/json", model);
    assertThat(stored.statusCode()).as(stored.body()).isEqualTo(201);
    String version = path + "/versions/1";
    String points = "{\"rows\":[[0,0],[1e100,-1e100],[-1e100,1e-300]]}";
    for (String[] question :
        new String[][] {
          {"/responsibilities", points},
          {"/score", points},
          {"/impute", "{\"rows\":[[0,null],[null,0],[null,null],[1e-300,null]]}"},
          {"/sample", "{\"size\":100}"},
          {"/marginal", "{\"columns\":[\"y\"]}"},
          {"/conditional", "{\"given\":{\"columns\":[\"x\"],\"rows\":[[0],[1],[-7]]}}"},
          {"/conditional", "{\"given\":{\"x\":0}}"},
        }) {
      HttpResponse<String> answer = post(version + question[0], "application/json", question[1]);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      // That all columns are Gaussian is no number that is missing.
      String numbers = answer.body().replace("\"families\":null", "");
      assertThat(numbers).as(question[0]).doesNotContain("NaN", "Infinity", "null");
    }
  }

  @Test
  void whatIsBeyondTheRangeOfNumbersIsRefusedOrNull() throws Exception {
    String model =
        """
        {"columns":["x","y"],"weights":[0.5,0.5],"means":[[0,0],[1e-50,0]],
         "covariances":[[[1e-100,5e49],[5e49,1e200]],[[1e-100,-5e49],[-5e49,1e200]]]}\
        """;
    String path = "/api/v1/models/extreme-slope";
    assertThat(post(path + "/versions:import", "application/json", model).statusCode())
        .isEqualTo(201);
    String conditional = path + "/versions/1/conditional";
    HttpResponse<String> near = post(conditional, "application/json", "{\"given\":{\"x\":5e-51}}");
    assertThat(near.statusCode()).as(near.body()).isEqualTo(200);
    // There the two predictions are 5e249 and -5e249, each with probability one half.
    HttpResponse<String> far = post(conditional, "application/json", "{\"given\":{\"x\":1e100}}");
    assertThat(far.statusCode()).as(far.body()).isEqualTo(422);
    assertThat(json(far).get("detail").asString()).contains("beyond the range of numbers");
    HttpResponse<String> rows =
        post(
            conditional,
            "application/json",
            "{\"given\":{\"columns\":[\"x\"],\"rows\":[[1e100]]}}");
    assertThat(json(rows).at("/rows/0/standardDeviation").toString()).isEqualTo("[null]");
  }
}
