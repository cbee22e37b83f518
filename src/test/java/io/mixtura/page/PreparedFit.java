package io.mixtura.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.testing.Api;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/**
 * A selection that has succeeded, for views that show one.
 *
 * @param dataset id of Old Faithful
 * @param fit id of the fit
 */
record PreparedFit(String dataset, String fit) {
  private static final Path SAMPLE = Path.of("src", "main", "resources", "samples", "faithful.csv");

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
        api.send("/api/v1/datasets?name=views", "text/csv", sample()).json().get("id").asString();
    String request =
        """
        {"model":"views","datasetId":"%s","components":{"min":1,"max":3},"covariance":["full","tied"]}
        """;
    JsonNode fit = api.post("/api/v1/fits", request.formatted(dataset)).json();
    JsonNode ended = api.awaitFit(fit.get("id").asString(), Duration.ofSeconds(60));
    assertThat(ended.get("state").asString()).as("%s", ended).isEqualTo("SUCCEEDED");
    return of(ended);
  }

  private static String sample() {
    try {
      return Files.readString(SAMPLE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An address with its names filled in. */
  String in(String address) {
    return address.replace("{dataset}", dataset).replace("{fit}", fit);
  }
}
