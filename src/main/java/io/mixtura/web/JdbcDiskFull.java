package io.mixtura.web;

import io.mixtura.database.DatabaseTrouble;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says plainly, in place of a stack trace, that the database has no room to be opened. */
final class JdbcDiskFull extends AbstractFailureAnalyzer<SQLException> {

  @Override
  protected @Nullable FailureAnalysis analyze(Throwable failure, SQLException cause) {
    return DatabaseTrouble.isDiskFull(cause)
        ? new FailureAnalysis(
            "The disk of the database is full: " + cause.getMessage(),
            "Make room on it, a few MB will do; datasets can be deleted once the service runs.",
            cause)
        : null;
  }
}
