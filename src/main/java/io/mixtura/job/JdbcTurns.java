package io.mixtura.job;

import io.mixtura.caller.Tenant;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The table of turns: in which order tenants have been served.
 *
 * <p>A tenant's jobs wait in the order in which they were queued; the first of each comes before
 * the second of any, and those that run count as if they waited before them. Of tenants that stand
 * equal, the one whose turn is longest ago comes first. So whoever queues a hundred jobs waits for
 * them himself.
 */
final class JdbcTurns {
  /**
   * All jobs that wait, each with its place from 1, and with the one that it has among its
   * tenant's, those that run included. It reads those that wait and those that run, by the index of
   * states, and not those that have ended.
   */
  static final String IN_TURN =
      """
      select own.tenant_id, own.id, own.epoch, own.kind,
        own.place + coalesce(busy.jobs, 0) as of_tenant, row_number() over (
          order by own.place + coalesce(busy.jobs, 0), coalesce(turns.turn, 0), own.queued_at, own.id
        ) as place
      from (select tenant_id, id, epoch, kind, queued_at, row_number() over (
                partition by tenant_id order by queued_at, id) as place
            from jobs where state = 'QUEUED') own
      left join (select tenant_id, count(*) as jobs from jobs
                 where state in ('RUNNING', 'CANCELLING') group by tenant_id) busy
        on busy.tenant_id = own.tenant_id
      left join turns on turns.tenant_id = own.tenant_id
      """;

  private final JdbcClient jdbc;

  JdbcTurns(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Before a job of the tenant is queued; not when it is claimed, since that must wait for nobody.
   */
  void begin(Tenant tenant) {
    jdbc.sql(
            """
            insert into turns (tenant_id, turn)
            select cast(:tenant as varchar), 0 where not exists (select 1 from turns where tenant_id = :tenant)
            on conflict do nothing
            """)
        .param("tenant", tenant.name())
        .update();
  }

  /**
   * Notes that a tenant is served. Another process that is at this very moment noting the same is
   * not waited for: it may hang, and its note is as good.
   */
  void taken(Tenant tenant) {
    boolean free =
        jdbc.sql("select turn from turns where tenant_id = :tenant for update skip locked")
            .param("tenant", tenant.name())
            .query(Long.class)
            .optional()
            .isPresent();
    if (free) {
      jdbc.sql(
              """
              update turns set turn = (select max(turn) + 1 from turns) where tenant_id = :tenant
              """)
          .param("tenant", tenant.name())
          .update();
    }
  }
}
