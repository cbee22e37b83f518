package io.mixtura.model;

import io.mixtura.caller.Tenant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What may change of the tenant's models: aliases of versions, and what is said of a model. */
@Repository
class JdbcAliases {
  private final JdbcClient jdbc;

  JdbcAliases(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The row of a model apart from its versions. */
  record Row(@Nullable String description, @Nullable String tags, @Nullable String defaultAlias) {}

  /** Keeps others from changing a model, or from storing a version of it, until the commit. */
  void lock(String name) {
    of(name, "select name from models where tenant_id = :tenant and name = :name for update")
        .query(String.class)
        .optional();
  }

  Optional<Row> row(String name) {
    return of(
            name,
            """
            select description, tags, default_alias from models where tenant_id = :tenant and name = :name
            """)
        .query((row, _) ->
            new Row(
                row.getString("description"),
                row.getString("tags"),
                row.getString("default_alias")))
        .optional();
  }

  void update(String name, Row row) {
    of(
            name,
            """
            update models set description = :description, tags = :tags, default_alias = :defaultAlias
            where tenant_id = :tenant and name = :name
            """)
        .param("description", row.description())
        .param("tags", row.tags())
        .param("defaultAlias", row.defaultAlias())
        .update();
  }

  /** The number of the version that each alias stands for, in alphabetical order. */
  Map<String, Integer> aliases(String name) {
    Map<String, Integer> aliases = new TreeMap<>();
    of(name, "select alias, version from model_aliases where tenant_id = :tenant and name = :name")
        .query(row -> {
          aliases.put(row.getString("alias"), row.getInt("version"));
        });
    return aliases;
  }

  void put(String name, String alias, int version) {
    delete(name, alias);
    of(
            name,
            """
            insert into model_aliases (tenant_id, name, alias, version) values (:tenant, :name, :alias, :version)
            """)
        .param("alias", alias)
        .param("version", version)
        .update();
  }

  int delete(String name, String alias) {
    return of(
            name,
            "delete from model_aliases where tenant_id = :tenant and name = :name and alias = :alias")
        .param("alias", alias)
        .update();
  }

  /** Deletes whatever could change of a model; its counter stays. */
  void forget(String name) {
    of(name, "delete from model_aliases where tenant_id = :tenant and name = :name").update();
    update(name, new Row(null, null, null));
  }

  private JdbcClient.StatementSpec of(String name, String sql) {
    return jdbc.sql(sql).param("tenant", Tenant.current().name()).param("name", name);
  }
}
