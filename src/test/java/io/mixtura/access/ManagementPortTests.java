package io.mixtura.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.testing.ServiceTest;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.test.context.TestPropertySource;

/** A port apart has health and metrics for whoever reaches it, and nothing else. */
@TestPropertySource(
    properties = {
      "spring.application.name=mixtura-management",
      "mixtura.security.keys=required",
      "management.server.port=0",
      "management.server.address=127.0.0.1"
    })
class ManagementPortTests extends ServiceTest {
  @LocalManagementPort private int management;

  @Test
  void metricsNeedNoKeyThere() throws Exception {
    assertThat(status("/actuator/prometheus")).isEqualTo(200);
    assertThat(status("/actuator/health")).isEqualTo(200);
    assertThat(status("/api/v1/limits")).isEqualTo(404);
    assertThat(get("/actuator/prometheus").statusCode()).isIn(401, 404);
    assertThat(get("/api/v1/limits").statusCode()).isEqualTo(401);
  }

  private int status(String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + management + path);
    return CLIENT.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).statusCode();
  }
}
