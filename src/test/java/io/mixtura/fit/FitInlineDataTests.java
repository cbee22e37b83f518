package io.mixtura.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.testing.Api;
import io.mixtura.testing.Problems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Small data in the request itself, and checks that store nothing. */
class FitInlineDataTests extends FitServiceTest {

  /** Rows that no other test has, so that their dataset is a new one. */
  private static String rows(int unique) {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 12; i++) {
      double centre = i % 2 == 0 ? 0 : 20;
      rows.append(i == 0 ? "" : ",")
          .append("[%s,%s]".formatted(centre + i * 0.1, centre - (i * 7 % 5) + unique));
    }
    return "'columns':['x','y'],'rows':[" + rows + "]";
  }

  @Test
  void inlineDataAreStoredAsADatasetLikeAnyOther() {
    JsonNode fit = fitted("{'model':'inline-data','data':{%s},'components':2}".formatted(rows(1)));

    assertThat(fit.at("/request/data").isMissingNode()).isTrue();
    String dataset = fit.at("/request/datasetId").asString();
    JsonNode stored = api().get(DATASETS + "/" + dataset).json();
    assertThat(stored.get("name").asString()).isEqualTo("inline-data");
    assertThat(stored.get("rows").asInt()).isEqualTo(12);
    assertThat(stored.get("columns").toString()).isEqualTo("[\"x\",\"y\"]");
    assertThat(model(fit).at("/provenance/datasetSha256")).isEqualTo(stored.get("sha256"));

    JsonNode again =
        fitted("{'model':'inline-data','datasetId':'%s','components':2}".formatted(dataset));
    assertThat(bits(model(again))).isEqualTo(bits(model(fit)));
    assertThat(model(again).get("version").asInt()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "2 | ``              | ``                  | inline-e95684ab | inline-e95684ab",
        "3 | ``              | 'name':'My Rows',   | my-rows-adfc9455 | My Rows",
        "4 | 'model':'mine', | ``                  | mine       | mine",
        "5 | 'model':'mine', | 'name':'My Rows',   | mine       | My Rows",
      })
  void modelAndDatasetAreNamedAsTheRequestSays(
      int unique, String model, String name, String modelName, String datasetName) {
    String request = "{%s'data':{%s%s},'components':1}".formatted(model, name, rows(unique));

    JsonNode validated = validate(request).json();
    JsonNode fit = fitted(request);

    assertThat(fit.at("/request/model").asString()).isEqualTo(modelName);
    assertThat(validated.at("/request/model").asString()).isEqualTo(modelName);
    assertThat(model(fit).at("/provenance/datasetName").asString()).isEqualTo(datasetName);
    String dataset = fit.at("/request/datasetId").asString();
    assertThat(api().get(DATASETS + "/" + dataset).json().get("name").asString())
        .isEqualTo(datasetName);
  }

  @Test
  void aVersionWithOtherColumnsIsRefusedUnlessAskedFor() {
    String fit = "{'model':'of-columns','data':{%s},'components':1%s}";
    String others = rows(8).replace("'x','y'", "'y','x'");
    fitted(fit.formatted(rows(7), ""));

    JsonNode refusal = validate(fit.formatted(others, "")).json();
    assertThat(Problems.place(refusal.at("/errors/0"))).isEqualTo("/model");
    assertThat(refusal.at("/errors/0/detail").asString())
        .contains("'of-columns' has the columns x, y, not y, x", "\"otherColumns\": true");
    assertThat(fitted(fit.formatted(rows(8), "")).at("/result/version").asInt()).isEqualTo(2);
    JsonNode other = fitted(fit.formatted(others, ",'otherColumns':true"));
    assertThat(other.at("/result/version").asInt()).isEqualTo(3);
  }

  /** The name may stand after the rows. */
  @Test
  void theOrderOfNameAndRowsDoesNotMatter() {
    String request = "{'data':{%s,'name':'Named Last'},'components':1}".formatted(rows(6));
    assertThat(validate(request).json().at("/request/model").asString())
        .isEqualTo("named-last-ea6a3e5e");
    assertThat(fitted(request).at("/request/model").asString()).isEqualTo("named-last-ea6a3e5e");
  }

  @Test
  void validationOfADatasetAnswersWhatAFitWouldAndQueuesNothing() {
    String request =
        "{'datasetId':'%s','components':2,'standardize':true}".formatted(oldFaithful());
    int fits = fits();

    Api.Answer answer = validate(request);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Location")).isEmpty();
    assertThat(fits()).isEqualTo(fits);
    JsonNode estimate = answer.json().get("estimate");
    assertThat(estimate.get("dataBytes").asLong()).isEqualTo(272 * 2 * 8);
    assertThat(estimate.get("heapBytes").asLong()).isBetween(1_000L, 10_000_000L);
    assertThat(estimate.get("atMostMillis").asLong()).isBetween(0L, 60_000L);
    assertThat(answer.json().get("request")).isEqualTo(submit(request).get("request"));
  }

  @Test
  void validationOfInlineDataStoresNothing() {
    int datasets = datasets();
    int fits = fits();

    Api.Answer answer =
        validate("{'model':'checked','data':{%s},'components':2}".formatted(rows(7)));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().at("/request/model").asString()).isEqualTo("checked");
    assertThat(answer.json().at("/request/columns").toString()).isEqualTo("[\"x\",\"y\"]");
    assertThat(answer.json().at("/estimate/dataBytes").asLong()).isEqualTo(12 * 2 * 8);
    assertThat(datasets()).isEqualTo(datasets);
    assertThat(fits()).isEqualTo(fits);
    assertThat(api().get("/api/v1/models/checked").status()).isEqualTo(404);
  }

  /** A key promises a fit; a check makes none, and so does not use it up. */
  @Test
  void validationDoesNotUseUpAnIdempotencyKey() {
    String request = "{\"datasetId\":\"%s\",\"components\":2}".formatted(oldFaithful());
    Api.Answer checked =
        api().post(FITS + "?validateOnly=true", request, "Idempotency-Key", "checked-first");
    assertThat(checked.status()).isEqualTo(200);
    String other = request.replace("2}", "1}");
    assertThat(api().post(FITS, other, "Idempotency-Key", "checked-first").status()).isEqualTo(202);
  }

  private int datasets() {
    return api().get(DATASETS + "?pageSize=1000").json().get("items").size();
  }

  private int fits() {
    return api().get(FITS + "?pageSize=1000").json().get("items").size();
  }
}
