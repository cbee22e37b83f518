package io.mixtura;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.testing.Api;
import io.mixtura.testing.LongFit;
import io.mixtura.testing.ServiceProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many who ask for more memory than there is: they are told so, and the service goes on. */
class SmallHeapTests {
  private static final int CLIENTS = 10;
  private static final int EACH = 3;

  @TempDir private Path home;

  private final Map<Integer, Integer> statuses = new ConcurrentHashMap<>();
  private final Queue<String> unexpected = new ConcurrentLinkedQueue<>();

  @Test
  void whoAsksForTooMuchIsRefusedAndTheServiceGoesOn() throws Exception {
    String rows = "[1.5,2.5],".repeat(900_000);
    String request =
        "{\"model\":\"large\",\"components\":2,\"data\":{\"columns\":[\"a\",\"b\"],\"rows\":[%s[3,4]]}}"
            .formatted(rows);
    try (ServiceProcess service = ServiceProcess.withHeap("256m", home)) {
      Api api = service.api();
      List<Thread> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        clients.add(Thread.ofPlatform().start(() -> post(api, request)));
      }
      for (Thread client : clients) {
        while (!client.join(Duration.ofMillis(500))) {
          assertThat(service.isAlive()).as(service.log()).isTrue();
          assertThat(api.get("/actuator/health/liveness").status()).isEqualTo(200);
        }
      }
      System.out.println("answers: " + statuses);
      assertThat(unexpected).isEmpty();
      String dataset = LongFit.upload(api);
      String fit =
          api.post("/api/v1/fits", "{\"datasetId\":\"%s\",\"components\":2}".formatted(dataset))
              .json()
              .path("id")
              .asString();
      api.get("/api/v1/fits?state=QUEUED")
          .json()
          .get("items")
          .forEach(each -> {
            if (!each.get("id").asString().equals(fit)) {
              api.post("/api/v1/fits/" + each.get("id").asString() + "/cancel", "");
            }
          });
      assertThat(api.awaitFit(fit, LongFit.LONG).path("state").asString()).isEqualTo("SUCCEEDED");
      assertThat(service.log()).doesNotContain("Unexpected failure");
    }
  }

  private void post(Api api, String request) {
    for (int i = 0; i < EACH; i++) {
      try {
        Api.Answer answer = api.post("/api/v1/fits?validateOnly=true", request);
        statuses.merge(answer.status(), 1, Integer::sum);
        if (answer.status() >= 500 && answer.status() != 503) {
          unexpected.add(answer.response().body());
        }
      } catch (RuntimeException e) {
        unexpected.add(e.toString());
      }
    }
  }
}
