package io.mixtura;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.mixtura.testing.Databases;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What was stored before there were tenants is the default one's afterwards, all of it. */
class TenantMigrationTests {
  private static final List<String> OF_TENANTS =
      List.of(
          "jobs",
          "job_checkpoints",
          "datasets",
          "observation_chunks",
          "models",
          "model_versions",
          "idempotency_keys",
          "api_keys",
          "turns",
          "job_traces",
          "model_aliases");

  private static final String BEFORE = "4";

  @Test
  void onH2(@TempDir Path folder) {
    try (HikariDataSource database = Databases.emptyH2(folder)) {
      migrate(database);
    }
  }

  @Test
  void onPostgres() {
    try (HikariDataSource database = Databases.emptyPostgres()) {
      migrate(database);
    }
  }

  private static void migrate(HikariDataSource database) {
    JdbcClient jdbc = JdbcClient.create(database);
    Flyway.configure().dataSource(database).target(BEFORE).load().migrate();
    UUID job = UUID.randomUUID();
    fill(jdbc, job);
    Map<String, List<Map<String, Object>>> before = rows(jdbc, OF_TENANTS.subList(0, 7));
    assertThat(before.values()).doesNotContain(List.of());

    Flyway.configure().dataSource(database).load().migrate();

    Map<String, List<Map<String, Object>>> after = rows(jdbc, OF_TENANTS.subList(0, 7));
    after.forEach((table, rows) ->
        rows.forEach(row -> assertThat(row.remove("tenant_id")).as(table).isEqualTo("default")));
    // What has been added since, and nothing is said of yet.
    after
        .getOrDefault("models", List.of())
        .forEach(row -> {
          assertThat(row).containsEntry("tags", null);
          row.keySet().removeAll(List.of("description", "tags", "default_alias"));
        });
    // Datasets of that time hold numbers alone.
    Objects.requireNonNull(after.get("datasets"))
        .forEach(row -> assertThat(row.remove("categories")).as("categories").isNull());
    assertThat(after).usingRecursiveComparison().isEqualTo(before);
    assertThat(tables(jdbc))
        .as("a new table has tenants, or is named here with the reason")
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(
                    OF_TENANTS.stream(),
                    // Of Flyway, of the whole store, and of all who call, known or not.
                    Stream.of("flyway_schema_history", "observation_home", "audit"))
                .toList());
    assertKeysOfTenants(jdbc, job);
  }

  private static void assertKeysOfTenants(JdbcClient jdbc, UUID job) {
    jdbc.sql("insert into models (tenant_id, name, last_version) values ('acme', 'm', 0)").update();
    // What does not say whose it is, is nobody's and not the default tenant's.
    assertThatThrownBy(
            () -> jdbc.sql("insert into models (name, last_version) values ('n', 0)").update())
        .isInstanceOf(DataIntegrityViolationException.class);
    assertThatThrownBy(() ->
            jdbc.sql(
                    "insert into job_checkpoints (tenant_id, job_id, part, bytes) values ('acme', :job, 7, :bytes)")
                .param("job", job)
                .param("bytes", new byte[] {1})
                .update())
        .isInstanceOf(DataIntegrityViolationException.class);
  }

  private static void fill(JdbcClient jdbc, UUID job) {
    jdbc.sql(
            """
            insert into jobs (id, kind, subject, state, request, created_at, queued_at)
            values (:id, 'fit', 'abc', 'QUEUED', '{}', current_timestamp, current_timestamp)
            """)
        .param("id", job)
        .update();
    jdbc.sql("insert into job_checkpoints (job_id, part, bytes) values (:id, 0, :bytes)")
        .param("id", job)
        .param("bytes", new byte[] {1, 2})
        .update();
    UUID storage = UUID.randomUUID();
    jdbc.sql(
            """
            insert into datasets (id, name, column_names, row_count, sha256, storage, byte_size, summary, created_at)
            values ('abc', 'old', '["x"]', 2, 'abcdef', :storage, 16, '[]', current_timestamp)
            """)
        .param("storage", storage)
        .update();
    jdbc.sql("insert into observation_chunks (storage, number, bytes) values (:storage, 0, :bytes)")
        .param("storage", storage)
        .param("bytes", new byte[] {3})
        .update();
    jdbc.sql("insert into models (name, last_version) values ('m', 1)").update();
    jdbc.sql(
            """
            insert into model_versions (name, version, etag, created_at, summary, document)
            values ('m', 1, 'e', current_timestamp, '{}', '{"a":1}')
            """)
        .update();
    jdbc.sql(
            """
            insert into idempotency_keys (scope, idempotency_key, request_hash, resource_id, created_at)
            values ('fits', 'k', 'h', 'abc', current_timestamp)
            """)
        .update();
  }

  private static Map<String, List<Map<String, Object>>> rows(JdbcClient jdbc, List<String> tables) {
    return tables.stream()
        .collect(
            Collectors.toMap(
                table -> table, table -> jdbc.sql("select * from " + table).query().listOfRows()));
  }

  private static List<String> tables(JdbcClient jdbc) {
    return jdbc.sql(
            """
            select lower(table_name) from information_schema.tables
            where lower(table_schema) = 'public'
            """)
        .query((row, _) -> row.getString(1))
        .list();
  }
}
