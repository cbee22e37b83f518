package io.mixtura.access.audit;

import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Deletes entries that have been kept for as long as they are to be. */
@Component
class AuditRetention {
  private static final Logger LOG = LoggerFactory.getLogger(AuditRetention.class);

  private final JdbcAudit table;
  private final AuditSettings settings;
  private final Clock clock;

  AuditRetention(JdbcAudit table, AuditSettings settings, Clock clock) {
    this.table = table;
    this.settings = settings;
    this.clock = clock;
  }

  @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT1H")
  void deleteOld() {
    try {
      table.deleteBefore(clock.instant().minus(settings.retention()));
    } catch (DataAccessException away) {
      LOG.debug("old entries could not be deleted", away);
    }
  }
}
