package io.mixtura.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mixtura.testing.Api;
import io.mixtura.testing.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Follows the fits that were accepted while requests go on: one that takes long is cancelled, and
 * one that succeeded is held against plain loops.
 */
final class FitWatch implements AutoCloseable {
  private static final Duration LONG_ENOUGH = Duration.ofMillis(400);
  private static final Duration AT_MOST = Duration.ofSeconds(120);

  /** Deleted meanwhile; points with gaps for a model that takes none; injected faults. */
  private static final Set<Integer> LET_BE = Set.of(404, 422, 503, 507);

  private static final int PAGE = 1000;
  private static final double PER_OBSERVATION = 1e-9;

  /** Fits that may wait; whoever submits more would be refused, and learn nothing. */
  private static final int WAITING = 20;

  /** A fit, and since when it is seen to run; 0 before. */
  private record Followed(String id, long since) {}

  private final Api api;
  private final ConcurrentLinkedQueue<Followed> fits = new ConcurrentLinkedQueue<>();
  private final Map<String, Integer> ends = new TreeMap<>();
  private final AtomicBoolean isOver = new AtomicBoolean();
  private final Thread thread = Thread.ofPlatform().name("fit-watch").unstarted(this::watch);
  private volatile @Nullable Throwable failure;
  private int sound;

  FitWatch(Api api) {
    this.api = api;
    thread.start();
  }

  /** Follows a fit, if an answer is one. */
  void hearOf(FuzzedAnswer answer) {
    if (answer.status() == 202) {
      JsonNode fit = answer.json();
      if (fit.has("queuePosition") && fit.path("id").isString()) {
        fits.add(new Followed(fit.get("id").asString(), 0));
        Waiting.until(AT_MOST, fits::size, left -> left < WAITING || failure != null);
      }
    }
    assertFine();
  }

  private void assertFine() {
    if (failure != null) {
      throw new AssertionError("a fit is not sound", failure);
    }
  }

  private void watch() {
    try {
      while (!isOver.get() || !fits.isEmpty()) {
        Followed next = fits.poll();
        if (next == null) {
          Thread.sleep(5);
        } else {
          follow(next);
        }
      }
    } catch (Throwable unsound) {
      failure = unsound;
    }
  }

  private void follow(Followed followed) throws InterruptedException {
    JsonNode fit = api.get("/api/v1/fits/" + followed.id()).json();
    String state = fit.path("state").asString("deleted");
    switch (state) {
      case "QUEUED", "CANCELLING" -> fits.add(followed);
      case "RUNNING" -> fits.add(running(followed));
      case "SUCCEEDED" -> {
        end(state);
        assertSound(fit);
      }
      case "FAILED" -> end(state + ": " + fit.at("/failure/reason").asString(""));
      default -> end(state);
    }
    Thread.sleep(5);
  }

  private void end(String how) {
    ends.merge(how, 1, Integer::sum);
  }

  private Followed running(Followed followed) {
    long now = System.nanoTime();
    if (followed.since() == 0) {
      return new Followed(followed.id(), now);
    }
    if (now - followed.since() > LONG_ENOUGH.toNanos()) {
      api.post("/api/v1/fits/" + followed.id() + "/cancel", "");
    }
    return followed;
  }

  private void assertSound(JsonNode fit) {
    String at =
        "/api/v1/models/%s/versions/%d"
            .formatted(fit.at("/result/model").asString(), fit.at("/result/version").asInt());
    Optional<JsonNode> model = found(at);
    Optional<List<double[]>> rows =
        rows(fit.at("/request/datasetId").asString(), columns(fit, model));
    if (model.isEmpty() || rows.isEmpty()) {
      end("taken away before it was looked at");
      return;
    }
    PlainMixture plain = new PlainMixture(model.get());
    String what = fit + System.lineSeparator() + model.get();
    assertThat(plain.weightSum()).as(what).isCloseTo(1, within(1e-9));
    assertThat(plain.wrongCovariance()).as(what).isEmpty();
    if (!model.get().path("logLikelihood").isNull()) {
      assertSameLikelihood(fit, model.get(), plain, rows.get(), what);
    }
    assertResponsibilities(at, model.get(), rows.get(), what);
    sound++;
  }

