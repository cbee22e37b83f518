package io.mixtura;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.testing.Api;
import io.mixtura.testing.LongFit;
import io.mixtura.testing.ServiceProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The service killed at random moments while it runs fits of all kinds: each ends with the bits of
 * one that nobody disturbed. {@code -Dkills=N} kills as often; where processes race, the seed
 * decides what is tried, not who wins.
 */
class KilledServiceTests {
  private static final int KILLS = Integer.getInteger("kills", 20);
  private static final int LONGEST_LIFE_MILLIS = 1500;
  private static final int ROWS = 1500;

  private static final Map<String, String> KINDS =
      Map.of(
          "starts",
          "'columns':['a','b'],'components':4,'restarts':3,'convergence':{'tolerance':0,'maxIterations':300}",
          "portfolio",
          "'columns':['a','b'],'components':3",
          "kmeans",
          "'columns':['a','b'],'algorithm':'kmeans','components':6,'restarts':40",
          "selection",
          "'columns':['a','b'],'components':{'min':1,'max':3},'covariance':['full','VEV'],'restarts':1",
          "folds",
          "'columns':['a','b'],'components':{'min':1,'max':3},'selection':{'criterion':'heldOut','folds':3},'restarts':1",
          "bootstrap",
          "'columns':['a','b'],'components':3,'restarts':1,'bootstrap':{'replicates':40}",
          "student",
          "'columns':['a','b'],'components':3,'family':'student','restarts':2",
          "mixed",
          "'columns':['a','kind','count'],'components':3,'families':{'kind':'categorical','count':'poisson'}",
          "gaps",
          "'columns':['a','b','gaps'],'components':3,'missing':'em','restarts':2",
          "noise",
          "'columns':['a','b'],'components':3,'noise':true,'restarts':2");

  private static final List<String> NUMBERS =
      List.of(
          "weights",
          "means",
          "covariances",
          "families",
          "degreesOfFreedom",
          "noise",
          "bootstrap",
          "logLikelihood",
          "icl",
          "inertia",
          "iterations");

  private static final String[] SETTINGS =
      LongFit.with("--mixtura.jobs.attempts=100000", "--springdoc.pre-loading-enabled=false");

  @TempDir private Path home;

  @Test
  void whatWasKilledEndsWithTheSameBits() throws Exception {
    long seed = System.nanoTime();
    System.out.printf("seed of the kills: %d, %d kills%n", seed, KILLS);
    Random random = new Random(seed);
    String dataset;
    Map<String, String> undisturbed;
    try (ServiceProcess service = ServiceProcess.onFolder(home, SETTINGS)) {
      dataset =
          service
              .api()
              .send("/api/v1/datasets?missing=keep", "text/csv", table())
              .json()
              .get("id")
              .asString();
      undisturbed = ends(service.api(), submit(service.api(), dataset));
    }
    List<Map<String, String>> rounds = new ArrayList<>();
    for (int kill = 0; kill < KILLS; kill++) {
      try (ServiceProcess service = ServiceProcess.onFolder(home, SETTINGS)) {
        if (isIdle(service.api())) {
          rounds.add(submit(service.api(), dataset));
        }
        TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_LIFE_MILLIS));
        service.kill();
      }
    }
    try (ServiceProcess service = ServiceProcess.onFolder(home, SETTINGS)) {
      for (Map<String, String> round : rounds) {
        assertThat(ends(service.api(), round)).as("seed %d", seed).isEqualTo(undisturbed);
      }
      for (String kind : KINDS.keySet()) {
        JsonNode versions =
            service.api().get("/api/v1/models/" + kind + "/versions").json().get("items");
        assertThat(versions)
            .as("versions of %s: one for each fit", kind)
            .hasSize(rounds.size() + 1);
      }
    }
  }

  private static boolean isIdle(Api api) {
    return Stream.of("QUEUED", "RUNNING")
        .allMatch(state -> api.get("/api/v1/fits?state=" + state).json().get("items").isEmpty());
  }

  /** A fit of each kind, by the kind. */
  private static Map<String, String> submit(Api api, String dataset) {
    Map<String, String> fits = new LinkedHashMap<>();
    KINDS.forEach((kind, options) -> {
      String request = "{'model':'%s','datasetId':'%s',%s}".formatted(kind, dataset, options);
      Api.Answer answer = api.post("/api/v1/fits", request.replace('\'', '"'));
      assertThat(answer.status()).as(answer.response().body()).isEqualTo(202);
      fits.put(kind, answer.json().get("id").asString());
    });
    return fits;
  }

  /** What the fits of each kind came to, as text: equal texts are equal bits. */
  private static Map<String, String> ends(Api api, Map<String, String> fits) {
    Map<String, String> ends = new LinkedHashMap<>();
    fits.forEach((kind, fit) -> {
      JsonNode ended = api.awaitFit(fit, LongFit.LONG);
      assertThat(ended.path("state").asString()).as("%s", ended).isEqualTo("SUCCEEDED");
      int version = ended.at("/result/version").asInt();
      JsonNode model = api.get("/api/v1/models/%s/versions/%d".formatted(kind, version)).json();
      List<String> numbers = NUMBERS.stream().map(name -> name + model.path(name)).toList();
      ends.put(kind, numbers.toString());
    });
    return ends;
  }

  private static String table() {
    Random random = new Random(11);
    StringBuilder csv = new StringBuilder("a,b,kind,count,gaps\n");
    for (int i = 0; i < ROWS; i++) {
      double centre = 2.0 * (i % 3);
      csv.append(
          String.format(
              Locale.ROOT,
              "%.4f,%.4f,%d,%d,%s%n",
              centre + random.nextGaussian(),
              random.nextGaussian() - centre,
              random.nextInt(4) == 0 ? random.nextInt(3) : i % 3,
              (int) (centre + 3 * random.nextDouble()),
              i % 7 == 0 ? "" : "" + random.nextInt(100)));
    }
    return csv.toString();
  }
}
