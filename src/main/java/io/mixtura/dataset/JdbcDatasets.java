package io.mixtura.dataset;

import io.mixtura.caller.Tenant;
import io.mixtura.dataset.column.ColumnSummary;
import io.mixtura.dataset.store.Extent;
import io.mixtura.dataset.store.Place;
import io.mixtura.mixture.observations.Tile;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
  private static final TypeReference<LinkedHashMap<String, List<String>>> CATEGORIES =
      new TypeReference<>() {};
  private static final String SELECT =
      """
      select tenant_id, id, name, column_names, row_count, sha256, storage, summary, categories, created_at from datasets
      """;

  private final JdbcClient jdbc;

  JdbcDatasets(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Inserts a dataset; false if there is one with the same content. */
  boolean insert(DatasetRow row) {
    StoredDataset dataset = row.dataset();
    int inserted =
        mine("""
        insert into datasets
          (tenant_id, id, name, column_names, row_count, sha256, storage, byte_size, summary,
           categories, created_at)
        values
          (:tenant, :id, :name, :columns, :rows, :sha256, :storage, :bytes, :summary,
           :categories, :createdAt)
        on conflict do nothing
        """)
            .param("id", dataset.id())
            .param("name", dataset.name())
            .param("columns", JSON.writeValueAsString(dataset.columns()))
            .param("rows", dataset.rows())
            .param("sha256", dataset.sha256())
            .param("storage", row.storage().id())
            .param("bytes", row.extent().bytes())
            .param("summary", JSON.writeValueAsString(row.summary()))
            .param("categories", categories(dataset))
            .param("createdAt", timestamp(dataset.createdAt()))
            .update();
    return inserted > 0;
  }

  private static @Nullable String categories(StoredDataset dataset) {
    return dataset.categories().isEmpty() ? null : JSON.writeValueAsString(dataset.categories());
  }

  Optional<DatasetRow> find(String id) {
    return mine(SELECT + "where tenant_id = :tenant and id = :id")
        .param("id", id)
        .query(JdbcDatasets::row)
        .optional();
  }

  /** The dataset, which nobody deletes until the end of the transaction. */
  Optional<DatasetRow> lock(String id) {
    boolean exists =
        mine("select id from datasets where tenant_id = :tenant and id = :id for update")
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
    return mine(SELECT
            + """
            where tenant_id = :tenant and lower(name) like :part escape '!'
            order by created_at desc, id desc limit :limit
            """)
        .param("part", pattern(part))
        .param("limit", limit)
        .query(JdbcDatasets::dataset)
        .list();
  }

  /** The newest of the datasets that are older than a given one. */
  List<StoredDataset> newestAfter(Instant createdAt, String id, String part, int limit) {
    return mine(SELECT
            + """
            where tenant_id = :tenant
              and (created_at < :createdAt or (created_at = :createdAt and id < :id))
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

  /** Rows of the longest dataset that has these columns; 0 if there is none. */
  int mostRows(List<String> columns) {
    return mine("""
    select coalesce(max(row_count), 0) from datasets
    where tenant_id = :tenant and column_names = :columns
    """)
        .param("columns", JSON.writeValueAsString(columns))
        .query(Integer.class)
        .single();
  }

  private static String pattern(String part) {
    return "%" + part.toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0") + "%";
  }

  /** Gives a dataset another name; false if there is none. */
  boolean rename(String id, String name) {
    return mine("update datasets set name = :name where tenant_id = :tenant and id = :id")
            .param("name", name)
            .param("id", id)
            .update()
        == 1;
  }

  void delete(String id) {
    mine("delete from datasets where tenant_id = :tenant and id = :id").param("id", id).update();
  }

  /** Places of the store that datasets of any tenant refer to. */
  Set<Place> places() {
    return new HashSet<>(
        jdbc.sql("select tenant_id, storage from datasets").query(JdbcDatasets::place).list());
  }

  /**
   * What each tenant has stored, of those who have anything. Whole tiles are stored, which tells
   * how many columns there are.
   */
  List<Stored> stored() {
    return jdbc.sql(
            """
            select tenant_id, count(*) as datasets, cast(sum(byte_size) as bigint) as bytes,
                cast(sum(row_count * (byte_size / (:tileColumn * ((row_count + :tile - 1) / :tile))))
                    as bigint) as numbers
            from datasets group by tenant_id
            """)
        .param("tile", Tile.POINTS)
        .param("tileColumn", (long) Extent.tileBytes(1))
        .query((row, _) ->
            new Stored(
                new Tenant(row.getString("tenant_id")),
                row.getLong("datasets"),
                row.getLong("numbers"),
                row.getLong("bytes")))
        .list();
  }

  /** A statement about what the tenant has that is worked for. */
  private JdbcClient.StatementSpec mine(String sql) {
    return jdbc.sql(sql).param("tenant", Tenant.current().name());
  }

  private static OffsetDateTime timestamp(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static DatasetRow row(ResultSet row, int number) throws SQLException {
    return new DatasetRow(
        dataset(row, number),
        place(row, number),
        JSON.readValue(row.getString("summary"), SUMMARY));
  }

  private static Place place(ResultSet row, int number) throws SQLException {
    return new Place(new Tenant(row.getString("tenant_id")), row.getObject("storage", UUID.class));
  }

  private static StoredDataset dataset(ResultSet row, int number) throws SQLException {
    return new StoredDataset(
        row.getString("id"),
        row.getString("name"),
        JSON.readValue(row.getString("column_names"), NAMES),
        row.getInt("row_count"),
        row.getString("sha256"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        categories(row.getString("categories")));
  }

  /**
   * Null in the rows of datasets without text, and of those that were stored before there was any.
   */
  private static Map<String, List<String>> categories(@Nullable String json) {
    return json == null ? Map.of() : JSON.readValue(json, CATEGORIES);
  }
}