  private Optional<JsonNode> found(String path) {
    Api.Answer answer = api.get(path);
    return answer.status() == 200 ? Optional.of(answer.json()) : Optional.empty();
  }

  /** Those of the model, then weight and label. */
  private static List<String> columns(JsonNode fit, Optional<JsonNode> model) {
    List<String> columns = new ArrayList<>();
    model.ifPresent(found -> found.get("columns").forEach(name -> columns.add(name.asString())));
    columns.add(fit.at("/request/weightColumn").asString(""));
    columns.add(fit.at("/request/labelColumn").asString(""));
    return columns;
  }

  private Optional<List<double[]>> rows(String dataset, List<String> columns) {
    List<double[]> rows = new ArrayList<>();
    String token = "";
    do {
      Optional<JsonNode> page =
          found("/api/v1/datasets/%s/rows?pageSize=%d%s".formatted(dataset, PAGE, token));
      if (page.isEmpty()) {
        return Optional.empty();
      }
      List<String> names = page.get().get("columns").valueStream().map(JsonNode::asString).toList();
      for (double[] row : PlainMixture.table(page.get().get("rows"))) {
        rows.add(columns.stream().mapToDouble(name -> value(names, row, name)).toArray());
      }
      JsonNode next = page.get().path("nextPageToken");
      token = next.isString() ? "&pageToken=" + next.asString() : "";
    } while (!token.isEmpty());
    return Optional.of(rows);
  }

  private static double value(List<String> names, double[] row, String name) {
    return names.contains(name) ? row[names.indexOf(name)] : Double.NaN;
  }

  private void assertSameLikelihood(
      JsonNode fit, JsonNode model, PlainMixture plain, List<double[]> rows, String what) {
    int d = model.get("columns").size();
    double sum = 0;
    double size = 0;
    for (double[] row : rows) {
      double weight = Double.isNaN(row[d]) ? 1 : row[d];
      int label = Double.isNaN(row[d + 1]) ? -1 : (int) row[d + 1];
      double term = plain.logDensity(Arrays.copyOf(row, d), label);
      // 0 · −∞: a row without weight, where no component can be.
      sum += weight == 0 ? 0 : weight * term;
      size += weight == 0 ? 0 : weight * (1 + Math.abs(term));
    }
    double slack = PER_OBSERVATION * size * Math.sqrt(plain.condition());
    assertThat(model.get("logLikelihood").asDouble()).as(what).isCloseTo(sum, within(slack));
  }

  private void assertResponsibilities(String at, JsonNode model, List<double[]> rows, String what) {
    int d = model.get("columns").size();
    StringBuilder points = new StringBuilder("{\"rows\":[");
    for (int i = 0; i < Math.min(20, rows.size()); i++) {
      points.append(i > 0 ? ",[" : "[");
      for (int j = 0; j < d; j++) {
        double value = rows.get(i)[j];
        points.append(j > 0 ? "," : "").append(Double.isNaN(value) ? "null" : "" + value);
      }
      points.append("]");
    }
    Api.Answer answer = api.post(at + "/responsibilities", points.append("]}").toString());
    if (LET_BE.contains(answer.status())) {
      return;
    }
    assertThat(answer.status()).as("%s%n%s", what, answer.response().body()).isEqualTo(200);
    for (JsonNode assignment : answer.json().get("rows")) {
      double sum =
          assignment.get("responsibilities").valueStream().mapToDouble(JsonNode::asDouble).sum()
              + assignment.path("noise").asDouble(0);
      assertThat(sum).as(what).isCloseTo(1, within(1e-9));
    }
  }

  /** Waits until all fits have ended. */
  void finish() {
    Waiting.until(AT_MOST, fits::size, left -> left == 0 || failure != null);
    close();
    assertFine();
  }

  /** How many fits were held against plain loops. */
  int sound() {
    return sound;
  }

  /** How fits ended. */
  String told() {
    return "fits: " + ends + ", sound: " + sound;
  }

  @Override
  public void close() {
    isOver.set(true);
    try {
      thread.join(AT_MOST);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
