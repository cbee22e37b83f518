package io.mixtura.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.testing.Api;
import io.mixtura.testing.ServiceProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders that are moved away under a running service, as a disk is that is unmounted. */
class StorageGoneTests {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final String CSV = "a\n1\n2\n8\n9\n11\n15\n";

  private static final String IMPORT =
      """
      {"columns":["a"],"weights":[1],"means":[[0]],"covariances":[[[1]]]}
      """;

  @TempDir private Path folder;

  private static Api.Answer submit(Api api, String dataset, int seed) {
    return api.post(
        "/api/v1/fits",
        "{\"datasetId\":\"%s\",\"components\":1,\"model\":\"m\",\"seed\":%d}"
            .formatted(dataset, seed));
  }

  private static String id(Api.Answer answer) {
    return answer.json().path("id").asString();
  }

  private static void assertGone(Api.Answer answer, String what) {
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).isNotEmpty();
    assertThat(answer.json().get("detail").asString()).startsWith(what + " is gone");
  }

  @Test
  void nothingIsStoredThatWouldBeLostAndAllGoesOnOnceTheFolderIsBack() throws Exception {
    Path home = folder.resolve("home");
    Path away = folder.resolve("away");
    try (ServiceProcess service = ServiceProcess.onFolder(home)) {
      Api api = service.api();
      String dataset = id(api.send("/api/v1/datasets", "text/csv", CSV));
      api.awaitFit(id(submit(api, dataset, 1)), LONG);

      Files.move(home.resolve("datasets"), away);
      assertGone(
          api.send("/api/v1/datasets", "text/csv", CSV + "20\n"), "the folder of the datasets");
      String waiting = id(submit(api, dataset, 2));
      assertThat(api.get("/actuator/health").json().at("/components/datasets/status").asString())
          .isEqualTo("DOWN");
      assertThat(api.get("/api/v1/models/m/versions/1/responsibilities?x=3").status())
          .isEqualTo(200);
      Files.move(away, home.resolve("datasets"));
      assertThat(api.awaitFit(waiting, LONG).path("state").asString()).isEqualTo("SUCCEEDED");

      Files.move(home, away);
      for (Api.Answer refused :
          List.of(
              submit(api, dataset, 3),
              api.post(
                  "/api/v1/fits",
                  "{\"data\":{\"columns\":[\"a\"],\"rows\":[[1],[2]]},\"components\":1}"),
              api.post("/api/v1/models/x/versions:import", IMPORT),
              api.send("/api/v1/datasets", "text/csv", CSV + "21\n"))) {
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.json().get("detail").asString()).contains("is gone");
      }
      Files.move(away, home);
      assertThat(api.post("/api/v1/models/x/versions:import", IMPORT).status()).isEqualTo(201);
      assertThat(service.log()).doesNotContain("Unexpected failure");
    }
  }
}
