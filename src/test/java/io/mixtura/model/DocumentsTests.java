package io.mixtura.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class DocumentsTests {
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:01Z");

  @Test
  void aDocumentReadsAsDocumented() {
    String json = Documents.write(ModelDocument.of(Fitted.oldFaithful("geyser"), 3, NOW));
    assertThat(json)
        .startsWith(
            """
            {"name":"geyser","version":3,"createdAt":"2026-11-23T10:00:01Z","algorithm":"em",\
            "covariance":"full","columns":["eruptions","waiting"],"components":2,"dimensions":2,\
            "weights":[0.64412713,0.35587287],\
            "means":[[4.2899640154,79.9681198],[2.0363886,54.478516399]],\
            "covariances":[[[0.16996844,0.94060932],[0.94060932,36.0462113]],\
            [[0.06916767,0.43516762],[0.43516762,33.69728207]]],\
            "standardization":null,"logLikelihood":-1130.2639576,\
            """)
        .contains(
            """
            "inertia":null,"freeParameters":11,"iterations":14,"converged":true,\
            "reason":"logLikelihood","warnings":["a warning"],\
            "provenance":{"fitId":"0193b0a2-\
            """)
        .contains(
            """
            "request":{"components":2,"initialization":{"method":"kmeans"}},"seed":42,\
            """)
        .endsWith(
            """
            "startedAt":"2026-11-23T10:00:00.123456Z","finishedAt":"2026-11-23T10:00:00.154456Z",\
            "timings":{"initializationMillis":5,"iterationsMillis":20,"totalMillis":31}}}\
            """);
  }

  @Test
  void kMeansHasNoCovariancesAndNoLikelihood() {
    String json = Documents.write(ModelDocument.of(Fitted.standardizedKMeans("geyser"), 1, NOW));
    assertThat(json)
        .contains("\"algorithm\":\"kmeans\",\"covariance\":null")
        .contains("\"covariances\":null")
        .contains(
            """
            "standardization":{"means":[3.4877830882,70.8970588],\
            "standardDeviations":[1.13927121,13.56996]}\
            """)
        .contains("\"logLikelihood\":null", "\"inertia\":79.28");
  }

  @Test
  void whatANewerReleaseAddsIsPassedOver() {
    ModelDocument document = ModelDocument.of(Fitted.oldFaithful("geyser"), 1, NOW);
    String newer = Documents.write(document).replaceFirst("\\{", "{\"labels\":{\"a\":[1]},");
    assertThat(Documents.document(newer)).isEqualTo(document);
  }
}
