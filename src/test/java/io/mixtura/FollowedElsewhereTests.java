package io.mixtura;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.mixtura.testing.Databases;
import io.mixtura.testing.EventStream;
import io.mixtura.testing.EventStream.Event;
import io.mixtura.testing.LongFit;
import io.mixtura.testing.ServiceProcess;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A fit that runs in one process, followed in another: through the database, and beyond its death.
 */
@Timeout(240)
class FollowedElsewhereTests {
  private static final String FIT =
      """
      {"model":"elsewhere","datasetId":"%s","components":4,"restarts":5,
       "convergence":{"tolerance":0,"maxIterations":1500},"seed":7}
      """;

  @TempDir private Path folder;

  private static EventStream follow(ServiceProcess service, String fit, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create(service.address() + "/api/v1/fits/" + fit + "/events?parameters=true"))
            .timeout(Duration.ofSeconds(60));
    return EventStream.open(request, headers);
  }

  private static List<Event> of(List<Event> events, String type) {
    return events.stream().filter(event -> event.type().equals(type)).toList();
  }

  @Test
  void anotherReplicasFitIsFollowedThroughTheDatabase() throws Exception {
    try (HikariDataSource database = Databases.emptyPostgres();
        ServiceProcess one =
            ServiceProcess.onPostgres(database, folder.resolve("one"), LongFit.QUICK);
        ServiceProcess two =
            ServiceProcess.onPostgres(database, folder.resolve("two"), LongFit.QUICK)) {
      String fit = LongFit.submit(one.api(), LongFit.upload(one.api()), FIT);
      LongFit.awaitProgress(one.api(), fit, progress -> progress.path("iteration").asInt(0) > 0);
      boolean runsInOne = one.log().contains("job " + fit + " (fit) starts");
      ServiceProcess runner = runsInOne ? one : two;
      ServiceProcess other = runsInOne ? two : one;
      List<Event> events;
      try (EventStream stream = follow(other, fit)) {
        events =
            stream.until(seen -> of(seen, "model").size() >= 3 && of(seen, "progress").size() >= 3);
        assertThat(of(events, "model").getFirst().data().get("means")).hasSize(4);
        long last = of(events, "progress").getLast().id();
        runner.kill();
        events.addAll(stream.all());
        assertThat(last).isPositive();
      }
      assertThat(events.getLast().type()).isEqualTo("end");
      assertThat(events.getLast().data().get("state").asString()).isEqualTo("SUCCEEDED");
      List<Long> ids = events.stream().map(Event::id).filter(id -> id >= 0).toList();
      assertThat(ids).isSorted().doesNotHaveDuplicates();
      assertThat(of(events, "progress"))
          .extracting(event -> event.data().get("fraction").asDouble())
          .isSorted();
      JsonNode trace = other.api().get("/api/v1/fits/" + fit + "/trace").json();
      assertThat(trace.get("starts")).hasSize(5);
      for (JsonNode start : trace.get("starts")) {
        assertThat(start.get("iterations").asInt()).isEqualTo(1500);
        assertThat(start.get("state").asString()).isEqualTo("sound");
      }
    }
  }
}
