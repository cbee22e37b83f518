package io.mixtura.web;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says plainly, in place of a stack trace, that the service has been started twice. */
final class JdbcFileInUse extends AbstractFailureAnalyzer<SQLException> {
  /** H2's code; its classes are not there to compile with. */
  private static final int ALREADY_OPEN = 90020;

  @Override
  protected @Nullable FailureAnalysis analyze(Throwable failure, SQLException cause) {
    return cause.getErrorCode() == ALREADY_OPEN
        ? new FailureAnalysis(
            "The database file is in use, by another Mixtura most likely: " + cause.getMessage(),
            "Stop the other one, give this one a folder of its own with --mixtura.home, or use"
                + " PostgreSQL, which several can share.",
            cause)
        : null;
  }
}
