package io.mixtura.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mixtura.testing.Api;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The choice among several candidates as a program sees it. */
class SelectionApiTests extends FitServiceTest {

  private String onFaithful(String fields) {
    return "{'model':'selected','datasetId':'%s',%s}".formatted(oldFaithful(), fields);
  }

  @Test
  void theBestOfSeveralIsStoredAndAllAreTold() {
    JsonNode fit =
        fitted(onFaithful("'components':{'min':1,'max':4},'covariance':['tied','full']"));

    JsonNode result = fit.get("result");
    JsonNode table = result.get("candidates");
    assertThat(table).hasSize(8);
    assertThat(table.get(0).propertyNames())
        .containsExactly(
            "components",
            "covariance",
            "state",
            "freeParameters",
            "logLikelihood",
            "aic",
            "bic",
            "icl",
            "heldOutLogLikelihood",
            "heldOutLogLikelihoodPerObservation",
            "converged",
            "reason",
            "explanation",
            "millis");
    // R's mclust: EEE with three components, −2314.316 in its sign.
    assertThat(result.get("selected").toString())
        .isEqualTo(
            "{\"candidate\":4,\"components\":3,\"covariance\":\"tied\",\"criterion\":\"bic\"}");
    JsonNode chosen = table.get(4);
    assertThat(chosen.get("bic").asDouble()).isCloseTo(2314.3, within(0.05));
    for (String same : List.of("bic", "aic", "icl", "logLikelihood", "freeParameters", "reason")) {
      assertThat(result.get(same)).as(same).isEqualTo(chosen.get(same));
    }
    for (JsonNode other : table) {
      assertThat(other.get("bic").asDouble()).isGreaterThanOrEqualTo(chosen.get("bic").asDouble());
      assertThat(other.get("state").asString()).isEqualTo("fitted");
      assertThat(other.get("heldOutLogLikelihood").isNull()).isTrue();
      assertThat(other.get("explanation").isNull()).isTrue();
    }
    assertThat(result.get("warnings")).isEmpty();
    // All but the last of four components have a second turn, after it.
    assertThat(fit.at("/progress/candidate").asInt()).isEqualTo(6);
    assertThat(fit.at("/progress/candidates").asInt()).isEqualTo(8);

    JsonNode model = model(fit);
    assertThat(model.get("weights")).hasSize(3);
    assertThat(model.get("covariance").asString()).isEqualTo("tied");
    assertThat(model.get("bic")).isEqualTo(chosen.get("bic"));
    assertThat(model.at("/provenance/request/components").toString())
        .isEqualTo("{\"min\":1,\"max\":4}");
    assertThat(model.at("/provenance/request/covariance").toString())
        .isEqualTo("[\"tied\",\"full\"]");
    assertThat(model.at("/provenance/request/selection").asString()).isEqualTo("bic");
  }

  /** The stored model is the one that a fit of the chosen candidate alone would have stored. */
  @Test
  void heldOutRowsCanDecide() {
    JsonNode fit =
        fitted(
            onFaithful(
                "'components':{'min':1,'max':3},'selection':{'criterion':'heldOut','folds':4}"));

    JsonNode selected = fit.at("/result/selected");
    JsonNode table = fit.at("/result/candidates");
    double best = Double.NEGATIVE_INFINITY;
    int index = -1;
    for (int i = 0; i < table.size(); i++) {
      double heldOut = table.get(i).get("heldOutLogLikelihood").asDouble();
      assertThat(table.get(i).get("heldOutLogLikelihoodPerObservation").asDouble())
          .isCloseTo(heldOut / 272, within(1e-12));
      index = heldOut > best ? i : index;
      best = Math.max(best, heldOut);
    }
    assertThat(selected.get("candidate").asInt()).isEqualTo(index);
    assertThat(selected.get("criterion").asString()).isEqualTo("heldOut");
    assertThat(selected.get("components").asInt()).isGreaterThan(1);
    assertThat(fit.at("/progress/fold").asInt()).isEqualTo(3);
    assertThat(fit.at("/progress/folds").asInt()).isEqualTo(4);
    JsonNode alone = fitted(onFaithful("'components':" + selected.get("components").asInt()));
    assertThat(bits(model(fit))).isEqualTo(bits(model(alone)));
  }

