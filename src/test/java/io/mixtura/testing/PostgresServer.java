package io.mixtura.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * The PostgreSQL server of this JVM: a container where Docker answers, the embedded binaries
 * elsewhere. It stops with the JVM.
 */
record PostgresServer(String host, int port, String user, String password) {
  static final PostgresServer SHARED = start();

  private static PostgresServer start() {
    return DockerClientFactory.instance().isDockerAvailable() ? container() : embedded();
  }

  @SuppressWarnings("resource") // stopped with the JVM
  private static PostgresServer container() {
    PostgreSQLContainer container =
        new PostgreSQLContainer("postgres:18")
            .withCommand("postgres", "-c", "max_connections=300", "-c", "fsync=off");
    container.start();
    return new PostgresServer(
        container.getHost(),
        container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
        container.getUsername(),
        container.getPassword());
  }

  @SuppressWarnings("resource") // stopped with the JVM
  private static PostgresServer embedded() {
    try {
      EmbeddedPostgres server =
          EmbeddedPostgres.builder()
              .setServerConfig("max_connections", "300")
              .setServerConfig("fsync", "off")
              .setPGStartupWait(Duration.ofSeconds(60))
              .start();
      return new PostgresServer("localhost", server.getPort(), "postgres", "postgres");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url(String database) {
    return "jdbc:postgresql://" + host + ":" + port + "/" + database;
  }
}
