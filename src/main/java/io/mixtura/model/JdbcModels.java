package io.mixtura.model;

import io.mixtura.caller.Tenant;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables of models, as far as they are the tenant's. */
@Repository
class JdbcModels {
  private final JdbcClient jdbc;

  JdbcModels(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Takes the next version number of a name. The name's row stays locked until the caller's
   * transaction ends, so numbers are handed out one at a time, and back when it rolls back.
   */
  int nextVersion(String name) {
    mine("insert into models (tenant_id, name, last_version) values (:tenant, :name, 0) on conflict do nothing")
        .param("name", name)
        .update();
    mine("update models set last_version = last_version + 1 where tenant_id = :tenant and name = :name")
        .param("name", name)
        .update();
    return lastVersion(name).orElseThrow();
  }

  /** The highest number ever given under a name, deleted versions included. */
  Optional<Integer> lastVersion(String name) {
    return mine("select last_version from models where tenant_id = :tenant and name = :name")
        .param("name", name)
        .query(Integer.class)
        .optional();
  }

  void insert(VersionKey key, Instant createdAt, String summary, String document) {
    mine("""
    insert into model_versions (tenant_id, name, version, etag, created_at, summary, document)
    values (:tenant, :name, :version, :etag, :createdAt, :summary, :document)
    """)
        .param("name", key.name())
        .param("version", key.version())
        .param("etag", key.etag())
        .param("createdAt", createdAt.atOffset(ZoneOffset.UTC))
        .param("summary", summary)
        .param("document", document)
        .update();
  }

  Optional<VersionKey> latest(String name) {
    return mine("""
    select name, version, etag from model_versions where tenant_id = :tenant and name = :name
    order by version desc limit 1
    """)
        .param("name", name)
        .query(JdbcModels::key)
        .optional();
  }

  Optional<VersionKey> find(String name, int version) {
    return mine("select name, version, etag from model_versions where tenant_id = :tenant and name = :name and version = :version")
        .param("name", name)
        .param("version", version)
        .query(JdbcModels::key)
        .optional();
  }

  Optional<VersionKey> ofAlias(String name, String alias) {
    return mine("""
    select v.name, v.version, v.etag from model_aliases a join model_versions v
    on v.tenant_id = a.tenant_id and v.name = a.name and v.version = a.version
    where a.tenant_id = :tenant and a.name = :name and a.alias = :alias
    """)
        .param("name", name)
        .param("alias", alias)
        .query(JdbcModels::key)
        .optional();
  }

  /**
   * The version that answers where none is named: that of the default alias, or else the newest.
   */
  Optional<VersionKey> byDefault(String name) {
    return mine("""
    select name, version, etag from model_versions where tenant_id = :tenant and name = :name
    and version = coalesce(
      (select a.version from models m join model_aliases a
       on a.tenant_id = m.tenant_id and a.name = m.name and a.alias = m.default_alias
       where m.tenant_id = :tenant and m.name = :name),
      (select max(version) from model_versions where tenant_id = :tenant and name = :name))
    """)
        .param("name", name)
        .query(JdbcModels::key)
        .optional();
  }

  Optional<String> document(VersionKey key) {
    return mine("select document from model_versions where tenant_id = :tenant and name = :name and version = :version")
        .param("name", key.name())
        .param("version", key.version())
        .query((row, number) -> row.getString(1))
        .optional();
  }

  /**
   * Names in alphabetical order.
   *
   * @param part of the names; all if it is empty
   */
  List<ModelSummary> names(String part, @Nullable String after, int limit) {
    return mine("""
    select name, max(version) as latest, count(*) as versions, max(created_at) as updated_at
    from model_versions where tenant_id = :tenant and name > :after and name like :part escape '!' group by name order by name limit :limit
    """)
        .param("after", after == null ? "" : after)
        .param("part", "%" + part.replaceAll("[!%_]", "!$0") + "%")
        .param("limit", limit)
        .query(JdbcModels::model)
        .list();
  }

  Optional<ModelSummary> summary(String name) {
    return mine("""
    select name, max(version) as latest, count(*) as versions, max(created_at) as updated_at
    from model_versions where tenant_id = :tenant and name = :name group by name
    """)
        .param("name", name)
        .query(JdbcModels::model)
        .optional();
  }

  /** Summaries of a name's versions, newest first. */
  List<String> summaries(String name, int before, int limit) {
    return mine("""
    select summary from model_versions where tenant_id = :tenant and name = :name and version < :before
    order by version desc limit :limit
    """)
        .param("name", name)
        .param("before", before)
        .param("limit", limit)
        .query((row, number) -> row.getString(1))
        .list();
  }

  int delete(String name, int version) {
    return mine("delete from model_versions where tenant_id = :tenant and name = :name and version = :version")
        .param("name", name)
        .param("version", version)
        .update();
  }

  int delete(String name) {
    return mine("delete from model_versions where tenant_id = :tenant and name = :name")
        .param("name", name)
        .update();
  }

  /** A statement about what the tenant has that is worked for. */
  private JdbcClient.StatementSpec mine(String sql) {
    return jdbc.sql(sql).param("tenant", Tenant.current().name());
  }

  private static VersionKey key(ResultSet row, int number) throws SQLException {
    return new VersionKey(row.getString("name"), row.getInt("version"), row.getString("etag"));
  }

  private static ModelSummary model(ResultSet row, int number) throws SQLException {
    return new ModelSummary(
        row.getString("name"),
        row.getInt("latest"),
        row.getInt("versions"),
        row.getObject("updated_at", OffsetDateTime.class).toInstant());
  }
}
