package io.mixtura;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.mixtura.testing.Api;
import io.mixtura.testing.Databases;
import io.mixtura.testing.ServiceProcess;
import io.mixtura.testing.Waiting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What happens to a fit when the process that runs it ends, with real processes. */
class TakeoverTests {
  private static final Duration LONG = Duration.ofSeconds(180);

  /** Some hundred iterations a second, three starts: long enough to be killed in the second. */
  private static final String LONG_FIT =
      """
      {"model":"killed","datasetId":"%s","components":4,"restarts":3,
       "convergence":{"tolerance":0,"maxIterations":900},"seed":7}
      """;

  private static final String[] QUICK = {
    "--mixtura.fits.checkpoint=100ms",
    "--mixtura.jobs.heartbeat=500ms",
    "--mixtura.jobs.lease=3s",
    "--mixtura.fits.threads=1"
  };

  @TempDir private Path folder;

  @Test
  void aFitThatWasKilledEndsWithTheSameBits() {
    String undisturbed;
    try (ServiceProcess service = ServiceProcess.onFolder(folder.resolve("undisturbed"), QUICK)) {
      Api api = service.api();
      String fit = submit(api, upload(api));
      assertThat(api.awaitFit(fit, LONG).path("state").asString()).isEqualTo("SUCCEEDED");
      undisturbed = parameters(api, "killed", 1);
    }

    Path home = folder.resolve("killed");
    String fit;
    try (ServiceProcess service = ServiceProcess.onFolder(home, QUICK)) {
      Api api = service.api();
      fit = submit(api, upload(api));
      awaitSecondStart(api, fit);
      service.kill();
    }
    try (ServiceProcess service = ServiceProcess.onFolder(home, QUICK)) {
      Api api = service.api();
      JsonNode ended = api.awaitFit(fit, LONG);
      assertThat(ended.path("state").asString()).isEqualTo("SUCCEEDED");
      assertThat(ended.path("attempts").asInt()).isEqualTo(2);
      assertThat(service.log()).contains("fit " + fit + " goes on from its checkpoint: restart 1");
      assertThat(parameters(api, "killed", 1)).isEqualTo(undisturbed);
    }
  }

  @Test
  void aFitThatWasShutDownEndsWithTheSameBitsAndIsNotCharged() {
    Path home = folder.resolve("stopped");
    String fit;
    try (ServiceProcess service = ServiceProcess.onFolder(home, QUICK)) {
      Api api = service.api();
      String dataset = upload(api);
      String undisturbed = submit(api, dataset);
      api.awaitFit(undisturbed, LONG);
      fit = submit(api, dataset);
      awaitSecondStart(api, fit);
      service.stop();
    }
    try (ServiceProcess service = ServiceProcess.onFolder(home, QUICK)) {
      Api api = service.api();
      JsonNode ended = api.awaitFit(fit, LONG);
      assertThat(ended.path("state").asString()).isEqualTo("SUCCEEDED");
      assertThat(ended.path("attempts").asInt()).isEqualTo(1);
      assertThat(service.log()).contains("fit " + fit + " goes on from its checkpoint: restart 1");
      assertThat(parameters(api, "killed", 2)).isEqualTo(parameters(api, "killed", 1));
    }
  }

  @Test
  void anotherProcessOnTheSamePostgresTakesOver() {
    try (HikariDataSource database = Databases.emptyPostgres();
        ServiceProcess one = ServiceProcess.onPostgres(database, folder.resolve("one"), QUICK);
        ServiceProcess two = ServiceProcess.onPostgres(database, folder.resolve("two"), QUICK)) {
      String dataset = upload(one.api());
      String undisturbed = submit(one.api(), dataset);
      one.api().awaitFit(undisturbed, LONG);
      String fit = submit(one.api(), dataset);
      awaitSecondStart(one.api(), fit);
      boolean runsInOne = one.log().contains("fit " + fit + ": ");
      ServiceProcess runner = runsInOne ? one : two;
      ServiceProcess other = runsInOne ? two : one;
      assertThat(other.log()).doesNotContain("fit " + fit + ": ");
      runner.kill();
      JsonNode ended = other.api().awaitFit(fit, LONG);
      assertThat(ended.path("state").asString()).isEqualTo("SUCCEEDED");
      assertThat(ended.path("attempts").asInt()).isEqualTo(2);
      assertThat(other.log()).contains("fit " + fit + " goes on from its checkpoint: restart ");
      assertThat(parameters(other.api(), "killed", 2))
          .isEqualTo(parameters(other.api(), "killed", 1));
    }
  }

