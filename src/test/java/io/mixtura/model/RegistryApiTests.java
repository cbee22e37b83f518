package io.mixtura.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.testing.ServiceTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class RegistryApiTests extends ServiceTest {
  private static final String MODELS = "/api/v1/models/";

  @Autowired private Models models;

  private void storeTwo(String name) {
    models.store(Fitted.oldFaithful(name));
    models.store(Fitted.oldFaithful(name));
  }

  private HttpResponse<String> patch(String name, String body, String... headers) throws Exception {
    return change("PATCH", name, "application/merge-patch+json", body, headers);
  }

  private HttpResponse<String> put(String name, String alias, String body, String... headers)
      throws Exception {
    return change("PUT", name + "/aliases/" + alias, "application/json", body, headers);
  }

  private HttpResponse<String> change(
      String method, String path, String type, String body, String... headers) throws Exception {
    var request =
        request(MODELS + path)
            .header("Content-Type", type)
            .method(method, BodyPublishers.ofString(body));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return send(request);
  }

  private static String etag(HttpResponse<String> answer) {
    return answer.headers().firstValue("ETag").orElseThrow();
  }

  @Test
  void aModelIsAnsweredAsItIsDocumented() throws Exception {
    storeTwo("registry-model");
    HttpResponse<String> answer = get(MODELS + "registry-model");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-cache");
    JsonNode model = json(answer);
    assertThat(model.propertyNames())
        .containsExactlyInAnyOrder(
            "name",
            "description",
            "tags",
            "aliases",
            "default",
            "defaultVersion",
            "latestVersion",
            "versions",
            "updatedAt");
    assertThat(model.get("tags")).isEmpty();
    assertThat(model.get("defaultVersion").asInt()).isEqualTo(2);
    assertThat(
            send(request(MODELS + "registry-model").header("If-None-Match", etag(answer)))
                .statusCode())
        .isEqualTo(304);
  }

  @Test
  void aMergePatchChangesWhatItNames() throws Exception {
    storeTwo("registry-patch");
    patch("registry-patch", "{\"description\":\"Eruptions\",\"tags\":{\"a\":\"1\",\"b\":\"2\"}}");
    JsonNode after = json(patch("registry-patch", "{\"tags\":{\"a\":null,\"c\":\"3\"}}"));
    assertThat(after.get("description").asString()).isEqualTo("Eruptions");
    assertThat(after.get("tags").toString()).isEqualTo("{\"b\":\"2\",\"c\":\"3\"}");
    after = json(patch("registry-patch", "{\"description\":null,\"tags\":null}"));
    assertThat(after.get("description").isNull()).isTrue();
    assertThat(after.get("tags")).isEmpty();
    // As curl sends it unless it is told otherwise, and the same: nothing.
    assertThat(change("PATCH", "registry-patch", "application/json", "{}").statusCode())
        .isEqualTo(200);
  }

  @Test
  void whatCannotBePatchedIsSaidAtOnce() throws Exception {
    storeTwo("registry-wrong");
    HttpResponse<String> answer =
        patch(
            "registry-wrong",
            "{\"descripton\":\"x\",\"tags\":{\"a\":1},\"default\":true,\"description\":[]}");
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(json(answer).get("errors").findValuesAsString("pointer"))
        .containsExactlyInAnyOrder("/descripton", "/tags/a", "/default", "/description");
    assertThat(answer.body()).contains("did you mean 'description'?");
    for (String patch :
        new String[] {
          "[]",
          "\"x\"",
          "{\"tags\":7}",
          "{\"default\":\"nobody\"}",
          "{\"description\":\"" + "x".repeat(4001) + "\"}",
          "{\"tags\":{\"\":\"x\"}}",
          "{\"aliases\":{\"champion\":1}}"
        }) {
      assertThat(patch("registry-wrong", patch).statusCode()).as(patch).isEqualTo(422);
    }
    assertThat(patch("registry-wrong", "{").statusCode()).isEqualTo(400);
    assertThat(change("PATCH", "registry-wrong", "text/csv", "{}").statusCode()).isEqualTo(415);
    assertThat(patch("registry-nowhere", "{}").statusCode()).isEqualTo(404);
  }

  @Test
  void whoKnowsAnEarlierStateChangesNothing() throws Exception {
    storeTwo("registry-match");
    String known = etag(get(MODELS + "registry-match"));
    assertThat(put("registry-match", "champion", "{\"version\":1}", "If-Match", known).statusCode())
        .isEqualTo(200);
    HttpResponse<String> late =
        put("registry-match", "champion", "{\"version\":2}", "If-Match", known);
    assertThat(late.statusCode()).isEqualTo(412);
    assertThat(json(late).get("detail").asString()).contains(etag(get(MODELS + "registry-match")));
    assertThat(patch("registry-match", "{}", "If-Match", known).statusCode()).isEqualTo(412);
    var deletion = request(MODELS + "registry-match/aliases/champion").DELETE();
    assertThat(send(deletion.copy().header("If-Match", known)).statusCode()).isEqualTo(412);
    assertThat(
            send(deletion.copy().header("If-Match", "W/" + etag(get(MODELS + "registry-match"))))
                .statusCode())
        .isEqualTo(412);
    assertThat(send(deletion.copy().header("If-Match", "nonsense")).statusCode()).isEqualTo(400);
    assertThat(
            send(deletion
                    .copy()
                    .header("If-Match", "\"x\", " + etag(get(MODELS + "registry-match"))))
                .statusCode())
        .isEqualTo(204);
    assertThat(send(deletion).statusCode()).isEqualTo(404);
  }

  @Test
  void anAliasStandsWhereverAVersionDoes() throws Exception {
    storeTwo("registry-alias");
    JsonNode model = json(put("registry-alias", "champion", "{\"version\":1}"));
    assertThat(model.get("aliases").toString()).isEqualTo("{\"champion\":1}");
    String path = MODELS + "registry-alias/versions/@champion";
    assertThat(json(get(path)).get("version").asInt()).isEqualTo(1);
    assertThat(json(get(path + "/responsibilities?x=3,65")).get("responsibilities")).hasSize(2);
    assertThat(get(path.replace("@", "%40") + "/responsibilities?x=3,65").statusCode())
        .isEqualTo(200);
    HttpResponse<String> sample = post(path + "/sample", "application/json", "{\"size\":1}");
    assertThat(sample.headers().firstValue("Link").orElse("")).contains("/versions/1>");
    assertThat(get(path + "/export?format=onnx").statusCode()).isEqualTo(200);
    HttpResponse<String> unknown = get(MODELS + "registry-alias/versions/@challenger");
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(json(unknown).get("detail").asString())
        .isEqualTo("model 'registry-alias' has no alias 'challenger'; there are champion");
  }

  @Test
  void whereNoVersionIsNamedTheDefaultAnswersOrTheNewest() throws Exception {
    storeTwo("registry-default");
    String path = MODELS + "registry-default";
    String one = "{\"columns\":[\"eruptions\",\"waiting\"],\"rows\":[[3,null]]}";
    assertAnsweredBy(2, path, one);
    put("registry-default", "champion", "{\"version\":1}");
    assertAnsweredBy(2, path, one);
    patch("registry-default", "{\"default\":\"champion\"}");
    assertAnsweredBy(1, path, one);
    assertThat(json(get(path)).get("defaultVersion").asInt()).isEqualTo(1);
    put("registry-default", "champion", "{\"version\":2}");
    assertAnsweredBy(2, path, one);
    assertThat(get(MODELS + "registry-nowhere/responsibilities?x=3,65").statusCode())
        .isEqualTo(404);
  }

  private void assertAnsweredBy(int version, String path, String points) throws Exception {
    for (String question : List.of("responsibilities", "score", "impute")) {
      HttpResponse<String> answer = post(path + "/" + question, "application/json", points);
      assertThat(answer.statusCode()).as(question).isEqualTo(200);
      assertThat(answer.headers().firstValue("Link").orElse(""))
          .as(question)
          .contains("/registry-default/versions/%d>".formatted(version));
    }
    assertThat(
            post(path + "/sample", "application/json", "{\"size\":1}")
                .headers()
                .firstValue("Link")
                .orElse(""))
        .contains("/versions/%d>".formatted(version));
    assertThat(
            json(post(path + "/marginal", "application/json", "{\"columns\":[\"waiting\"]}"))
                .get("version")
                .asInt())
        .isEqualTo(version);
    assertThat(
            json(post(path + "/conditional", "application/json", "{\"given\":{\"waiting\":70}}"))
                .get("version")
                .asInt())
        .isEqualTo(version);
    assertThat(get(path + "/responsibilities?x=3,65").statusCode()).isEqualTo(200);
  }

  @Test
  void aNumberIsCacheableForEverAndNothingElse() throws Exception {
    storeTwo("registry-cache");
    put("registry-cache", "champion", "{\"version\":1}");
    assertThat(caching("1")).isEqualTo("max-age=31536000, public, immutable");
    assertThat(caching("1/export?format=onnx")).isEqualTo("max-age=31536000, public, immutable");
    assertThat(caching("latest")).isEqualTo("no-cache");
    assertThat(caching("@champion")).isEqualTo("no-cache");
    assertThat(caching("@champion/export?format=onnx")).isEqualTo("no-cache");
    HttpResponse<String> number = get(MODELS + "registry-cache/versions/1");
    assertThat(
            send(request(MODELS + "registry-cache/versions/1")
                    .header("If-None-Match", etag(number)))
                .headers()
                .firstValue("Cache-Control"))
        .isEqualTo(number.headers().firstValue("Cache-Control"));
    assertThat(get(MODELS + "registry-cache/versions/7").headers().firstValue("Cache-Control"))
        .isEmpty();
  }

  private String caching(String version) throws Exception {
    return get(MODELS + "registry-cache/versions/" + version)
        .headers()
        .firstValue("Cache-Control")
        .orElse("");
  }

  @Test
  void whatCannotBeAnAliasIsRefused() throws Exception {
    storeTwo("registry-names");
    for (String alias : new String[] {"latest", "1", "Champion", "@@x", "-x", "x".repeat(64)}) {
      assertThat(put("registry-names", alias, "{\"version\":1}").statusCode())
          .as(alias)
          .isEqualTo(422);
    }
    for (String body :
        new String[] {"{}", "{\"version\":3}", "{\"version\":\"latest\"}", "{\"version\":0}"}) {
      assertThat(put("registry-names", "x", body).statusCode()).as(body).isEqualTo(422);
    }
    assertThat(put("registry-nowhere", "x", "{\"version\":1}").statusCode()).isEqualTo(404);
  }

  @Test
  void whatHasAnAliasIsNotDeletedAndTheDefaultIsNotTakenAway() throws Exception {
    storeTwo("registry-kept");
    put("registry-kept", "champion", "{\"version\":1}");
    assertThat(
            json(patch("registry-kept", "{\"default\":\"@champion\"}")).get("default").asString())
        .isEqualTo("champion");
    HttpResponse<String> kept = delete(MODELS + "registry-kept/versions/1");
    assertThat(kept.statusCode()).isEqualTo(409);
    assertThat(json(kept).get("detail").asString())
        .startsWith("version 1 of model 'registry-kept' is @champion;");
    assertThat(delete(MODELS + "registry-kept/aliases/champion").statusCode()).isEqualTo(409);
    assertThat(delete(MODELS + "registry-kept/versions/@champion").statusCode()).isEqualTo(400);
    patch("registry-kept", "{\"default\":null}");
    assertThat(delete(MODELS + "registry-kept/aliases/@champion").statusCode()).isEqualTo(204);
    assertThat(delete(MODELS + "registry-kept/versions/1").statusCode()).isEqualTo(204);
  }
}
