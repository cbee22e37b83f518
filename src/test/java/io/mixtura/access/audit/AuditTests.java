package io.mixtura.access.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.access.key.Keys;
import io.mixtura.caller.Scope;
import io.mixtura.caller.Tenant;
import io.mixtura.job.LeasedJobs;
import io.mixtura.testing.ServiceTest;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Who did what is written down, and neither his key nor his data. */
@ExtendWith(OutputCaptureExtension.class)
@TestPropertySource(
    properties = {"spring.application.name=mixtura-audit", "mixtura.security.keys=required"})
class AuditTests extends ServiceTest {
  private static final String FIT =
      """
      {"model":"audited","components":1,"data":{"columns":["x"],"rows":[[1],[2],[4],[8]]}}
      """;
  private static final String IMPORT =
      """
      {"columns":["x"],"weights":[1],"means":[[0]],"covariances":[[[1]]]}
      """;

  @Autowired private Keys keys;
  @Autowired private LeasedJobs leased;
  @Autowired private JdbcClient jdbc;
  @Autowired private AuditRetention retention;
  private Keys.Issued admin;
  private Keys.Issued reader;

  @BeforeEach
  void begin() {
    jdbc.sql("delete from audit").update();
    admin = keys.issue(new Tenant("acme"), Scope.ALL, "", null);
    reader = keys.issue(new Tenant("other"), Set.of(Scope.READ), "", null);
  }

  @Test
  void whatChangesSomethingIsWrittenDownAndLooksAndQuestionsAreNot(CapturedOutput log)
      throws Exception {
    HttpResponse<String> made = send(as(admin, upload("/api/v1/datasets?name=secretname")));
    String path = made.headers().firstValue("Location").orElseThrow();
    send(as(admin, request(path)));
    send(as(admin, request(path).DELETE()));
    send(as(admin, request("/api/v1/datasets/" + "0".repeat(32)).DELETE()));

    List<JsonNode> entries = entries("");
    assertThat(entries.stream().map(AuditTests::told))
        .containsExactly(
            "acme deleteDataset /api/v1/datasets/%s 404".formatted("0".repeat(32)),
            "acme deleteDataset %s 204".formatted(path),
            "acme uploadDataset %s 201".formatted(path));
    JsonNode first = entries.getLast();
    assertThat(first.get("caller").asString()).isEqualTo(admin.key().id());
    assertThat(first.get("address").asString()).isEqualTo("127.0.0.1");
    assertThat(first.get("request").asString())
        .isEqualTo(made.headers().firstValue("X-Request-Id").orElseThrow());
    String secret = admin.secret().text().split("_", 3)[2];
    assertThat(entries.toString()).doesNotContain(secret, "secretname", "98765");
    assertThat(log.getAll())
        .contains(
            "%s of tenant acme at 127.0.0.1: uploadDataset %s -> 201"
                .formatted(admin.key().id(), path))
        .doesNotContain(secret);
  }

  @Test
  void whoIsNotLetInIsWrittenDown() throws Exception {
    send(upload("/api/v1/datasets"));
    send(request("/api/v1/fits").header("Authorization", "Bearer mx_0123456789abcdef_wrong"));
    send(as(reader, upload("/api/v1/datasets")));
    send(as(reader, request("/actuator/prometheus")));

    assertThat(entries("").stream().map(AuditTests::told))
        .containsExactly(
            "other GET /actuator/prometheus 403",
            "other uploadDataset /api/v1/datasets 403",
            "null GET /api/v1/fits 401",
            "null POST /api/v1/datasets 401");
    assertThat(entries("?tenant=other")).hasSize(2);
  }

