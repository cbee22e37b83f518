package io.mixtura.access.key;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What kept a command from the database, in words for whoever gave it. */
final class JdbcFailures {
  /**
   * H2's code for a file that another process has open; its classes are not there to compile with.
   */
  private static final int ALREADY_OPEN = 90020;

  private JdbcFailures() {}

  static String told(Throwable failure) {
    Throwable cause = failure;
    for (@Nullable Throwable next = failure; next != null; next = next.getCause()) {
      if (next instanceof SQLException sql && sql.getErrorCode() == ALREADY_OPEN) {
        return "The database file is in use, by the running service most likely. Ask that instead, with"
            + " the key of an admin or, while it asks nobody for a key, without one: POST, GET and"
            + " DELETE /api/v1/keys. Or stop it for as long as this takes.";
      }
      cause = next;
    }
    return "It did not work: " + (cause.getMessage() == null ? cause : cause.getMessage());
  }
}
