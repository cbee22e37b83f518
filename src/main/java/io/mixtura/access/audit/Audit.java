package io.mixtura.access.audit;

import io.github.bucket4j.Bucket;
import io.mixtura.caller.Tenant;
import io.mixtura.database.ThrottledWarning;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Writes deeds down, in the database and in the log: what is done in a transaction in the same one,
 * and what has no transaction, or failed, afterwards. Of the latter the line in the log is there
 * even where the database does not take the entry.
 */
@Component
public class Audit {
  private static final Logger LOG = LoggerFactory.getLogger("io.mixtura.audit");

  /** Who tries keys by the thousand is to fill neither the disk nor the log. */
  private static final int REFUSED_PER_MINUTE = 300;

  private final JdbcAudit table;
  private final ThrottledWarning unwritten =
      new ThrottledWarning(
          LOG, "An entry is in this log alone, since the database did not take it");
  private final ThrottledWarning tooMany =
      new ThrottledWarning(
          LOG, "There are so many refused attempts that some are not written down");
  private final Bucket refused = bucket();

  /** Apart, so that a flood of one kind does not hide the other. */
  private final Bucket unread = bucket();

  Audit(JdbcAudit table) {
    this.table = table;
  }

  private static Bucket bucket() {
    return Bucket.builder()
        .addLimit(limit ->
            limit
                .capacity(REFUSED_PER_MINUTE)
                .refillGreedy(REFUSED_PER_MINUTE, Duration.ofMinutes(1)))
        .build();
  }

  /**
   * Something that is being done in the transaction at work: it is committed with its entry, or not
   * at all.
   */
  public void within(Deed deed) {
    table.add(deed);
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            log(deed);
          }
        });
  }

  /** Something that was done without a transaction, or failed. */
  public void done(Deed deed) {
    log(deed);
    try {
      table.add(deed);
    } catch (DataAccessException | TransactionException away) {
      unwritten.warn(away);
    }
  }

  /** Something that somebody may not do, unless there is too much of that. */
  void refused(Deed deed) {
    attempted(deed, refused);
  }

  /** Something that was refused before it was read what it is, unless there is too much of that. */
  void unread(Deed deed) {
    attempted(deed, unread);
  }

  private void attempted(Deed deed, Bucket bounded) {
    if (bounded.tryConsume(1)) {
      done(deed);
    } else {
      tooMany.warn(new IllegalStateException("from " + deed.address() + " among others"));
    }
  }

  private static void log(Deed deed) {
    LOG.atInfo()
        .addKeyValue("request", deed.request())
        .addKeyValue("tenant", deed.tenant())
        .addKeyValue("caller", deed.caller())
        .addKeyValue("operation", deed.operation())
        .addKeyValue("object", deed.object())
        .addKeyValue("address", deed.address())
        .addKeyValue("status", deed.status())
        .log(
            "{} of tenant {} at {}: {} {} -> {} (request {})",
            deed.caller(),
            deed.tenant(),
            deed.address(),
            deed.operation(),
            deed.object(),
            deed.status(),
            deed.request());
  }

  List<Deed> newest(@Nullable Tenant tenant, long before, int limit) {
    return table.newest(tenant, before, limit);
  }
}