  /** Each is committed with its entry; what comes of it is expected, and no other is needed. */
  @Test
  void eachActHasOneEntryThatSaysHowItWasAnswered() throws Exception {
    List<HttpResponse<String>> answers = new ArrayList<>();
    HttpRequest.Builder once = upload("/api/v1/datasets").header("Idempotency-Key", "audited");
    answers.add(send(as(admin, once)));
    answers.add(send(once));
    String dataset = answers.getFirst().headers().firstValue("Location").orElseThrow();
    answers.add(
        send(
            as(admin, request(dataset))
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString("{\"name\":\"another\"}"))));
    answers.add(postAs("/api/v1/fits", FIT));
    String fit = answers.getLast().headers().firstValue("Location").orElseThrow();
    awaitEnd(fit);
    answers.add(postAs("/api/v1/fits?validateOnly=true", FIT));
    answers.add(postAs(fit + "/cancel", ""));
    answers.add(postAs(fit + "/resume", ""));
    answers.add(postAs(fit + "/store", ""));
    answers.add(send(as(admin, request(fit).DELETE())));
    answers.add(send(as(admin, request(fit).DELETE())));
    answers.add(postAs("/api/v1/models/given/versions:import", IMPORT));
    answers.add(send(as(admin, request("/api/v1/models/given/versions/1").DELETE())));
    answers.add(send(as(admin, request("/api/v1/models/given/versions/1").DELETE())));
    answers.add(send(as(admin, request("/api/v1/models/audited").DELETE())));
    answers.add(send(as(admin, request(dataset).DELETE())));
    answers.add(postAs("/api/v1/keys", "{\"tenant\":\"acme\",\"scopes\":[\"read\"]}"));
    String key = answers.getLast().headers().firstValue("Location").orElseThrow();
    answers.add(send(as(admin, request(key).DELETE())));
    answers.add(postAs("/api/v1/backup", ""));

