package io.mixtura;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.mixtura.testing.Api;
import io.mixtura.testing.Databases;
import io.mixtura.testing.LongFit;
import io.mixtura.testing.ServiceProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What happens to a fit when the process that runs it ends, with real processes. */
class TakeoverTests {
  /** Each candidate is fitted four times: to all rows, and without each of three folds. */
  private static final String LONG_SELECTION =
      """
      {"model":"killed","datasetId":"%s","components":{"min":2,"max":3},"restarts":1,
       "covariance":["full","tied"],"selection":{"criterion":"heldOut","folds":3},
       "convergence":{"tolerance":0,"maxIterations":200},"seed":7}
      """;

  @TempDir private Path folder;

  @Test
  void aFitThatWasKilledOrShutDownEndsWithTheSameBits() {
    Path home = folder.resolve("home");
    String fit;
    try (ServiceProcess service = ServiceProcess.onFolder(home, LongFit.QUICK)) {
      Api api = service.api();
      String dataset = LongFit.upload(api);
      api.awaitFit(LongFit.submit(api, dataset), LongFit.LONG);
      fit = LongFit.submit(api, dataset);
      LongFit.awaitSecondStart(api, fit);
      service.kill();
    }
    try (ServiceProcess service = ServiceProcess.onFolder(home, LongFit.QUICK)) {
      Api api = service.api();
      assertSameBits(api, fit, 2, 2);
      assertGoesOn(service, fit);
      fit = LongFit.submit(api, datasetOf(api, fit));
      LongFit.awaitSecondStart(api, fit);
      service.stop();
    }
    try (ServiceProcess service = ServiceProcess.onFolder(home, LongFit.QUICK)) {
      // An orderly end is not charged as an attempt.
      assertSameBits(service.api(), fit, 3, 1);
      assertGoesOn(service, fit);
    }
  }

  /** Killed in the third of four candidates, while one of its folds is held out. */
  @Test
  void aSelectionThatWasKilledEndsWithTheSameBits() {
    Path home = folder.resolve("home");
    String fit;
    JsonNode undisturbed;
    try (ServiceProcess service = ServiceProcess.onFolder(home, LongFit.QUICK)) {
      Api api = service.api();
      String dataset = LongFit.upload(api);
      undisturbed = api.awaitFit(LongFit.submit(api, dataset, LONG_SELECTION), LongFit.LONG);
      fit = LongFit.submit(api, dataset, LONG_SELECTION);
      LongFit.awaitProgress(
          api,
          fit,
          progress ->
              progress.path("candidate").asInt(0) == 2
                  && progress.path("fold").isNumber()
                  && progress.path("fold").asInt() < 2);
      service.kill();
    }
    try (ServiceProcess service = ServiceProcess.onFolder(home, LongFit.QUICK)) {
      assertSameBits(service.api(), fit, 2, 2);
      assertThat(service.log())
          .containsPattern(
              "fit %s goes on from its checkpoint: candidate 2, (fold [0-2], )?start 0"
                  .formatted(fit));
      JsonNode ended = service.api().get("/api/v1/fits/" + fit).json();
      for (String same : List.of("selected", "candidates", "warnings")) {
        assertThat(told(ended, same)).as(same).isEqualTo(told(undisturbed, same));
      }
      assertThat(ended.path("result").get("candidates")).hasSize(4);
    }
  }

  /** But for the time that candidates took. */
  private static String told(JsonNode fit, String property) {
    return fit.path("result").get(property).toString().replaceAll("\"millis\":\\d+", "");
  }

  @Test
  void processesOnOnePostgresShareTheWorkAndTakeOverFromEachOther() {
    try (HikariDataSource database = Databases.emptyPostgres();
        ServiceProcess one =
            ServiceProcess.onPostgres(database, folder.resolve("one"), LongFit.QUICK);
        ServiceProcess two =
            ServiceProcess.onPostgres(database, folder.resolve("two"), LongFit.QUICK)) {
      String dataset = LongFit.upload(one.api());
      assertNoFitRunsTwice(dataset, one, two);
      one.api().awaitFit(LongFit.submit(one.api(), dataset), LongFit.LONG);
      String fit = LongFit.submit(one.api(), dataset);
      LongFit.awaitSecondStart(one.api(), fit);
      boolean runsInOne = runs(one, fit);
      ServiceProcess other = runsInOne ? two : one;
      assertThat(runs(other, fit)).isFalse();
      (runsInOne ? one : two).kill();
      assertSameBits(other.api(), fit, 2, 2);
      assertGoesOn(other, fit);
    }
  }

  private static void assertNoFitRunsTwice(String dataset, ServiceProcess one, ServiceProcess two) {
    int fits = 40;
    List<String> submitted = new ArrayList<>();
    for (int i = 0; i < fits; i++) {
      Api api = i % 2 == 0 ? one.api() : two.api();
      String request =
          """
          {"model":"shared","datasetId":"%s","components":2,"restarts":1,"seed":%d}
          """
              .formatted(dataset, i);
      submitted.add(api.post("/api/v1/fits", request).json().path("id").asString());
    }
    for (String fit : submitted) {
      JsonNode ended = two.api().awaitFit(fit, LongFit.LONG);
      assertThat(ended.path("state").asString()).isEqualTo("SUCCEEDED");
      assertThat(ended.path("attempts").asInt()).isEqualTo(1);
      assertThat(runs(one, fit)).isNotEqualTo(runs(two, fit));
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

  private static void assertGoesOn(ServiceProcess service, String fit) {
    assertThat(service.log())
        .containsPattern("fit " + fit + " goes on from its checkpoint: start [1-4]");
  }

  private static boolean runs(ServiceProcess service, String fit) {
    return service.log().contains("fit " + fit + ": ");
  }

  /** Version 1 of the model was fitted without disturbance. */
  private static void assertSameBits(Api api, String fit, int version, int attempts) {
    JsonNode ended = LongFit.assertSameBits(api, fit, version);
    assertThat(ended.path("attempts").asInt()).isEqualTo(attempts);
  }

  private static String datasetOf(Api api, String fit) {
    return api.get("/api/v1/fits/" + fit).json().path("request").path("datasetId").asString();
  }
}
