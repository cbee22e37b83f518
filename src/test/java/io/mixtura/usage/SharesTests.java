package io.mixtura.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.access.key.Keys;
import io.mixtura.caller.Scope;
import io.mixtura.caller.Tenant;
import io.mixtura.testing.ServiceTest;
import io.mixtura.web.RawConnection;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Nobody takes more than his share; what is refused says which share, and which setting it is. */
@TestPropertySource(
    properties = {
      "spring.application.name=mixtura-shares",
      "mixtura.security.keys=required",
      "mixtura.limits.fit-time=1h",
      "mixtura.limits.tenant.values=20",
      "mixtura.limits.tenant.bytes=8KB",
      "mixtura.limits.tenant.requests=40",
      "mixtura.limits.tenant.streams=1",
      "mixtura.limits.total.values=50"
    })
class SharesTests extends ServiceTest {
  @Autowired private Keys keys;

  private String newcomer() {
    return keys.issue(
            new Tenant("t" + UUID.randomUUID().toString().substring(0, 8)), Scope.ALL, "", null)
        .secret()
        .text();
  }

  @Test
  void datasetsOfATenantHaveTheirShare() throws Exception {
    String key = newcomer();
    HttpResponse<String> first = upload(key, 9, 0);
    assertThat(first.statusCode()).as(first.body()).isEqualTo(201);

    assertRefused(
        upload(key, 12, 100),
        507,
        "this tenant",
        "more than 20 numbers",
        "mixtura.limits.tenant.values");
    assertThat(used(key, "values")).isEqualTo(9);
    // Who has it already takes nothing more.
    assertThat(upload(key, 9, 0).statusCode()).isEqualTo(200);
    assertThat(upload(key, 3, 300).statusCode()).isEqualTo(201);
    assertThat(upload(key, 2, 400).statusCode()).isEqualTo(201);
    assertThat(upload(key, 1, 500).statusCode()).isEqualTo(201);
    // Whole tiles take room.
    assertRefused(upload(key, 4, 600), 507, "more than 8192 bytes", "mixtura.limits.tenant.bytes");
    assertThat(used(key, "bytes")).isEqualTo(4 * 2048);
    assertThat(json(send(as(key, request("/api/v1/datasets")))).get("items")).hasSize(4);
    JsonNode all = json(send(as(key, request("/api/v1/usage")))).at("/total/values");
    assertThat(all.get("used").asLong()).isGreaterThanOrEqualTo(15);
    assertThat(all.get("share").asLong()).isEqualTo(50);
    for (JsonNode dataset : json(send(as(key, request("/api/v1/datasets")))).get("items")) {
      send(as(key, request("/api/v1/datasets/" + dataset.get("id").asString()).DELETE()));
    }
    assertThat(used(key, "values")).isZero();
  }

  @Test
  void requestsOfATenantHaveTheirShareAndOthersGoOn() throws Exception {
    String eager = newcomer();
    HttpResponse<String> refused = send(as(eager, request("/api/v1/limits")));
    for (int i = 0; i < 5000 && refused.statusCode() != 429; i++) {
      refused = send(as(eager, request("/api/v1/limits")));
    }
    assertRefused(
        refused, 429, "more than 40 requests per second", "mixtura.limits.tenant.requests");
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    HttpResponse<String> change = postAs(eager, "/api/v1/fits", "{}");
    for (int i = 0; i < 5000 && change.statusCode() != 429; i++) {
      change = postAs(eager, "/api/v1/fits", "{}");
    }
    JsonNode newest = json(send(as(newcomer(), request("/api/v1/audit")))).get("items").get(0);
    assertThat(newest.get("status").asInt()).as("although nobody had read it").isEqualTo(429);
    assertThat(newest.get("operation").asString()).isEqualTo("POST");
    assertThat(send(as(newcomer(), request("/api/v1/limits"))).statusCode()).isEqualTo(200);
    assertThat(send(request("/actuator/health")).statusCode()).isEqualTo(200);
  }

  /** Answers as well as bodies; who does not read his keeps it open. */
  @Test
  void longAnswersAreStreamsToo() throws Exception {
    String key = newcomer();
    String model = "{\"columns\":[\"x\"],\"weights\":[1],\"means\":[[0]],\"covariances\":[[[1]]]}";
    assertThat(postAs(key, "/api/v1/models/m/versions:import", model).statusCode()).isEqualTo(201);
    String sample = "/api/v1/models/m/versions/1/sample";
    try (RawConnection slow = new RawConnection(port)) {
      String body = "{\"size\":50000000}";
      slow.head(
          sample,
          "Authorization: Bearer " + key,
          "Content-Type: application/json",
          "Content-Length: " + body.length());
      slow.write(body);
      assertThat(slow.status()).contains(" 200 ");
      assertThat(used(key, "streams")).isEqualTo(1);

      assertRefused(postAs(key, sample, "{\"size\":100000}"), 429, "mixtura.limits.tenant.streams");
      assertThat(postAs(key, sample, "{\"size\":10}").statusCode())
          .as("a short answer is none")
          .isEqualTo(200);
      String dataset = json(upload(key, 3, 0)).get("id").asString();
      String stored = "/api/v1/models/m/versions/1/responsibilities?datasetId=" + dataset;
      assertThat(send(as(key, request(stored))).statusCode())
          .as("nor is one about stored points")
          .isEqualTo(200);
    }
    long patience = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!isUnstreamed(key) && System.nanoTime() < patience) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
    assertThat(postAs(key, sample, "{\"size\":100000}").statusCode()).isEqualTo(200);
  }

  private boolean isUnstreamed(String key) throws Exception {
    HttpResponse<String> usage = send(as(key, request("/api/v1/usage")));
    return usage.statusCode() == 200 && json(usage).at("/used/streams/used").asLong() == 0;
  }

  @Test
  void aFitThatMayTakeTooLongIsRefusedWithTheFigure() throws Exception {
    String key = newcomer();
    String fit =
        """
        {"components":2,"data":{"columns":["x"],"rows":[[1],[2],[4],[8]]},
         "initialization":{"method":"kmeans"},"restarts":1000,"convergence":{"tolerance":0,"maxIterations":1000000}}
        """;
    for (String query : List.of("", "?validateOnly=true")) {
      assertRefused(
          postAs(key, "/api/v1/fits" + query, fit),
          422,
          "more than the 3600 s",
          "mixtura.limits.fit-time");
    }
    assertThat(used(key, "values")).isZero();
    assertThat(used(key, "queued")).isZero();
  }

  private long used(String key, String what) throws Exception {
    return json(send(as(key, request("/api/v1/usage"))))
        .at("/used/%s/used".formatted(what))
        .asLong();
  }

  private static void assertRefused(HttpResponse<String> answer, int status, String... said) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(answer.body()).contains(said);
  }

  private HttpResponse<String> upload(String key, int rows, int from) throws Exception {
    String csv =
        IntStream.range(from, from + rows)
            .mapToObj(Integer::toString)
            .collect(Collectors.joining("\n"));
    return send(
        as(
            key,
            request("/api/v1/datasets")
                .header("Content-Type", "text/csv")
                .POST(BodyPublishers.ofString("x\n" + csv))));
  }
}
