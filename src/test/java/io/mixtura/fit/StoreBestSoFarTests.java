package io.mixtura.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mixtura.job.JobState;
import io.mixtura.testing.Api;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The best of a cancelled fit as a version of its model. */
class StoreBestSoFarTests extends FitServiceTest {
  private static final String VERSIONS = "/api/v1/models/endless/versions/";

  @Autowired private JdbcClient jdbc;

  private Api.Answer store(String id) {
    return api().post(FITS + "/" + id + "/store", "");
  }

  private JsonNode cancelled(String id) {
    awaitRunning(id);
    cancel(id);
    return awaitEnd(id);
  }

  @Test
  void itIsStoredOnceAndSaysWhereItComesFrom() {
    String id = endless(oldFaithful());
    JsonNode best = cancelled(id).get("bestSoFar");
    assertThat(best.get("version").isNull()).isTrue();

    Api.Answer stored = store(id);

    assertThat(stored.status()).as(stored.response().body()).isEqualTo(201);
    JsonNode model = stored.json();
    String version = model.get("version").asString();
    assertThat(stored.header("Location")).isEqualTo(VERSIONS + version);
    assertThat(api().get(VERSIONS + version).json()).isEqualTo(model);
    assertThat(model.at("/provenance/origin").asString()).isEqualTo("cancelledFit");
    assertThat(model.at("/provenance/fitId").asString()).isEqualTo(id);
    assertThat(model.get("converged").asBoolean()).isFalse();
    assertThat(model.get("reason").asString()).isEqualTo("cancelled");
    assertThat(model.at("/warnings/0").asString()).contains("the fit was cancelled");
    for (String same : new String[] {"weights", "means", "covariances", "logLikelihood"}) {
      assertThat(model.get(same)).as(same).isEqualTo(best.get(same));
    }
    double logLikelihood = best.get("logLikelihood").asDouble();
    assertThat(model.get("freeParameters").asInt()).isEqualTo(23);
    assertThat(model.get("bic").asDouble())
        .isCloseTo(23 * Math.log(272) - 2 * logLikelihood, within(1e-9));
    assertThat(model.get("icl").isNull()).isTrue();

    assertThat(store(id).header("Location")).isEqualTo(VERSIONS + version);
    JsonNode told = api().get(FITS + "/" + id).json().get("bestSoFar");
    assertThat(told.get("model").asString()).isEqualTo("endless");
    assertThat(told.get("version").asString()).isEqualTo(version);
    assertThat(told.has("draft")).isFalse();

    api().delete(VERSIONS + version);
    assertThat(store(id).json().get("version").asInt()).isGreaterThan(model.get("version").asInt());
  }

  /** Of these the fit's own bestSoFar does not tell all that their densities need. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "'family':'student','noise':true",
        "'covariance':'identity','standardize':true",
        "'algorithm':'kmeans','standardize':true",
        "'families':{'waiting':'poisson'}",
      })
  void itAnswersAsAStoredModelDoes(String fields) {
    String request =
        "{'model':'kept','otherColumns':true,'datasetId':'%s','components':2,%s,'restarts':1000,'convergence':{'tolerance':0,'maxIterations':1000000}}";
    String id = id(submit(request.formatted(oldFaithful(), fields)));
    cancelled(id);

    JsonNode model = store(id).json();

    assertThat(model.get("noise").isNull()).isEqualTo(!fields.contains("noise"));
    assertThat(model.get("degreesOfFreedom").isNull()).isEqualTo(!fields.contains("student"));
    String point =
        "/api/v1/models/kept/versions/" + model.get("version") + "/responsibilities?x=3,65";
    assertThat(api().get(point).json().get("responsibilities")).hasSize(2);
  }

  @Test
  void otherStatesAreToldWhatIsRight() {
    String dataset = oldFaithful();
    String running = endless(dataset);
    awaitRunning(running);
    String waiting = endless(dataset);
    assertRefused(store(running), 409, "POST …/cancel stops it, and then the best so far");
    assertRefused(store(waiting), 409, "QUEUED: it has not found anything yet");
    cancel(waiting);
    assertRefused(
        store(waiting), 409, "before it had found anything that could be stored; start a new fit");
    cancel(running);
    awaitEnd(running);
    String succeeded = id(fitted("{'datasetId':'%s','components':1}".formatted(dataset)));
    assertRefused(store(succeeded), 409, "its model is stored already");
    assertRefused(store("none"), 404, "there is no fit 'none'");
  }

  /** Under its name another fit may have stored other columns meanwhile. */
  @Test
  void aNameThatHasGotOtherColumnsIsNotTaken() {
    String id =
        id(
            submit(
                "{'model':'meanwhile','datasetId':'%s','components':4,'restarts':1000,'convergence':{'tolerance':0,'maxIterations':1000000}}"
                    .formatted(oldFaithful())));
    cancelled(id);
    fitted("{'model':'meanwhile','data':{'columns':['x'],'rows':[[1],[2],[4]]},'components':1}");

    assertThat(store(id).json().get("name").asString()).startsWith("meanwhile-");
  }

  @Test
  void whatAnEarlierVersionOfTheServiceKeptIsNoModel() {
    String id = endless(oldFaithful());
    cancelled(id);
    jdbc.sql("update jobs set result = :old where id = :id and state = :state")
        .param("old", "{\"restart\":0,\"iteration\":1,\"means\":[[1,2]]}")
        .param("id", UUID.fromString(id))
        .param("state", JobState.CANCELLED.name())
        .update();

    assertRefused(
        store(id),
        409,
        "earlier version of the service, which kept no model of it; POST …/resume goes on");
  }
}
