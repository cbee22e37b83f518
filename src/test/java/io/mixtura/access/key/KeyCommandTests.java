package io.mixtura.access.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.mixtura.testing.Api;
import io.mixtura.testing.Databases;
import io.mixtura.testing.ServiceProcess;
import io.mixtura.testing.Waiting;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The command {@code keys} as it is given, in a process of its own. */
class KeyCommandTests {
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir private Path home;

  /** How a command ended. */
  private record Ended(int code, String out, String err) {}

  @Test
  void itWorksOnTheEmbeddedDatabaseWhileTheServiceIsStopped() throws Exception {
    String place = "--mixtura.home=" + home.resolve("new");

    Ended made =
        keys(
            "create",
            "--tenant",
            "acme",
            "--scopes=read,admin",
            "--name",
            "first",
            "--expires",
            "90d",
            place);
    assertThat(made.code()).as(made.err()).isZero();
    assertThat(KeySecret.parse(made.out().strip())).isPresent();
    assertThat(made.err()).contains("of tenant acme may read, admin").contains("new/mixtura");
    String key = made.out().strip();

    try (ServiceProcess service = ServiceProcess.onFolder(home.resolve("new"))) {
      assertThat(service.api().get("/api/v1/limits").status()).isEqualTo(401);
      assertThat(get(service, "/api/v1/limits", key)).isEqualTo(200);
      assertThat(get(service, "/api/v1/keys", key)).isEqualTo(200);
      Ended locked = keys("list", place);
      assertThat(locked.code()).isEqualTo(1);
      assertThat(locked.err()).contains("in use").contains("/api/v1/keys");
      service.stop();
      assertThat(service.log()).contains("asks everybody for a key");
    }
    assertThat(keys("revoke", key.split("_")[1], place).code()).isZero();
    Ended listed = keys("list", "--tenant", "acme", place);
    assertThat(listed.out())
        .contains(key.split("_")[1])
        .contains("[read, admin]")
        .contains("REVOKED")
        .contains("first");
    assertThat(listed.out() + listed.err()).doesNotContain(key.split("_", 3)[2]);
  }

  @Test
  void itWorksBesideAServiceOnPostgres() throws Exception {
    try (HikariDataSource database = Databases.postgres();
        ServiceProcess service =
            ServiceProcess.onPostgres(
                database, home, "--server.address=0.0.0.0", "--mixtura.security.keys=required")) {
      Waiting.until(
          LONG,
          service::log,
          log ->
              log.contains("nobody can call it yet")
                  && log.contains("keys create --tenant default"));
      String[] place = {
        "--spring.datasource.url=" + database.getJdbcUrl(),
        "--spring.datasource.username=" + database.getUsername(),
        "--spring.datasource.password=" + database.getPassword()
      };
      Ended made = keys(with(place, "create", "--tenant", "acme", "--scopes", "read"));
      assertThat(made.code()).as(made.err()).isZero();
      String key = made.out().strip();
      assertThat(get(service, "/api/v1/limits", key)).isEqualTo(200);
      assertThat(keys(with(place, "revoke", key.split("_")[1])).code()).isZero();
      Waiting.until(LONG, () -> get(service, "/api/v1/limits", key), status -> status == 401);
      String path = "/api/v1/keys/" + key.split("_")[1];
      assertThat(
              JdbcClient.create(database)
                  .sql(
                      "select operation || ' ' || object from audit where caller = 'command' order by number")
                  .query(String.class)
                  .list())
          .containsExactly("createKey " + path, "revokeKey " + path);
      assertThat(service.log()).doesNotContain(key.split("_", 3)[2]);
    }
  }

  @Test
  void whatIsNotUnderstoodIsToldWithHowItIsWritten() throws Exception {
    for (String[] wrong :
        new String[][] {
          {},
          {"make"},
          {"create", "--tenant"},
          {"create", "--tenent", "acme", "--scopes", "read"},
          {"revoke"},
          {"list", "more"},
        }) {
      Ended ended = inThisProcess(List.of(wrong));
      assertThat(ended.code()).as("%s", List.of(wrong)).isEqualTo(2);
      assertThat(ended.err()).contains("keys create --tenant NAME");
    }
  }

  private static Ended inThisProcess(List<String> arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        new KeyCommand(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8))
            .execute(arguments);
    return new Ended(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private static int get(ServiceProcess service, String path, String key) {
    Api.Answer answer = service.api().get(path, "Authorization", "Bearer " + key);
    return answer.status();
  }

  private static String[] with(String[] settings, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of(settings));
    return all.toArray(String[]::new);
  }

  private Ended keys(String... arguments) throws IOException, InterruptedException {
    Path out = Files.createTempFile(home, "out", ".txt");
    Path err = Files.createTempFile(home, "err", ".txt");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                "io.mixtura.Mixtura",
                "keys"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try {
      assertThat(process.waitFor(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
      return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    } finally {
      process.destroyForcibly();
    }
  }
}
