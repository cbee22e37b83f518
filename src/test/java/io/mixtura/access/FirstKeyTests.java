package io.mixtura.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.testing.Problems;
import io.mixtura.testing.ServiceTest;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** A service without keys is open on its machine, until there is one, and never again. */
@TestPropertySource(properties = "spring.application.name=mixtura-first-key")
@ExtendWith(OutputCaptureExtension.class)
class FirstKeyTests extends ServiceTest {
  private static final String FIRST =
      """
      {"tenant":"default","scopes":["read","data","fit","predict","admin"],"name":"operator"}
      """;

  @Test
  void theFirstKeyClosesTheDoorBehindItself(CapturedOutput log) throws Exception {
    assertThat(get("/api/v1/limits").statusCode()).isEqualTo(200);
    assertThat(send(request("/api/v1/fits").header("Authorization", "Basic eA==")).statusCode())
        .as("what a proxy in front sends along")
        .isEqualTo(200);
    assertThat(get("/actuator/prometheus").statusCode()).isEqualTo(200);
    assertThat(post("/api/v1/datasets", "text/csv", "x\n1\n2\n").statusCode()).isEqualTo(201);
    assertRefused("{\"scopes\":[\"read\"]}", "/tenant");
    assertRefused("{\"tenant\":\"Acme\",\"scopes\":[\"read\"]}", "/tenant");
    assertRefused("{\"tenant\":\"a/b\",\"scopes\":[\"read\"]}", "/tenant");
    assertRefused("{\"tenant\":\"acme\"}", "/scopes");
    assertRefused("{\"tenant\":\"acme\",\"scopes\":[]}", "/scopes");
    assertRefused("{\"tenant\":\"acme\",\"scopes\":[\"read\",\"write\"]}", "/scopes/1");
    assertRefused("{\"tenant\":\"acme\",\"scopes\":[null]}", "/scopes/0");
    assertRefused(
        "{\"tenant\":\"acme\",\"scopes\":[\"read\"],\"expiresAt\":\"2020-01-01T00:00:00Z\"}",
        "/expiresAt");
    assertRefused("{\"tenant\":\"acme\",\"scopes\":[\"read\"],\"name\":\"a\\u0000b\"}", "/name");
    assertThat(
            assertRefused("{\"tenant\":\"acme\",\"scopes\":[\"read\",\"fit\"]}", "/scopes")
                .get("detail")
                .asString())
        .contains("the first key must have the scope 'admin'");
    assertThat(get("/api/v1/keys").statusCode()).as("none has been made").isEqualTo(200);

    HttpResponse<String> made = post("/api/v1/keys", "application/json", FIRST);
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    assertThat(made.headers().firstValue("Cache-Control")).hasValue("no-store");
    String key = json(made).get("key").asString();
    String path = made.headers().firstValue("Location").orElseThrow();

    assertThat(get("/api/v1/limits").statusCode()).isEqualTo(401);
    assertThat(get("/actuator/prometheus").statusCode()).isEqualTo(401);
    assertThat(post("/api/v1/keys", "application/json", FIRST).statusCode()).isEqualTo(401);
    assertThat(json(send(with(key, "/api/v1/datasets"))).get("items"))
        .as("what was stored before is the default tenant's")
        .hasSize(1);
    JsonNode listed = json(send(with(key, "/api/v1/keys"))).get("items");
    assertThat(listed).hasSize(1);
    assertThat(listed.get(0).get("name").asString()).isEqualTo("operator");
    assertThat(json(send(with(key, path))).get("lastUsedAt").isString()).isTrue();

    HttpRequest.Builder further =
        with(key, "/api/v1/keys")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"tenant\":\"acme\",\"scopes\":[\"read\"]}"));
    assertThat(send(further).statusCode()).as("of an admin, any").isEqualTo(201);

    assertThat(send(with(key, path).DELETE()).statusCode()).isEqualTo(204);
    HttpResponse<String> late = send(with(key, path));
    assertThat(late.statusCode()).isEqualTo(401);
    assertThat(json(late).get("detail").asString()).contains("was revoked at");
    assertThat(get("/api/v1/limits").statusCode()).as("it stays closed").isEqualTo(401);
    assertThat(log.getOut()).doesNotContain(key.split("_", 3)[2]);
  }

  private JsonNode assertRefused(String body, String pointer) throws Exception {
    HttpResponse<String> answer = post("/api/v1/keys", "application/json", body);
    assertThat(answer.statusCode()).as(body).isEqualTo(422);
    assertThat(Problems.place(json(answer).at("/errors/0"))).as(body).isEqualTo(pointer);
    return json(answer);
  }

  private HttpRequest.Builder with(String key, String path) {
    return as(key, request(path));
  }
}
