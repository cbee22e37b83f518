package io.mixtura.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Priors and frozen parameters as a program asks for them. */
class KnowledgeApiTests extends FitServiceTest {
  private static final String START =
      "'initialization':{'method':'parameters','means':[[2,54],[4.2,82]]}";

  @Test
  void aPriorIsStatedWithItsDefaults() {
    JsonNode fit =
        fitted(
            "{'model':'believed','datasetId':'%s','components':2,'prior':{}}"
                .formatted(oldFaithful()));

    assertThat(fit.at("/request/prior").toString())
        .isEqualTo("{\"shrinkage\":0.01,\"degreesOfFreedom\":4.0}");
    assertThat(model(fit).at("/provenance/request/prior/shrinkage").asDouble()).isEqualTo(0.01);
    // Below the maximum likelihood of -1130.264, but not far.
    assertThat(fit.at("/result/logLikelihood").asDouble()).isBetween(-1132.0, -1130.27);
  }

  @Test
  void frozenMeansAreStoredAsGiven() {
    JsonNode fit =
        fitted(
            "{'model':'frozen','datasetId':'%s','components':2,%s,'frozen':['means']}"
                .formatted(oldFaithful(), START));

    assertThat(fit.at("/result/freeParameters").asInt()).isEqualTo(7);
    JsonNode model = model(fit);
    assertThat(model.at("/means/0/0").asDouble()).isEqualTo(4.2);
    assertThat(model.at("/means/1/1").asDouble()).isEqualTo(54);
    assertThat(model.at("/covariances/0/0/0").asDouble()).isNotCloseTo(1.3, within(0.1));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'frozen':['means']                     | /frozen   | what is frozen stays as it is given",
        "'frozen':['axes'],START                | /frozen/0 | 'axes' cannot be frozen; there are 'means' and 'covariances'",
        "'frozen':['covariances'],START         | /frozen   | frozen covariances must be given by initialization.covariances",
        "'prior':{'shrinkage':0}                | /prior    | shrinkage must be above 0, but was 0.0",
        "'prior':{'degreesOfFreedom':1}         | /prior    | degreesOfFreedom must be above the number of columns less 1, which is 1, but was 1.0",
        "'prior':{'degreesOfFreedom':1e308}     | /prior    | degreesOfFreedom must be at most 1e9, but was 1.0E308",
        "'prior':{'mean':[1,1e101]}             | /prior    | the mean of the prior holds 1.0E101; there are numbers from -1e100 to 1e100",
        "'prior':{'scale':[[1e201,0],[0,1]]}    | /prior    | a row of the scale of the prior holds 1.0E201; there are numbers from -1e200 to 1e200",
        "'prior':{'mean':[1]}                   | /prior    | the mean of the prior must have 2 numbers",
        "'prior':{'scale':[[1,0],[0,-1]]}       | /prior    | the scale of the prior is not positive definite",
        "'prior':{'scale':[[1,0],[1,1]]}        | /prior    | the scale of the prior is not symmetric",
        "'prior':{},'covariance':'identity'     | /prior    | 'identity' has no covariances to estimate; leave prior out",
        "'prior':{},'algorithm':'kmeans'        | /prior    | kmeans has no likelihood, so no prior",
        "'prior':{'shrinkige':1}                | /prior/shrinkige | unknown property 'shrinkige'; did you mean 'shrinkage'?",
      })
  void nonsenseIsRefused(String fields, String pointer, String detail) {
    String request =
        "{'datasetId':'%s','components':2,%s}"
            .formatted(oldFaithful(), fields.replace("START", START));

    assertRefused(validate(request), 422, pointer, detail);
  }
}
