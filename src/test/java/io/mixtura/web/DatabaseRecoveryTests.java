package io.mixtura.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.testing.Api;
import io.mixtura.testing.Waiting;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** An H2 that closes itself, as it does when its disk is full, is opened again. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@DirtiesContext
class DatabaseRecoveryTests {
  @TempDir private static Path home;

  @LocalServerPort private int port;
  @Autowired private JdbcClient jdbc;

  @DynamicPropertySource
  static void home(DynamicPropertyRegistry registry) {
    registry.add("mixtura.home", home::toString);
  }

  @Test
  void aDatabaseThatClosedItselfIsOpenedAgain() {
    Api api = new Api("http://127.0.0.1:" + port);
    assertThat(api.send("/api/v1/datasets?name=kept", "text/csv", "a\n1\n2\n").status())
        .isEqualTo(201);
    try {
      jdbc.sql("shutdown immediately").update();
    } catch (DataAccessException closed) {
      // The statement cannot be answered: its connection is gone.
    }
    Api.Answer answer =
        Waiting.until(
            Duration.ofSeconds(60),
            () -> api.get("/api/v1/datasets"),
            seen -> seen.status() == 200);
    assertThat(answer.json().at("/items/0/name").asString()).isEqualTo("kept");
    // Connections that broke leave the pool one by one, each when it is asked for.
    Waiting.until(
        Duration.ofSeconds(60),
        () -> api.get("/actuator/health/readiness").status(),
        status -> status == 200);
  }
}
