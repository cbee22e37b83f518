package io.mixtura.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.testing.Api;
import io.mixtura.testing.LongFit;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/**
 * A selection that has succeeded, and k-means of the same data, for views that show such.
 *
 * @param dataset id of its data, which no journey brings itself: equal data are one dataset
 * @param fit id of the selection
 */
record PreparedFit(String dataset, String fit) {
  /** The one of a service, made at the first time. */
  static PreparedFit on(Api api) {
    JsonNode fits = api.get("/api/v1/fits?model=views").json().get("items");
    return fits.isEmpty() ? make(api) : of(fits.get(0));
  }

  private static PreparedFit of(JsonNode fit) {
    return new PreparedFit(fit.at("/request/datasetId").asString(), fit.get("id").asString());
  }

  private static PreparedFit make(Api api) {
    String dataset =
        api.send("/api/v1/datasets?name=views", "text/csv", LongFit.overlappingClusters(9, 300))
            .json()
            .get("id")
            .asString();
    fit(
        api,
        """
        {"model":"views-hard","datasetId":"%s","algorithm":"kmeans","components":3}
        """
            .formatted(dataset));
    return of(
        fit(
            api,
            """
            {"model":"views","datasetId":"%s","components":{"min":1,"max":3},
             "covariance":["full","tied"]}
            """
                .formatted(dataset)));
  }

  private static JsonNode fit(Api api, String request) {
    String id = api.post("/api/v1/fits", request).json().get("id").asString();
    JsonNode ended = api.awaitFit(id, Duration.ofSeconds(60));
    assertThat(ended.get("state").asString()).as("%s", ended).isEqualTo("SUCCEEDED");
    return ended;
  }

  /** An address with its names filled in. */
  String in(String address) {
    return address.replace("{dataset}", dataset).replace("{fit}", fit);
  }
}
