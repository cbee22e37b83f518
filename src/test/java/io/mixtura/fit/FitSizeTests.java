package io.mixtura.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.testing.ServiceTest;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What is large stays away from where it hurts. */
class FitSizeTests extends ServiceTest {
  private static final String JSON = "application/json";

  @Test
  void aFitThatCannotFitIntoMemoryIsRefusedWithBothSizes() throws Exception {
    String names =
        IntStream.range(0, 1000)
            .mapToObj(j -> "\"x%d\"".formatted(j))
            .collect(Collectors.joining(","));
    String row =
        IntStream.range(0, 1000).mapToObj(Integer::toString).collect(Collectors.joining(","));
    String rows =
        IntStream.range(0, 500).mapToObj(i -> "[" + row + "]").collect(Collectors.joining(","));
    String body =
        "{\"data\":{\"columns\":[%s],\"rows\":[%s]},\"components\":500}".formatted(names, rows);

    var answer = post("/api/v1/fits?validateOnly=true", JSON, body);
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(json(answer).path("detail").asString()).contains("MB of heap").contains("diagonal");
    assertThat(post("/api/v1/fits", JSON, body).statusCode()).isEqualTo(422);
  }

  @Test
  void aListIsBriefWhereAFitIsWhole() throws Exception {
    var fit =
        post(
            "/api/v1/fits",
            JSON,
            """
            {"model":"brief","data":{"columns":["a"],"rows":[[1],[2],[8],[9]]},"components":2,
             "covariance":"tied","initialization":{"method":"partition","labels":[0,0,1,1]}}
            """);
    assertThat(fit.statusCode()).isEqualTo(202);
    String id = json(fit).path("id").asString();
    assertThat(json(get("/api/v1/fits/" + id)).at("/request/initialization/labels").size())
        .isEqualTo(4);
    JsonNode listed =
        json(get("/api/v1/fits?pageSize=1000"))
            .path("items")
            .valueStream()
            .filter(item -> item.path("id").asString().equals(id))
            .findFirst()
            .orElseThrow();
    assertThat(listed.at("/request/initialization/method").asString()).isEqualTo("partition");
    assertThat(listed.at("/request/initialization/labels").isMissingNode()).isTrue();
  }
}
