package io.mixtura.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mixtura.testing.Api;
import io.mixtura.testing.Problems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Heavy tails and noise as a program sees them, from the request to the answers of the model. */
class RobustFitApiTests extends FitServiceTest {
  private static final String MODELS = "/api/v1/models/";
  private static final String LATEST = "/versions/latest";

  private JsonNode student() {
    return fitted(
        "{'model':'robust-student','datasetId':'%s','components':2,'family':'student'}"
            .formatted(oldFaithful()));
  }

  private JsonNode noisy() {
    return fitted(
        """
        {'model':'robust-noise','components':2,'covariance':'diagonal','noise':true,'restarts':3,
         'data':{'columns':['x','y'],'rows':[
         [1.0,2.1],[1.4,1.8],[0.8,2.5],[1.9,2.2],[1.3,2.9],[0.6,1.7],[1.1,2.0],
         [7.9,6.0],[8.4,5.1],[7.2,5.6],[8.8,6.3],[7.6,6.8],[8.1,4.9],[8.0,5.7],[7.7,5.5],
         [20.0,1.0],[3.5,18.0],[-9.0,12.5],[15.5,-7.0]]}}
        """);
  }

  private JsonNode ask(String model, String question, String body) {
    Api.Answer answer = api().post(MODELS + model + LATEST + question, body.replace('\'', '"'));
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    return answer.json();
  }

  @Test
  void aStudentModelIsStoredAndAnswers() {
    JsonNode fit = student();
    assertThat(fit.at("/request/family").asString()).isEqualTo("student");
    assertThat(fit.at("/request/degreesOfFreedom").asString()).isEqualTo("estimated");
    assertThat(fit.at("/request/noise").isMissingNode()).isTrue();
    // Two more than with Gaussian components, which reach -1130.26.
    assertThat(fit.at("/result/freeParameters").asInt()).isEqualTo(13);
    assertThat(fit.at("/result/logLikelihood").asDouble()).isGreaterThan(-1130.3);

    JsonNode model = model(fit);
    assertThat(model.get("family").asString()).isEqualTo("student");
    assertThat(model.get("degreesOfFreedom")).hasSize(2);
    assertThat(model.get("noise").isNull()).isTrue();

    JsonNode point =
        api().get(MODELS + "robust-student" + LATEST + "/responsibilities?x=3,65").json();
    assertThat(point.get("responsibilities")).hasSize(2);
    assertThat(point.has("noise")).isFalse();
    JsonNode marginal = ask("robust-student", "/marginal", "{'columns':['waiting']}");
    assertThat(marginal.get("degreesOfFreedom")).isEqualTo(model.get("degreesOfFreedom"));
    JsonNode conditional = ask("robust-student", "/conditional", "{'given':{'waiting':70}}");
    assertThat(conditional.at("/degreesOfFreedom/0").asDouble())
        .isEqualTo(model.at("/degreesOfFreedom/0").asDouble() + 1);
    assertThat(conditional.at("/mean/0").asDouble()).isBetween(3.0, 4.5);
    assertThat(ask("robust-student", "/sample", "{'size':5}").get("rows")).hasSize(5);
    assertThat(
            ask("robust-student", "/score", "{'rows':[[4.3,80],[99,-99]]}")
                .at("/rows/1/percentile")
                .asDouble())
        .isLessThan(1);
  }

  @Test
  void aNoisyModelIsStoredAndAnswers() {
    JsonNode fit = noisy();
    assertThat(fit.at("/request/noise").asBoolean()).isTrue();
    assertThat(fit.at("/result/freeParameters").asInt()).isEqualTo(10);
    assertThat(fit.at("/result/initialToCanonical")).hasSize(2);

    JsonNode model = model(fit);
    double noise = model.at("/noise/weight").asDouble();
    assertThat(model.get("components").asInt()).isEqualTo(2);
    assertThat(model.get("means")).hasSize(2);
    assertThat(model.at("/weights/0").asDouble() + model.at("/weights/1").asDouble())
        .isCloseTo(1 - noise, within(1e-12));
    assertThat(noise).isCloseTo(4 / 19.0, within(0.05));
    // The box reaches from -9 to 20 and from -7 to 18.
    assertThat(model.at("/noise/logDensity").asDouble())
        .isCloseTo(-Math.log(29.0 * 25), within(1e-12));

    assertResponsibilities();
    JsonNode marginal = ask("robust-noise", "/marginal", "{'columns':['x']}");
    assertThat(marginal.at("/noise/weight").asDouble()).isEqualTo(noise);
    assertThat(marginal.at("/noise/logDensity").asDouble()).isCloseTo(-Math.log(29), within(1e-12));
    String draws = ask("robust-noise", "/sample", "{'size':60}").get("rows").toString();
    assertThat(draws).contains("\"component\":-1", "\"component\":0", "\"component\":1");
    Api.Answer refused =
        api().post(MODELS + "robust-noise" + LATEST + "/conditional", "{\"given\":{\"x\":1}}");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().at("/errors/0/detail").asString()).startsWith("this model has noise");
  }

  private void assertResponsibilities() {
    String path = MODELS + "robust-noise" + LATEST + "/responsibilities";
    JsonNode one = api().get(path + "?x=100,100").json();
    assertThat(one.get("responsibilities")).hasSize(2);
    assertThat(one.get("noise").asDouble()).isEqualTo(1);
    assertThat(one.get("mostProbable").asInt()).isEqualTo(-1);
    JsonNode many = api().post(path, "{\"rows\":[[1,2],[100,100]]}").json();
    assertThat(many.get("components").asInt()).isEqualTo(2);
    assertThat(many.at("/rows/1")).isEqualTo(one);
    assertThat(many.at("/rows/0/mostProbable").asInt()).isIn(0, 1);
    String csv =
        api().send(path + "?hard=true&header=false", "text/csv", "100,100\n").response().body();
    assertThat(csv)
        .startsWith("component0,component1,noise,mostProbable,logDensity\n0.0,0.0,1.0,-1,");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'family':'student'       | /family",
        "'degreesOfFreedom':[3,3] | /degreesOfFreedom",
        "'noise':{'weight':0.1}   | /noise",
      })
  void anImportTakesGaussianComponentsOnly(String property, String pointer) {
    String body =
        "{'columns':['x'],'weights':[1],'means':[[0]],'covariances':[[[1]]],%s}"
            .formatted(property);
    Api.Answer refused = api().post(MODELS + "imported/versions:import", body.replace('\'', '"'));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(Problems.place(refused.json().at("/errors/0"))).isEqualTo(pointer);
    assertThat(refused.json().at("/errors/0/detail").asString())
        .startsWith("unknown property '%s'".formatted(pointer.substring(1)));
  }

  /** With noise, too, what a cancelled fit has found starts another. */
  @Test
  void aWarmStartWithNoise() {
    JsonNode fit =
        fitted(
            """
            {'model':'robust-warm','components':2,'noise':true,'family':'student','datasetId':'%s',
             'initialization':{'method':'parameters','weights':[0.6,0.4],'means':[[4.3,80],[2,54]],
             'covariances':[[[0.2,0],[0,30]],[[0.2,0],[0,30]]]}}
            """
                .formatted(oldFaithful()));

    assertThat(fit.at("/result/freeParameters").asInt()).isEqualTo(14);
    assertThat(model(fit).at("/noise/weight").asDouble()).isBetween(0.0, 0.05);
  }
}
