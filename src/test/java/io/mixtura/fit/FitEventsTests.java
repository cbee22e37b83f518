package io.mixtura.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.testing.Api;
import io.mixtura.testing.EventStream;
import io.mixtura.testing.EventStream.Event;
import io.mixtura.testing.LongFit;
import io.mixtura.testing.ServiceTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Fits, followed by their events and their traces. */
@Timeout(120)
class FitEventsTests extends ServiceTest {
  private static final String FITS = "/api/v1/fits";

  /** Goes on until it is cancelled. */
  private static final String ENDLESS =
      """
      {"model":"followed-endless","datasetId":"%s","components":3,
       "convergence":{"tolerance":0,"maxIterations":1000000},"restarts":3,"initialization":{"method":"random"}}
      """;

  private static final String SELECTION =
      """
      {"model":"followed-selection","datasetId":"%s","components":{"min":1,"max":3},
       "covariance":["full","tied","spherical"]}
      """;

  @Autowired private FitWatches watches;
  @Autowired private JdbcClient jdbc;

  private Api api() {
    return new Api("http://127.0.0.1:" + port);
  }

  private String dataset() {
    return api()
        .send("/api/v1/datasets", "text/csv", LongFit.overlappingClusters(3, 2000))
        .json()
        .path("id")
        .asString();
  }

  private String submitted(String request) {
    return LongFit.submit(api(), dataset(), request);
  }

  private EventStream follow(String fit, String query, String... headers) throws Exception {
    return EventStream.open(request(FITS + "/" + fit + "/events" + query), headers);
  }

  private void cancel(String fit) throws Exception {
    send(request(FITS + "/" + fit + "/cancel").POST(BodyPublishers.noBody()));
  }

  private static List<Event> of(List<Event> events, String type) {
    return events.stream().filter(event -> event.type().equals(type)).toList();
  }

  private static List<Long> ids(List<Event> events) {
    return events.stream().map(Event::id).filter(id -> id >= 0).toList();
  }

  @Test
  void aFitIsFollowedToItsEnd() throws Exception {
    String fit = submitted(SELECTION);
    List<Event> events;
    try (EventStream stream = follow(fit, "")) {
      assertThat(stream.header("Content-Type")).startsWith("text/event-stream");
      assertThat(stream.header("Cache-Control")).contains("no-store");
      events = stream.all();
    }

    assertThat(events.getFirst().type()).isEqualTo("state");
    assertThat(ids(events)).isSorted().doesNotHaveDuplicates().isNotEmpty();
    JsonNode end = events.getLast().data();
    assertThat(events.getLast().type()).isEqualTo("end");
    assertThat(end.get("state").asString()).isEqualTo("SUCCEEDED");
    assertThat(end.at("/result/version").asInt()).isEqualTo(1);
    assertThat(end.get("result").has("history")).isFalse();
    assertThat(end.at("/result/candidates").isNull()).isTrue();
    JsonNode table = api().get(FITS + "/" + fit).json().at("/result/candidates");
    List<Event> candidates = of(events, "candidate");
    assertThat(candidates).hasSizeGreaterThanOrEqualTo(9);
    for (int i = 0; i < 9; i++) {
      int number = i;
      JsonNode last =
          candidates.stream()
              .map(Event::data)
              .filter(data -> data.get("candidate").asInt() == number)
              .reduce((_, later) -> later)
              .orElseThrow();
      for (String same : List.of("components", "covariance", "state", "bic", "logLikelihood")) {
        assertThat(last.get(same)).as(same).isEqualTo(table.get(i).get(same));
      }
    }
  }

  @Test
  void progressAndModelsAreSeenWhileItRuns() throws Exception {
    String fit = submitted(ENDLESS);
    try (EventStream stream = follow(fit, "?parameters=true")) {
      List<Event> events = stream.until(seen -> of(seen, "model").size() >= 3);
      cancel(fit);
      events.addAll(stream.all());

      List<Event> progress = of(events, "progress");
      assertThat(progress).isNotEmpty();
      assertThat(progress).extracting(event -> event.data().get("fraction").asDouble()).isSorted();
      assertThat(progress.getLast().data().get("phase").asString()).isEqualTo("iterations");
      assertThat(progress.getLast().data().get("logLikelihood").isNumber()).isTrue();
      assertThat(progress.getLast().data().has("sequence")).isFalse();
      JsonNode model = of(events, "model").getFirst().data();
      assertThat(of(events, "model")).allMatch(event -> event.id() < 0);
      assertThat(model.get("columns")).hasSize(4);
      assertThat(model.get("weights")).hasSize(3);
      assertThat(model.get("means").get(2)).hasSize(4);
      assertThat(model.get("covariances").get(2).get(3)).hasSize(4);
      assertThat(model.get("covariance").asString()).isEqualTo("full");
      assertThat(model.get("iteration").asInt()).isPositive();
      assertThat(events.getLast().data().get("state").asString()).isEqualTo("CANCELLED");
      assertThat(ids(events)).isSorted().doesNotHaveDuplicates();
    }
    assertThat(api().get(FITS + "/" + fit).json().get("progress").has("phase")).isFalse();
  }

  @Test
  void withoutBeingAskedForNoModelIsSent() throws Exception {
    String fit = submitted(ENDLESS);
    try (EventStream stream = follow(fit, "")) {
      List<Event> events = stream.until(seen -> of(seen, "progress").size() >= 4);
      assertThat(of(events, "model")).isEmpty();
    }
    cancel(fit);
  }

