package io.mixtura;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.testing.Api;
import io.mixtura.testing.ServiceProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The jar that users run. It starts from what the build has prepared ({@link PreparedContext}), so
 * a bean can be wrong here and right in every other test.
 */
class PackagedServiceIT {
  private static final Path JAR =
      Path.of(Objects.requireNonNull(System.getProperty("mixtura.jar")));
  private static final Duration LONG = Duration.ofSeconds(60);

  private static final String FIT =
      """
      {"model":"packaged","data":{"columns":["x"],"rows":[[1.0],[1.2],[0.8],[1.1],[5.0],[5.3],[4.9],[5.1]]},
       "components":2,"seed":1}
      """;

  @TempDir private Path home;

  @Test
  void fitsAndAnswersFromThePreparedContext() {
    try (ServiceProcess service = ServiceProcess.ofJar(JAR, home)) {
      assertThat(service.log()).contains("Starting AOT-processed Mixtura");
      assertThat(service.api().get("/v3/api-docs").response().body())
          .isEqualTo(contentOfJar("BOOT-INF/classes/io/mixtura/web/api-docs.json"));
      assertThatItWorks(service.api());
    }
  }

  /** Of what the jar is made: Maven tells it in builds that have a network. */
  @Test
  void tellsWhatItIsMadeOf() {
    String told = "META-INF/sbom/application.cdx.json";
    Assumptions.assumeTrue(hasEntry(told), "the jar was built offline");
    try (ServiceProcess service = ServiceProcess.ofJar(JAR, home)) {
      Api.Answer answer = service.api().get("/actuator/sbom/application");
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.response().body()).isEqualTo(contentOfJar(told));
      assertThat(answer.json().get("components").findValuesAsString("name"))
          .contains("spring-web", "h2", "fastcsv")
          .doesNotContain("archunit-junit5");
    }
  }

  private static boolean hasEntry(String entry) {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      return jar.getEntry(entry) != null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One that a condition may read. */
  @Test
  void fitsAndAnswersUnderSettingsThatTheBuildDidNotKnow() {
    try (ServiceProcess service =
        ServiceProcess.ofJar(JAR, home, "--springdoc.swagger-ui.enabled=false")) {
      assertThat(service.log()).doesNotContain("AOT-processed");
      assertThatItWorks(service.api());
    }
  }

  /** What the build has left there. */
  private static String contentOfJar(String entry) {
    try (JarFile jar = new JarFile(JAR.toFile());
        InputStream content = jar.getInputStream(jar.getEntry(entry))) {
      return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void assertThatItWorks(Api api) {
    Api.Answer accepted = api.post("/api/v1/fits", FIT);
    assertThat(accepted.status()).isEqualTo(202);
    String fit = accepted.json().path("id").asString();
    assertThat(api.awaitFit(fit, LONG).path("state").asString()).isEqualTo("SUCCEEDED");
    JsonNode answer =
        api.get("/api/v1/models/packaged/versions/latest/responsibilities?x=5").json();
    assertThat(answer.path("responsibilities").path(answer.path("mostProbable").asInt()).asDouble())
        .isGreaterThan(0.99);
    Api.Answer refused = api.post("/api/v1/fits", FIT.replace("2,", "0,"));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().path("errors").toString()).contains("/components");
    assertThat(api.get("/v3/api-docs").status()).isEqualTo(200);
    assertThat(api.get("/actuator/health").json().path("status").asString()).isEqualTo("UP");
  }
}
