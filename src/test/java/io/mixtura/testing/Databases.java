package io.mixtura.testing;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Freshly migrated, empty databases for tests. What is returned knows its own JDBC URL, user and
 * password, for tests that start processes of their own on the same database.
 */
public final class Databases {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private Databases() {}

  /** An H2 file in the given folder, opened with the options that the service opens it with. */
  public static HikariDataSource h2(Path folder) {
    return migrated(emptyH2(folder));
  }

  /** As {@link #h2}, without tables. */
  public static HikariDataSource emptyH2(Path folder) {
    return pool(h2Url(folder), "", "", 1);
  }

  /** The JDBC URL of the H2 file in the given folder. */
  public static String h2Url(Path folder) {
    return "jdbc:h2:file:"
        + folder.toAbsolutePath().resolve("mixtura")
        + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH"
        + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0";
  }

  /** A new database of the one PostgreSQL server of this JVM. */
  public static HikariDataSource postgres() {
    return migrated(emptyPostgres());
  }

  /** A new database without tables of the one PostgreSQL server of this JVM. */
  public static HikariDataSource emptyPostgres() {
    PostgresServer server = PostgresServer.SHARED;
    String database = "mixtura_" + NUMBER.incrementAndGet();
    try (HikariDataSource admin =
        pool(server.url("postgres"), server.user(), server.password(), 0)) {
      JdbcClient.create(admin).sql("create database " + database).update();
    }
    return pool(server.url(database), server.user(), server.password(), 0);
  }

  /** The database of a server of a test's own, which listens on this port. */
  public static HikariDataSource onPort(int port) {
    return pool("jdbc:postgresql://localhost:" + port + "/postgres", "postgres", "postgres", 0);
  }

  /** A further pool on the same database, as another process would have one. */
  public static HikariDataSource another(HikariDataSource database) {
    return another(database, config -> {});
  }

  /** As {@link #another(HikariDataSource)}, with settings of its own. */
  public static HikariDataSource another(
      HikariDataSource database, Consumer<HikariConfig> settings) {
    HikariConfig config =
        config(database.getJdbcUrl(), database.getUsername(), database.getPassword(), 0);
    settings.accept(config);
    return new HikariDataSource(config);
  }

  private static HikariDataSource migrated(HikariDataSource dataSource) {
    Flyway.configure().dataSource(dataSource).load().migrate();
    return dataSource;
  }

  private static HikariDataSource pool(String url, String user, String password, int idle) {
    return new HikariDataSource(config(url, user, password, idle));
  }

  /**
   * Idle connections go after ten seconds, so that tests that do not close their pools leave the
   * server's connections to the next ones; an H2 file keeps one, or it would be closed in between.
   */
  private static HikariConfig config(String url, String user, String password, int idle) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setUsername(user);
    config.setPassword(password);
    config.setMinimumIdle(idle);
    config.setMaximumPoolSize(10);
    config.setIdleTimeout(10_000);
    config.setConnectionTimeout(20_000);
    return config;
  }
}