  /** Whoever comes back is told what he has missed, and nothing twice. */
  @Test
  void aStreamGoesOnWhereItBroke() throws Exception {
    String fit = submitted(SELECTION);
    List<Event> whole;
    try (EventStream stream = follow(fit, "")) {
      whole = stream.all();
    }
    List<Event> candidates = of(whole, "candidate");
    long broken = candidates.get(4).id();

    List<Event> rest;
    try (EventStream stream = follow(fit, "", "Last-Event-ID", String.valueOf(broken))) {
      rest = stream.all();
    }

    assertThat(ids(rest)).isSorted().allMatch(id -> id > broken);
    assertThat(ids(of(rest, "candidate")))
        .isEqualTo(ids(candidates).stream().filter(id -> id > broken).toList());
    assertThat(rest.getLast()).isEqualTo(whole.getLast());
    HttpResponse<String> nothing =
        send(
            request(FITS + "/" + fit + "/events")
                .header("Last-Event-ID", String.valueOf(whole.getLast().id())));
    assertThat(nothing.statusCode()).isEqualTo(204);
    assertThat(nothing.body()).isEmpty();
    HttpResponse<String> none =
        send(request(FITS + "/" + fit + "/events").header("Last-Event-ID", "x"));
    assertThat(none.statusCode()).isEqualTo(400);
  }

  /** What is told from a checkpoint on stands behind what was told before. */
  @Test
  void aFitThatIsResumedGoesOnInItsSequence() throws Exception {
    String fit = submitted(ENDLESS);
    long ended;
    double fraction;
    try (EventStream stream = follow(fit, "")) {
      stream.until(seen -> of(seen, "progress").size() >= 2);
      cancel(fit);
      List<Event> events = stream.all();
      ended = events.getLast().id();
      fraction = events.getLast().data().at("/progress/fraction").asDouble();
    }
    send(request(FITS + "/" + fit + "/resume").POST(BodyPublishers.noBody()));
    try (EventStream stream = follow(fit, "", "Last-Event-ID", String.valueOf(ended))) {
      List<Event> events = stream.until(seen -> of(seen, "progress").size() >= 2);
      assertThat(ids(events)).isSorted().allMatch(id -> id > ended);
      assertThat(of(events, "progress"))
          .allMatch(event -> event.data().get("fraction").asDouble() >= fraction);
    }
    cancel(fit);
  }

  @Test
  void aStreamEndsWithItsFit() throws Exception {
    String fit = submitted(ENDLESS);
    try (EventStream stream = follow(fit, "")) {
      stream.until(seen -> !of(seen, "progress").isEmpty());
      jdbc.sql("delete from jobs where id = :id").param("id", UUID.fromString(fit)).update();
      assertThat(of(stream.all(), "end")).isEmpty();
    }
    HttpResponse<String> answer = send(request(FITS + "/" + fit + "/events"));
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(send(request(FITS + "/" + fit + "/trace")).statusCode()).isEqualTo(404);
  }

  /** However many look, the database is asked as if there was one. */
  @Test
  void manyStreamsAreServedByOneLook() throws Exception {
    String fit = submitted(ENDLESS);
    List<EventStream> streams = new ArrayList<>();
    try {
      for (int i = 0; i < 100; i++) {
        streams.add(follow(fit, i % 2 == 0 ? "?parameters=true" : ""));
      }
      for (EventStream stream : streams) {
        stream.until(seen -> !of(seen, "progress").isEmpty());
      }
      assertThat(json(get("/api/v1/usage")).at("/used/streams/used").asInt())
          .isGreaterThanOrEqualTo(100);
      long before = watches.looks();
      // It has read little of what it was sent, so that most of this is new.
      EventStream last = streams.getLast();
      assertThat(last.until(all -> of(all, "progress").size() >= 10)).isNotEmpty();
      // A look for each stream would be a hundred for each progress.
      assertThat(watches.looks() - before).isBetween(1L, 200L);
    } finally {
      streams.forEach(EventStream::close);
      cancel(fit);
    }
  }

  @Test
  void aTraceHasEveryIterationOfEveryStart() throws Exception {
    String fit =
        submitted(
            """
            {"model":"traced","datasetId":"%s","components":2,
             "restarts":3,"initialization":{"method":"random"},"acceleration":"none","convergence":{"maxIterations":40}}
            """);
    JsonNode ended = api().awaitFit(fit, Duration.ofSeconds(60));

    JsonNode trace = json(get(FITS + "/" + fit + "/trace"));

    assertThat(trace.get("measure").asString()).isEqualTo("logLikelihood");
    JsonNode result = ended.get("result");
    assertThat(trace.get("starts")).hasSize(3);
    boolean hasBest = false;
    for (JsonNode start : trace.get("starts")) {
      assertThat(start.get("state").asString()).isIn("sound", "spurious");
      assertThat(start.get("every").asInt()).isEqualTo(1);
      assertThat(start.get("end").isNumber()).isTrue();
      if (start.get("start").asInt() == result.get("bestStart").asInt()) {
        hasBest = true;
        JsonNode history = result.get("history");
        int steps = history.size() - 1;
        assertThat(start.get("values")).hasSizeGreaterThanOrEqualTo(steps);
        for (int i = 0; i < steps; i++) {
          assertThat(start.get("values").get(i)).isEqualTo(history.get(i));
        }
        assertThat(start.get("end")).isEqualTo(history.get(steps));
      }
    }
    assertThat(hasBest).isTrue();
    JsonNode candidate = trace.get("candidates").get(0);
    assertThat(candidate.get("bic")).isEqualTo(result.get("bic"));
    assertThat(candidate.get("components").asInt()).isEqualTo(2);
  }
}