    List<JsonNode> entries = entries("?pageSize=1000");
    for (HttpResponse<String> answer : answers) {
      List<JsonNode> its =
          entries.stream()
              .filter(entry -> entry.get("request").asString().equals(id(answer)))
              .toList();
      assertThat(its).as("%s %s", answer, answer.body()).hasSize(1);
      JsonNode entry = its.getFirst();
      assertThat(entry.get("status").asInt()).isEqualTo(answer.statusCode());
      answer
          .headers()
          .firstValue("Location")
          .ifPresent(made -> assertThat(entry.get("object").asString()).isEqualTo(made));
    }
    assertThat(answers.stream().map(HttpResponse::statusCode))
        .containsExactly(
            201, 200, 200, 202, 200, 409, 409, 409, 204, 404, 201, 204, 404, 204, 204, 201, 204,
            201);
  }

  @Test
  void whatCannotBeWrittenDownIsNotDone() throws Exception {
    HttpResponse<String> made = send(as(admin, upload("/api/v1/datasets")));
    String dataset = made.headers().firstValue("Location").orElseThrow();
    postAs("/api/v1/models/kept/versions:import", IMPORT);
    String key = "/api/v1/keys/" + reader.key().id();
    jdbc.sql("alter table audit rename to audit_away").update();
    try {
      for (HttpRequest.Builder act :
          List.of(
              upload("/api/v1/datasets"),
              request(dataset).DELETE(),
              request(dataset)
                  .header("Content-Type", "application/json")
                  .method("PATCH", BodyPublishers.ofString("{\"name\":\"another\"}")),
              request("/api/v1/models/kept").DELETE(),
              request(key).DELETE())) {
        assertThat(send(as(admin, act)).statusCode()).isGreaterThanOrEqualTo(500);
      }
      assertThat(postAs("/api/v1/fits", FIT).statusCode()).isGreaterThanOrEqualTo(500);
    } finally {
      jdbc.sql("alter table audit_away rename to audit").update();
    }
    JsonNode datasets = json(send(as(admin, request("/api/v1/datasets")))).get("items");
    assertThat(datasets.valueStream().map(kept -> kept.get("id").asString()))
        .contains(dataset.substring(dataset.lastIndexOf('/') + 1));
    assertThat(json(send(as(admin, request(dataset)))).get("name").asString())
        .isNotEqualTo("another");
    assertThat(send(as(admin, request("/api/v1/models/kept"))).statusCode()).isEqualTo(200);
    assertThat(json(send(as(admin, request(key)))).get("revokedAt").isNull()).isTrue();
    send(as(admin, request(dataset).DELETE()));
  }

  @Test
  void howFitsEndAndWhichAreDeletedUnaskedIsWrittenDown() throws Exception {
    String fit = postAs("/api/v1/fits", FIT).headers().firstValue("Location").orElseThrow();
    awaitEnd(fit);
    // Other tests of this service may have left some.
    while (leased.deleteFinishedBefore(Duration.ZERO) > 0) {}

    assertThat(
            entries("?pageSize=1000").stream()
                .filter(entry -> entry.get("object").asString().equals(fit))
                .map(entry -> entry.get("caller").asString() + " " + told(entry)))
        .containsExactly(
            "service acme deleteFit %s 204".formatted(fit),
            "service acme fitSucceeded %s 200".formatted(fit),
            "%s acme submitFit %s 202".formatted(admin.key().id(), fit));
    assertThat(send(as(admin, request(fit))).statusCode()).isEqualTo(404);
  }

  /** A path of the API that there is not may have been meant as a change, too. */
  @Test
  void whatIsRefusedBeforeItIsKnownWhatItAsksForIsWrittenDown() throws Exception {
    send(
        as(admin, request("/api/v1/fits"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("a=b")));
    send(as(admin, request("/api/v1/fits/1/stop").POST(BodyPublishers.noBody())));
    send(as(admin, request("/api/v1/nothing")));

    assertThat(entries("").stream().map(AuditTests::told))
        .containsExactly("acme POST /api/v1/fits/1/stop 404", "acme POST /api/v1/fits 415");
  }

  @Test
  void attemptsBeyondABoundAreNotWritten() {
    Audit another = new Audit(new JdbcAudit(jdbc));
    for (int i = 0; i < 2000; i++) {
      another.refused(
          new Deed(
              0, Instant.now(), UUID.randomUUID(), null, "nobody", "GET", "/", "192.0.2.7", 401));
    }
    assertThat(jdbc.sql("select count(*) from audit").query(Long.class).single())
        .isBetween(300L, 1999L);
  }

  @Test
  void pagesFollowEachOtherAndOldEntriesGo() throws Exception {
    for (int i = 0; i < 5; i++) {
      send(as(admin, request("/api/v1/fits/" + i).DELETE()));
    }
    List<String> seen = new ArrayList<>();
    String token = "";
    do {
      JsonNode page = json(send(as(admin, request("/api/v1/audit?pageSize=2" + token))));
      page.get("items").forEach(entry -> seen.add(entry.get("object").asString()));
      token =
          page.get("nextPageToken").isNull()
              ? ""
              : "&pageToken=" + page.get("nextPageToken").asString();
    } while (!token.isEmpty());
    assertThat(seen)
        .containsExactly(
            "/api/v1/fits/4",
            "/api/v1/fits/3",
            "/api/v1/fits/2",
            "/api/v1/fits/1",
            "/api/v1/fits/0");
    assertThat(send(as(admin, request("/api/v1/audit?pageToken=x"))).statusCode()).isEqualTo(400);

    jdbc.sql(
            "update audit set written_at = written_at - interval '366' day where object like '%/3'")
        .update();
    retention.deleteOld();
    assertThat(entries("")).hasSize(4);
  }

  @Test
  void itIsForAdmins() throws Exception {
    assertThat(send(as(reader, request("/api/v1/audit"))).statusCode()).isEqualTo(403);
  }

  private HttpResponse<String> postAs(String path, String json) throws Exception {
    return postAs(admin.secret().text(), path, json);
  }

  private void awaitEnd(String fit) throws Exception {
    HttpResponse<String> ended = send(as(admin, request(fit).header("Prefer", "wait=30")));
    assertThat(json(ended).get("state").asString()).isEqualTo("SUCCEEDED");
  }

  private static String id(HttpResponse<String> answer) {
    return answer.headers().firstValue("X-Request-Id").orElseThrow();
  }

  private List<JsonNode> entries(String query) throws Exception {
    List<JsonNode> entries = new ArrayList<>();
    json(send(as(admin, request("/api/v1/audit" + query)))).get("items").forEach(entries::add);
    return entries;
  }

  private static String told(JsonNode entry) {
    return "%s %s %s %s"
        .formatted(
            entry.get("tenant").isNull() ? "null" : entry.get("tenant").asString(),
            entry.get("operation").asString(),
            entry.get("object").asString(),
            entry.get("status").asInt());
  }

  private HttpRequest.Builder upload(String path) {
    return request(path)
        .header("Content-Type", "text/csv")
        .POST(BodyPublishers.ofString("x\n98765\n" + System.nanoTime()));
  }

  private static HttpRequest.Builder as(Keys.Issued key, HttpRequest.Builder request) {
    return as(key.secret().text(), request);
  }
}
