package io.mixtura.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.testing.ServiceTest;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementServerProperties;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.test.context.TestPropertySource;

/** A port apart has health and metrics for whoever reaches it, and nothing else. */
@TestPropertySource(
    properties = {
      "spring.application.name=mixtura-management",
      "mixtura.security.keys=required",
      "management.server.port=0"
    })
class ManagementPortTests extends ServiceTest {
  @LocalManagementPort private int management;
  @Autowired private ManagementServerProperties settings;

  @Test
  void metricsNeedNoKeyThere() throws Exception {
    assertThat(status("/actuator/prometheus")).isEqualTo(200);
    assertThat(status("/actuator/health")).isEqualTo(200);
    assertThat(status("/api/v1/limits")).isEqualTo(404);
    assertThat(get("/actuator/prometheus").statusCode()).isIn(401, 404);
    assertThat(get("/api/v1/limits").statusCode()).isEqualTo(401);
  }

  /** Nobody has said where it listens. */
  @Test
  void othersDoNotReachItUnlessAnAddressIsSet() {
    assertThat(settings.getAddress()).isEqualTo(InetAddress.ofLiteral("127.0.0.1"));
    assertThat(listensAt("management.server.address=10.1.2.3", "management.server.port=8081"))
        .isEqualTo("10.1.2.3");
    assertThat(listensAt("management.server.port=8081")).isEqualTo("127.0.0.1");
    assertThat(listensAt("management.server.port=8080", "server.port=8080"))
        .as("not apart: an address would keep it from starting")
        .isNull();
    assertThat(listensAt()).isNull();
  }

  private static @Nullable String listensAt(String... settings) {
    StandardEnvironment environment = new StandardEnvironment();
    TestPropertyValues.of(settings).applyTo(environment);
    new ManagementPort().postProcessEnvironment(environment, new SpringApplication());
    return environment.getProperty("management.server.address");
  }

  private int status(String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + management + path);
    return CLIENT.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).statusCode();
  }
}