  @Test
  void twoProcessesOnOnePostgresNeverRunOneFitTwice() {
    int fits = 40;
    try (HikariDataSource database = Databases.emptyPostgres();
        ServiceProcess one = ServiceProcess.onPostgres(database, folder.resolve("one"), QUICK);
        ServiceProcess two = ServiceProcess.onPostgres(database, folder.resolve("two"), QUICK)) {
      String dataset = upload(one.api());
      List<String> submitted = new ArrayList<>();
      for (int i = 0; i < fits; i++) {
        Api api = i % 2 == 0 ? one.api() : two.api();
        JsonNode fit =
            api.post(
                    "/api/v1/fits",
                    """
                    {"model":"shared","datasetId":"%s","components":2,"restarts":1,"seed":%d}
                    """
                        .formatted(dataset, i))
                .json();
        submitted.add(fit.path("id").asString());
      }
      for (String fit : submitted) {
        JsonNode ended = two.api().awaitFit(fit, LONG);
        assertThat(ended.path("state").asString()).isEqualTo("SUCCEEDED");
        assertThat(ended.path("attempts").asInt()).isEqualTo(1);
      }
      Set<String> makers = new HashSet<>();
      for (int version = 1; version <= fits; version++) {
        JsonNode model = one.api().get("/api/v1/models/shared/versions/" + version).json();
        makers.add(model.path("provenance").path("fitId").asString());
      }
      assertThat(makers).containsExactlyInAnyOrderElementsOf(submitted);
      assertThat(one.api().get("/api/v1/models/shared/versions/" + (fits + 1)).status())
          .isEqualTo(404);
    }
  }

  private static void awaitSecondStart(Api api, String fit) {
    Waiting.until(
        LONG,
        () -> api.get("/api/v1/fits/" + fit).json(),
        seen -> {
          assertThat(seen.path("state").asString()).isIn("QUEUED", "RUNNING");
          JsonNode progress = seen.path("progress");
          return progress.path("restart").asInt(0) == 1 && progress.path("iteration").asInt() > 200;
        });
  }

  private static String upload(Api api) {
    return api.send("/api/v1/datasets", "text/csv", overlappingClusters())
        .json()
        .path("id")
        .asString();
  }

  private static String submit(Api api, String dataset) {
    Api.Answer answer = api.post("/api/v1/fits", LONG_FIT.formatted(dataset));
    assertThat(answer.status()).isEqualTo(202);
    return answer.json().path("id").asString();
  }

  /** Everything that the fit computed, as text: equal texts are equal bits. */
  private static String parameters(Api api, String model, int version) {
    JsonNode stored = api.get("/api/v1/models/%s/versions/%d".formatted(model, version)).json();
    return List.of("weights", "means", "covariances", "logLikelihood", "icl").stream()
        .map(field -> stored.path(field).toString())
        .toList()
        .toString();
  }

  private static String overlappingClusters() {
    Random random = new Random(11);
    StringBuilder csv = new StringBuilder("a,b,c,d\n");
    for (int i = 0; i < 20_000; i++) {
      double centre = 1.5 * (i % 4);
      csv.append(
          String.format(
              Locale.ROOT,
              "%.6f,%.6f,%.6f,%.6f%n",
              centre + random.nextGaussian(),
              random.nextGaussian() - centre,
              random.nextGaussian() * (1 + i % 3),
              random.nextGaussian()));
    }
    return csv.toString();
  }
}
