package io.mixtura.dataset;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The table of datasets. */
@Repository
class JdbcDatasets {
  /** The summaries of older datasets do not say how many values are missing: none. */
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES).build();

  private static final TypeReference<List<String>> NAMES = new TypeReference<>() {};
  private static final TypeReference<List<ColumnSummary>> SUMMARY = new TypeReference<>() {};
  private static final String SELECT =
      """
      select id, name, column_names, row_count, sha256, storage, summary, created_at from datasets
      """;

  private final JdbcClient jdbc;

  JdbcDatasets(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Inserts a dataset; false if there is one with the same content. */
  boolean insert(DatasetRow row) {
    StoredDataset dataset = row.dataset();
    int inserted =
        jdbc.sql(
                """
                insert into datasets
                  (id, name, column_names, row_count, sha256, storage, byte_size, summary, created_at)
                values
                  (:id, :name, :columns, :rows, :sha256, :storage, :bytes, :summary, :createdAt)
                on conflict do nothing
                """)
            .param("id", dataset.id())
            .param("name", dataset.name())
            .param("columns", JSON.writeValueAsString(dataset.columns()))
            .param("rows", dataset.rows())
            .param("sha256", dataset.sha256())
            .param("storage", row.storage())
            .param("bytes", row.extent().bytes())
            .param("summary", JSON.writeValueAsString(row.summary()))
            .param("createdAt", timestamp(dataset.createdAt()))
            .update();
    return inserted > 0;
  }

  Optional<DatasetRow> find(String id) {
    return jdbc.sql(SELECT + "where id = :id").param("id", id).query(JdbcDatasets::row).optional();
  }

  /** The dataset, which nobody deletes until the end of the transaction. */
  Optional<DatasetRow> lock(String id) {
    boolean exists =
        jdbc.sql("select id from datasets where id = :id for update")
            .param("id", id)
            .query(String.class)
            .optional()
            .isPresent();
    return exists ? find(id) : Optional.empty();
  }

  /**
   * The newest datasets.
   *
   * @param part of the names, in any case; all if it is empty
   */
  List<StoredDataset> newest(String part, int limit) {
    return jdbc.sql(
            SELECT
                + """
                where lower(name) like :part escape '!'
                order by created_at desc, id desc limit :limit
                """)
        .param("part", pattern(part))
        .param("limit", limit)
        .query(JdbcDatasets::dataset)
        .list();
  }

  /** The newest of the datasets that are older than a given one. */
  List<StoredDataset> newestAfter(Instant createdAt, String id, String part, int limit) {
    return jdbc.sql(
            SELECT
                + """
                where (created_at < :createdAt or (created_at = :createdAt and id < :id))
                  and lower(name) like :part escape '!'
                order by created_at desc, id desc limit :limit
                """)
        .param("createdAt", timestamp(createdAt))
        .param("id", id)
        .param("part", pattern(part))
        .param("limit", limit)
        .query(JdbcDatasets::dataset)
        .list();
  }

  private static String pattern(String part) {
    return "%" + part.toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0") + "%";
  }

  /** Gives a dataset another name; false if there is none. */
  boolean rename(String id, String name) {
    return jdbc.sql("update datasets set name = :name where id = :id")
            .param("name", name)
            .param("id", id)
            .update()
        == 1;
  }

  void delete(String id) {
    jdbc.sql("delete from datasets where id = :id").param("id", id).update();
  }

  /** Places of the store that datasets refer to. */
  Set<UUID> storages() {
    return new HashSet<>(jdbc.sql("select storage from datasets").query(UUID.class).list());
  }

  long count() {
    return jdbc.sql("select count(*) from datasets").query(Long.class).single();
  }

  /** Of the observations of all datasets. */
  long bytes() {
    return jdbc.sql("select cast(coalesce(sum(byte_size), 0) as bigint) from datasets")
        .query(Long.class)
        .single();
  }

  private static OffsetDateTime timestamp(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static DatasetRow row(ResultSet row, int number) throws SQLException {
    return new DatasetRow(
        dataset(row, number),
        row.getObject("storage", UUID.class),
        JSON.readValue(row.getString("summary"), SUMMARY));
  }

  private static StoredDataset dataset(ResultSet row, int number) throws SQLException {
    return new StoredDataset(
        row.getString("id"),
        row.getString("name"),
        JSON.readValue(row.getString("column_names"), NAMES),
        row.getInt("row_count"),
        row.getString("sha256"),
        row.getObject("created_at", OffsetDateTime.class).toInstant());
  }
}
