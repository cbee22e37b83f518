package io.mixtura.fit.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.fit.run.FitJson;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FitRequestTests {
  /** Every property, in the order of answers. */
  private static final String EVERYTHING =
      """
      {"model":"m","datasetId":"d","data":{"columns":["a"],"rows":[[1]]},"columns":["a","b"],\
      "algorithm":"em","components":{"min":1,"max":3},"covariance":["full","tied"],\
      "initialization":{"method":"portfolio","starts":3,"keep":2,"labels":[0],"weights":[1.0],\
      "means":[[1.0]],"covariances":[[[1.0]]],"version":"m@1"},"restarts":4,\
      "convergence":{"criterion":"parameters","tolerance":0.5,"maxIterations":6},\
      "regularization":0.25,"mixingWeights":[1,2.5],"standardize":true,"seed":8,\
      "acceleration":"none","weightColumn":"w","labelColumn":"l","frozen":["means"],\
      "prior":{"shrinkage":0.125,"degreesOfFreedom":9.0,"mean":[1.0],"scale":[[1.0]]},\
      "family":"student","degreesOfFreedom":"shared","noise":false,"missing":"em",\
      "selection":{"criterion":"heldOut","folds":7},"families":{"b":"poisson"},\
      "bootstrap":{"replicates":20,"confidence":0.75},"otherColumns":true,\
      "componentNames":["one","two"],"alignTo":"m@latest"}\
      """;

  /** The hash by which an idempotency key knows a request again is made from this text. */
  @Test
  void groupsAreJoinedToTheSameJson() {
    assertThat(FitJson.write(Requests.request(EVERYTHING))).isEqualTo(EVERYTHING);
    assertThat(JsonMapper.shared().readTree(EVERYTHING).size())
        .isEqualTo(FitRequestJson.class.getRecordComponents().length);
  }

  @Test
  void eachPropertyAloneComesBackAlone() {
    JsonNode all = JsonMapper.shared().readTree(EVERYTHING);
    all.forEachEntry((name, value) -> {
      String alone = "{\"%s\":%s}".formatted(name, value);
      assertThat(FitJson.write(Requests.request(alone))).isEqualTo(alone);
    });
    assertThat(FitJson.write(Requests.request("{}"))).isEqualTo("{}");
  }

  @Test
  void onAStoredDatasetARequestHasNoDataOfItsOwn() {
    FitRequest stored = Requests.request("{'data':{'rows':[]},'seed':1}").on("stored");

    assertThat(FitJson.write(stored)).isEqualTo("{\"datasetId\":\"stored\",\"seed\":1}");
  }

  @Test
  void inListsARequestIsWithoutTheListsOfItsStart() {
    FitRequest brief =
        Requests.request(
                "{'initialization':{'method':'partition','labels':[0]},'restarts':1,'seed':2}")
            .brief();

    assertThat(FitJson.write(brief))
        .isEqualTo("{\"initialization\":{\"method\":\"partition\"},\"restarts\":1,\"seed\":2}");
    assertThat(Requests.request("{}").brief()).isEqualTo(Requests.request("{}"));
  }
}
