package io.mixtura.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.testing.Problems;
import io.mixtura.testing.ServiceTest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class ModelApiTests extends ServiceTest {
  private static final String MODELS = "/api/v1/models";

  @Autowired Models models;

  @Test
  void aVersionIsAnsweredAsItIsDocumented() throws Exception {
    models.store(Fitted.oldFaithful("api-version"));
    HttpResponse<String> answer = get(MODELS + "/api-version/versions/1");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    JsonNode version = json(answer);
    assertThat(version.propertyNames())
        .containsExactly(
            "name",
            "version",
            "createdAt",
            "algorithm",
            "covariance",
            "columns",
            "components",
            "dimensions",
            "weights",
            "means",
            "covariances",
            "standardization",
            "logLikelihood",
            "logLikelihoodPerObservation",
            "aic",
            "bic",
            "icl",
            "goodnessOfFit",
            "inertia",
            "freeParameters",
            "iterations",
            "converged",
            "reason",
            "warnings",
            "provenance",
            "family",
            "degreesOfFreedom",
            "noise",
            "families",
            "bootstrap",
            "moments",
            "componentNames");
    assertThat(version.at("/means/1/1").asDouble()).isEqualTo(54.478516399);
    assertThat(version.at("/provenance/seed").asLong()).isEqualTo(42);
  }

  @Test
  void latestIsTheNewestVersion() throws Exception {
    models.store(Fitted.oldFaithful("api-latest"));
    models.store(Fitted.kMeans("api-latest"));
    JsonNode version = json(get(MODELS + "/api-latest/versions/latest"));
    assertThat(version.get("version").asInt()).isEqualTo(2);
    assertThat(version.get("algorithm").asString()).isEqualTo("kmeans");
    assertThat(version.get("covariances").isNull()).isTrue();
  }

  @Test
  void anUnchangedVersionIsNotSentAgain() throws Exception {
    models.store(Fitted.oldFaithful("api-etag"));
    String path = MODELS + "/api-etag/versions/latest";
    String etag = get(path).headers().firstValue("ETag").orElseThrow();
    assertThat(etag).matches("\"[0-9a-f]{64}\"");

    HttpResponse<String> again = send(request(path).header("If-None-Match", etag));
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(again.headers().firstValue("ETag")).hasValue(etag);

    models.store(Fitted.oldFaithful("api-etag"));
    HttpResponse<String> newer = send(request(path).header("If-None-Match", etag));
    assertThat(newer.statusCode()).isEqualTo(200);
    assertThat(json(newer).get("version").asInt()).isEqualTo(2);
  }

  @Test
  void modelsArePaged() throws Exception {
    for (String name : List.of("api-page-a", "api-page-b", "api-page-c")) {
      models.store(Fitted.oldFaithful(name));
    }
    List<String> names = walk(MODELS, "name");
    assertThat(names).contains("api-page-a", "api-page-b", "api-page-c").doesNotHaveDuplicates();
  }

  @Test
  void versionsArePagedNewestFirst() throws Exception {
    for (int i = 0; i < 5; i++) {
      models.store(Fitted.oldFaithful("api-versions"));
    }
    assertThat(walk(MODELS + "/api-versions/versions", "version"))
        .containsExactly("5", "4", "3", "2", "1");
    JsonNode newest = json(get(MODELS + "/api-versions/versions")).at("/items/0");
    assertThat(newest.propertyNames())
        .containsExactly(
            "name",
            "version",
            "createdAt",
            "algorithm",
            "covariance",
            "columns",
            "components",
            "dimensions",
            "logLikelihood",
            "bic",
            "inertia",
            "converged",
            "datasetId",
            "fitId",
            "families");
  }

  private List<String> walk(String path, String property) throws Exception {
    List<String> seen = new ArrayList<>();
    String token = "";
    for (int page = 0; page < 1000; page++) {
      JsonNode answer = json(get(path + "?pageSize=2" + token));
      answer.get("items").forEach(item -> seen.add(item.get(property).asString()));
      if (answer.get("nextPageToken").isNull()) {
        return seen;
      }
      token = "&pageToken=" + answer.get("nextPageToken").asString();
    }
    throw new AssertionError("the list has no end: " + seen);
  }

  @Test
  void aPageTokenOfAnotherListIsRefused() throws Exception {
    models.store(Fitted.oldFaithful("api-token-a"));
    models.store(Fitted.oldFaithful("api-token-b"));
    String token = json(get(MODELS + "?pageSize=1")).get("nextPageToken").asString();
    HttpResponse<String> answer = get(MODELS + "/api-token-a/versions?pageToken=" + token);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Problems.place(json(answer).at("/errors/0"))).isEqualTo("pageToken");
  }

  @Test
  void whatIsNotThereIsNamedTogetherWithWhatIs() throws Exception {
    models.store(Fitted.oldFaithful("api-missing"));
    HttpResponse<String> version = get(MODELS + "/api-missing/versions/2");
    assertThat(version.statusCode()).isEqualTo(404);
    assertThat(version.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(json(version).get("detail").asString())
        .isEqualTo("model 'api-missing' has no version '2'; ask for 'latest' or one of 1");
    assertThat(get(MODELS + "/api-nowhere").statusCode()).isEqualTo(404);
    assertThat(delete(MODELS + "/api-nowhere").statusCode()).isEqualTo(404);
    assertThat(delete(MODELS + "/api-nowhere/versions/1").statusCode()).isEqualTo(404);
  }

  @Test
  void aVersionIsDeletedByItsNumber() throws Exception {
    models.store(Fitted.oldFaithful("api-delete"));
    models.store(Fitted.oldFaithful("api-delete"));
    HttpResponse<String> latest = delete(MODELS + "/api-delete/versions/latest");
    assertThat(latest.statusCode()).isEqualTo(400);
    assertThat(json(latest).get("detail").asString()).contains("give the number");

    HttpResponse<String> deleted = delete(MODELS + "/api-delete/versions/2");
    assertThat(deleted.statusCode()).isEqualTo(204);
    assertThat(deleted.body()).isEmpty();
    assertThat(get(MODELS + "/api-delete/versions/2").statusCode()).isEqualTo(404);
    assertThat(json(get(MODELS + "/api-delete/versions/latest")).get("version").asInt())
        .isEqualTo(1);
  }

  @Test
  void aModelIsDeletedWithItsVersions() throws Exception {
    models.store(Fitted.oldFaithful("api-delete-all"));
    models.store(Fitted.oldFaithful("api-delete-all"));
    assertThat(delete(MODELS + "/api-delete-all").statusCode()).isEqualTo(204);
    assertThat(get(MODELS + "/api-delete-all").statusCode()).isEqualTo(404);
    assertThat(get(MODELS + "/api-delete-all/versions/1").statusCode()).isEqualTo(404);
  }

  @Test
  void theDescriptionNamesRealStatusCodesAndExamples() throws Exception {
    JsonNode paths = json(get("/v3/api-docs")).get("paths");
    JsonNode version = paths.get(MODELS + "/{name}/versions/{version}");
    assertThat(version.at("/get/responses").propertyNames())
        .containsExactlyInAnyOrder("200", "304", "401", "403", "404", "429", "503");
    assertThat(version.at("/delete/responses").propertyNames())
        .containsExactlyInAnyOrder("204", "400", "401", "403", "404", "409", "429", "503", "507");
    assertThat(version.at("/get/parameters/0/example").asString()).isEqualTo("old-faithful");
    assertThat(version.at("/get/parameters/1/example").asString()).isEqualTo("latest");
    assertThat(version.at("/get/responses/200/content/application~1json/schema/$ref").asString())
        .endsWith("/ModelVersion");
  }
}
