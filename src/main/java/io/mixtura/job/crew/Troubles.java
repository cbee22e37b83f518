package io.mixtura.job.crew;

import io.mixtura.database.DatabaseTrouble;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what is done over and over going when it fails, and reports a trouble when it begins and
 * when it is over, not each time. Used by one thread.
 */
final class Troubles {
  private static final Logger LOG = LoggerFactory.getLogger(Troubles.class);

  private final String trouble;
  private boolean troubled;

  /**
   * @param trouble what the reader of the log is told
   */
  Troubles(String trouble) {
    this.trouble = trouble;
  }

  /**
   * Does it once.
   *
   * @return what it returned; false when it failed
   */
  boolean none(BooleanSupplier action) {
    try {
      boolean result = action.getAsBoolean();
      if (troubled) {
        troubled = false;
        LOG.info("over: {}", trouble);
      }
      return result;
    } catch (Exception | Error e) {
      report(e);
      return false;
    }
  }

  private void report(Throwable e) {
    if (troubled) {
      return;
    }
    troubled = true;
    try {
      if (DatabaseTrouble.isPassing(e)) {
        LOG.warn("{}; trying again until it works: {}", trouble, e.toString());
      } else {
        LOG.warn("{}; trying again until it works", trouble, e);
      }
    } catch (RuntimeException | Error again) {
      // There may be no memory to say so; what matters is that the thread lives on.
      troubled = false;
    }
  }
}