  /** All of them, but the time they took. */
  private static JsonNode candidates(JsonNode fit) {
    JsonNode all = fit.at("/result/candidates").deepCopy();
    all.forEach(candidate -> ((ObjectNode) candidate).remove("millis"));
    return all;
  }

  @Test
  void aCancelledSelectionKeepsTheBestThatHadEndedAndGoesOnFromThere() {
    String request =
        onFaithful(
            """
            'components':{'min':2,'max':5},'covariance':'tied','restarts':2,
             'convergence':{'tolerance':0,'maxIterations':6000},'seed':3\
            """);
    JsonNode undisturbed = fitted(request);

    String id = id(submit(request));
    await(
        id,
        fit ->
            fit.at("/progress/candidate").asInt(0) >= 2
                && fit.at("/progress/iteration").asInt(0) > 0);
    cancel(id);
    JsonNode cancelled = awaitEnd(id);

    assertThat(state(cancelled)).isEqualTo("CANCELLED");
    JsonNode best = cancelled.get("bestSoFar");
    int components = best.at("/selected/components").asInt();
    assertThat(components).isBetween(2, 4);
    assertThat(api().post(FITS + "/" + id + "/store", "").json().at("/warnings/0").asString())
        .containsPattern("the best of those that had ended, which are [2-4] of 4");
    assertThat(best.get("means")).hasSize(components);
    assertThat(best.get("covariances")).hasSize(components);
    assertThat(best.at("/selected/covariance").asString()).isEqualTo("tied");
    assertThat(best.get("logLikelihood"))
        .isEqualTo(
            undisturbed.at(
                "/result/candidates/%d/logLikelihood"
                    .formatted(best.at("/selected/candidate").asInt())));
    resume(id);
    JsonNode ended = awaitEnd(id);
    assertThat(state(ended)).isEqualTo("SUCCEEDED");
    assertThat(candidates(ended)).isEqualTo(candidates(undisturbed));
    assertThat(bits(model(ended))).isEqualTo(bits(model(undisturbed)));
  }

  @Test
  void aCheckedRequestTellsWhatAllCandidatesCost() {
    JsonNode one = validate(onFaithful("'components':9,'covariance':'full'")).json();
    JsonNode all = validate(onFaithful("'components':{'max':9},'covariance':'all'")).json();

    assertThat(all.at("/request/covariance")).hasSize(14);
    assertThat(all.at("/request/components").toString()).isEqualTo("{\"min\":1,\"max\":9}");
    assertThat(all.at("/estimate/atMostMillis").asLong())
        .isGreaterThan(one.at("/estimate/atMostMillis").asLong());
  }

  @Test
  void whereAllCandidatesFailTheFitSaysWhy() {
    JsonNode ended =
        awaitEnd(
            id(
                submit(
                    """
                    {'model':'failed','components':{'max':2},'regularization':0,
                     'data':{'columns':['a'],'rows':[[1],[1],[1]]}}
                    """)));

    assertThat(state(ended)).isEqualTo("FAILED");
    assertThat(ended.at("/failure/reason").asString()).isEqualTo("DEGENERATE");
    assertThat(ended.at("/failure/detail").asString())
        .contains("none of the 2 candidates led to a model", "all rows are equal");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'components':{'mn':1,'max':3}     | /components/mn   | did you mean 'min'?",
        "'components':{'min':'1','max':3}  | /components/min  | must be a whole number",
        "'components':{'min':1,'max':2.5}  | /components/max  | must be a whole number",
        "'components':[1,3]                | /components      | must be a whole number",
        "'covariance':{'names':[]}         | /covariance      | must be a string",
        "'covariance':['full',3]           | /covariance/1    | must be a string",
        "'selection':3                     | /selection       | must be a string",
        "'selection':{'fold':3}            | /selection/fold  | did you mean 'folds'?",
        "'selection':{'folds':'five'}      | /selection/folds | must be a whole number",
        "'selection':['bic']               | /selection       | must be a string",
      })
  void whatCannotBeReadIsRefusedWhereItStands(String field, String pointer, String message) {
    Api.Answer answer = postFit("{%s}".formatted(field));

    assertRefused(answer, 422, pointer, message);
  }

  @Test
  void whatCannotBeChosenFromIsRefusedAtOnce() {
    assertRefused(
        postFit(onFaithful("'components':3,'selection':'bic'")),
        422,
        "/selection",
        "there is one candidate and nothing to select from");
  }
}
