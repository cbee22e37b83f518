package io.mixtura.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.testing.Api;
import io.mixtura.testing.Problems;
import io.mixtura.testing.ServiceTest;
import io.mixtura.testing.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;

/** Fits as a program sees them. In the requests of these tests apostrophes are quotation marks. */
abstract class FitServiceTest extends ServiceTest {
  static final String FITS = "/api/v1/fits";
  static final String DATASETS = "/api/v1/datasets";
  static final Duration LONG = Duration.ofSeconds(60);
  private static final Set<String> ENDED = Set.of("SUCCEEDED", "FAILED", "CANCELLED");

  final Api api() {
    return new Api("http://127.0.0.1:" + port);
  }

  /** One fit runs at a time: one that a failed test left would be in the way of all others. */
  @AfterEach
  final void cancelWhatIsLeft() {
    List<String> live =
        api()
            .get(FITS + "?pageSize=1000")
            .json()
            .get("items")
            .valueStream()
            .filter(fit -> !ENDED.contains(state(fit)))
            .map(FitServiceTest::id)
            .toList();
    live.forEach(this::cancel);
    live.forEach(this::awaitEnd);
  }

  /** The id of the sample, uploaded unless it is there. */
  final String oldFaithful() {
    try {
      String csv =
          new ClassPathResource("samples/faithful.csv").getContentAsString(StandardCharsets.UTF_8);
      return upload("Old Faithful", csv);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  final String upload(String name, String csv) {
    String query = "?name=" + name.replace(" ", "%20");
    return api().send(DATASETS + query, "text/csv", csv).json().get("id").asString();
  }

  final Api.Answer postFit(String json, String... headers) {
    return api().post(FITS, json.replace('\'', '"'), headers);
  }

  final Api.Answer validate(String json) {
    return api().post(FITS + "?validateOnly=true", json.replace('\'', '"'));
  }

  /** A fit that is queued. */
  final JsonNode submit(String json) {
    Api.Answer answer = postFit(json);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(202);
    return answer.json();
  }

  /** A fit that has succeeded. */
  final JsonNode fitted(String json) {
    JsonNode fit = awaitEnd(id(submit(json)));
    assertThat(state(fit)).as(fit.toString()).isEqualTo("SUCCEEDED");
    return fit;
  }

  /** A fit that runs until somebody stops it. */
  final String endless(String dataset) {
    return id(
        submit(
            """
            {'model':'endless','datasetId':'%s','components':4,'restarts':1000,
             'convergence':{'tolerance':0,'maxIterations':1000000}}
            """
                .formatted(dataset)));
  }

  final JsonNode get(JsonNode fit) {
    return api().get(FITS + "/" + id(fit)).json();
  }

  final JsonNode awaitEnd(String id) {
    return api().awaitFit(id, LONG);
  }

  final JsonNode await(String id, Predicate<JsonNode> willDo) {
    return Waiting.until(LONG, () -> api().get(FITS + "/" + id).json(), willDo);
  }

  final JsonNode awaitRunning(String id) {
    return await(
        id, fit -> state(fit).equals("RUNNING") && fit.at("/progress/iteration").asInt(0) > 0);
  }

  final Api.Answer cancel(String id) {
    return api().post(FITS + "/" + id + "/cancel", "");
  }

  final Api.Answer resume(String id) {
    return api().post(FITS + "/" + id + "/resume", "");
  }

  /** The version that a fit has stored. */
  final JsonNode model(JsonNode fit) {
    JsonNode result = fit.get("result");
    String path = "/api/v1/models/%s/versions/%d";
    return api()
        .get(path.formatted(result.get("model").asString(), result.get("version").asInt()))
        .json();
  }

  static String id(JsonNode fit) {
    return fit.get("id").asString();
  }

  static String state(JsonNode fit) {
    return fit.get("state").asString();
  }

  /** Everything that a fit computed, as text: equal texts are equal bits. */
  static String bits(JsonNode model) {
    StringBuilder bits = new StringBuilder();
    for (String field :
        new String[] {"weights", "means", "covariances", "logLikelihood", "icl", "inertia"}) {
      bits.append(model.get(field)).append('\n');
    }
    return bits.toString();
  }

  static void assertRefused(Api.Answer answer, int status, String pointer, String... fragments) {
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    JsonNode problem = answer.json();
    assertThat(problem.get("status").asInt()).isEqualTo(status);
    assertThat(problem.get("instance").asString()).startsWith(FITS);
    assertThat(Problems.place(problem.at("/errors/0"))).isEqualTo(pointer);
    assertThat(problem.at("/errors/0/detail").asString())
        .contains(fragments)
        .doesNotContain("REDACTED");
  }

  /** A refusal that no single field is to blame for. */
  static void assertRefused(Api.Answer answer, int status, String fragment) {
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
    assertThat(answer.json().get("detail").asString()).contains(fragment);
    assertThat(answer.json().get("errors")).isEmpty();
  }
}
