package io.mixtura.access.audit;

import io.mixtura.caller.Tenant;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of deeds, of all tenants. There is no statement that changes one. */
@Repository
class JdbcAudit {
  private final JdbcClient jdbc;

  JdbcAudit(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Writes a deed down; its number is given by the table. */
  void add(Deed deed) {
    jdbc.sql(
            """
            insert into audit
              (written_at, request_id, tenant_id, caller, operation, object, address, status)
            values (:at, :request, :tenant, :caller, :operation, :object, :address, :status)
            """)
        .param("at", deed.at().atOffset(ZoneOffset.UTC))
        .param("request", deed.request())
        .param("tenant", deed.tenant(), Types.VARCHAR)
        .param("caller", deed.caller())
        .param("operation", deed.operation())
        .param("object", deed.object())
        .param("address", deed.address())
        .param("status", deed.status())
        .update();
  }

  /**
   * Deeds, the newest first.
   *
   * @param tenant whose; null for everybody's
   * @param before those that were written before the one of this number
   */
  List<Deed> newest(@Nullable Tenant tenant, long before, int limit) {
    return jdbc.sql(
            """
            select number, written_at, request_id, tenant_id, caller, operation, object, address, status
            from audit where number < :before %s order by number desc limit :limit
            """
                .formatted(tenant == null ? "" : "and tenant_id = :tenant"))
        .param("before", before)
        .param("tenant", tenant == null ? "" : tenant.name())
        .param("limit", limit)
        .query(JdbcAudit::deed)
        .list();
  }

  int deleteBefore(Instant time) {
    return jdbc.sql("delete from audit where written_at < :time")
        .param("time", time.atOffset(ZoneOffset.UTC))
        .update();
  }

  private static Deed deed(ResultSet row, int number) throws SQLException {
    return new Deed(
        row.getLong("number"),
        row.getObject("written_at", OffsetDateTime.class).toInstant(),
        row.getObject("request_id", UUID.class),
        row.getString("tenant_id"),
        row.getString("caller"),
        row.getString("operation"),
        row.getString("object"),
        row.getString("address"),
        row.getInt("status"));
  }
}
