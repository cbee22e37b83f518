package io.mixtura.access.key;

import io.mixtura.caller.Scope;
import io.mixtura.caller.Tenant;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of keys, deliberately of all tenants: who calls is not known before it is asked. */
@Repository
class JdbcKeys {
  private static final String SELECT =
      """
      select id, tenant_id, scopes, secret_sha256, name, created_at, expires_at, last_used_at,
             revoked_at
      from api_keys
      """;

  private final JdbcClient jdbc;

  JdbcKeys(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(ApiKey key) {
    jdbc.sql(
            """
            insert into api_keys
              (id, tenant_id, scopes, secret_sha256, name, created_at, expires_at)
            values (:id, :tenant, :scopes, :secret, :name, :createdAt, :expiresAt)
            """)
        .param("id", key.id())
        .param("tenant", key.tenant().name())
        .param(
            "scopes",
            key.scopes().stream().sorted().map(Scope::code).collect(Collectors.joining(" ")))
        .param("secret", key.secretSha256())
        .param("name", key.name())
        .param("createdAt", timestamp(key.createdAt()))
        .param("expiresAt", timestamp(key.expiresAt()), Types.TIMESTAMP_WITH_TIMEZONE)
        .update();
  }

  /** Whether there is a key, or has been one: none is ever deleted. */
  boolean any() {
    return jdbc.sql("select id from api_keys limit 1").query(String.class).optional().isPresent();
  }

  Optional<ApiKey> find(String id) {
    return jdbc.sql(SELECT + "where id = :id").param("id", id).query(JdbcKeys::key).optional();
  }

  /**
   * Keys, the newest first.
   *
   * @param tenant whose; null for everybody's
   */
  List<ApiKey> newest(
      @Nullable Tenant tenant, @Nullable Instant createdAt, @Nullable String after, int limit) {
    Map<String, Object> given = new LinkedHashMap<>();
    StringBuilder where = new StringBuilder("where 1 = 1");
    if (tenant != null) {
      where.append(" and tenant_id = :tenant");
      given.put("tenant", tenant.name());
    }
    if (createdAt != null && after != null) {
      where.append(" and (created_at < :createdAt or (created_at = :createdAt and id < :id))");
      given.put("createdAt", createdAt.atOffset(ZoneOffset.UTC));
      given.put("id", after);
    }
    return jdbc.sql(SELECT + where + " order by created_at desc, id desc limit :limit")
        .params(given)
        .param("limit", limit)
        .query(JdbcKeys::key)
        .list();
  }

  /** Revokes a key, unless that has been done. */
  void revoke(String id, Instant now) {
    jdbc.sql("update api_keys set revoked_at = :now where id = :id and revoked_at is null")
        .param("now", timestamp(now))
        .param("id", id)
        .update();
  }

  /** Notes that a key is used, unless another process has done so a short time ago. */
  void used(String id, Instant now, Duration interval) {
    jdbc.sql(
            """
            update api_keys set last_used_at = :now
            where id = :id and (last_used_at is null or last_used_at <= :before)
            """)
        .param("now", timestamp(now))
        .param("before", timestamp(now.minus(interval)))
        .param("id", id)
        .update();
  }

  private static @Nullable OffsetDateTime timestamp(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  private static ApiKey key(ResultSet row, int number) throws SQLException {
    return new ApiKey(
        row.getString("id"),
        new Tenant(row.getString("tenant_id")),
        scopes(row.getString("scopes")),
        row.getString("secret_sha256"),
        row.getString("name"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        instant(row, "expires_at"),
        instant(row, "last_used_at"),
        instant(row, "revoked_at"));
  }

  /** What an older version does not know gives no right in it. */
  private static Set<Scope> scopes(String codes) {
    return Arrays.stream(codes.split(" "))
        .flatMap(code -> Scope.of(code).stream())
        .collect(Collectors.toSet());
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
