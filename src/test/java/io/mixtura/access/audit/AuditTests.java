package io.mixtura.access.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.access.key.Keys;
import io.mixtura.caller.Scope;
import io.mixtura.caller.Tenant;
import io.mixtura.testing.ServiceTest;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
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
  @Autowired private Keys keys;
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
