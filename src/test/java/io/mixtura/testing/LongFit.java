package io.mixtura.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A fit that takes seconds, to be disturbed: its versions are to be the same, bit by bit. */
public final class LongFit {
  /** How long anything may take. */
  public static final Duration LONG = Duration.ofSeconds(180);

  /** Some hundred iterations a second, five starts: long enough to be killed after the first. */
  private static final String LONG_FIT =
      """
      {"model":"killed","datasetId":"%s","components":4,"restarts":5,
       "convergence":{"tolerance":0,"maxIterations":700},"seed":7}
      """;

  /** Settings by which a fit writes down often where it stands, and is soon taken over. */
  public static final String[] QUICK = {
    "--mixtura.fits.checkpoint=100ms",
    "--mixtura.jobs.heartbeat=500ms",
    "--mixtura.jobs.lease=3s",
    "--mixtura.fits.threads=1"
  };

  private LongFit() {}

  /** These settings and others. */
  public static String[] with(String... others) {
    return Stream.concat(Stream.of(QUICK), Stream.of(others)).toArray(String[]::new);
  }

  /** Waits until a fit is beyond its first start. */
  public static void awaitSecondStart(Api api, String fit) {
    awaitProgress(
        api,
        fit,
        progress ->
            progress.path("start").asInt(0) > 1
                || progress.path("start").asInt(0) == 1
                    && progress.path("iteration").asInt() > 200);
  }

  /** Waits until a fit that has not ended has come so far. */
  public static void awaitProgress(Api api, String fit, Predicate<JsonNode> isReached) {
    Waiting.until(
        LONG,
        () -> api.get("/api/v1/fits/" + fit).json(),
        seen -> {
          assertThat(seen.path("state").asString()).isIn("QUEUED", "RUNNING");
          return isReached.test(seen.path("progress"));
        });
  }

  /** Uploads the data. */
  public static String upload(Api api) {
    return api.send("/api/v1/datasets", "text/csv", overlappingClusters())
        .json()
        .path("id")
        .asString();
  }

  /** Submits the fit. */
  public static String submit(Api api, String dataset) {
    return submit(api, dataset, LONG_FIT);
  }

  /** Submits another one to the same data. */
  public static String submit(Api api, String dataset, String request) {
    Api.Answer answer = api.post("/api/v1/fits", request.formatted(dataset));
    assertThat(answer.status()).isEqualTo(202);
    return answer.json().path("id").asString();
  }

  /** Version 1 of the model was fitted without disturbance; this one is to be equal. */
  public static JsonNode assertSameBits(Api api, String fit, int version) {
    JsonNode ended = api.awaitFit(fit, LONG);
    assertThat(ended.path("state").asString()).as("%s", ended).isEqualTo("SUCCEEDED");
    assertThat(parameters(api, "killed", version)).isEqualTo(parameters(api, "killed", 1));
    return ended;
  }

  /** Everything that the fit computed, as text: equal texts are equal bits. */
  public static String parameters(Api api, String model, int version) {
    JsonNode stored = api.get("/api/v1/models/%s/versions/%d".formatted(model, version)).json();
    return List.of("weights", "means", "covariances", "logLikelihood", "icl").stream()
        .map(field -> stored.path(field).toString())
        .toList()
        .toString();
  }

  private static String overlappingClusters() {
    return overlappingClusters(11, 20_000);
  }

  /** Points of four columns in clusters that overlap, as CSV. */
  public static String overlappingClusters(long seed, int rows) {
    Random random = new Random(seed);
    StringBuilder csv = new StringBuilder("a,b,c,d\n");
    for (int i = 0; i < rows; i++) {
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
