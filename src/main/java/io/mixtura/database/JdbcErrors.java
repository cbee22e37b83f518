package io.mixtura.database;

import java.sql.SQLException;
import java.util.Set;

/** The codes by which databases say what is wrong. */
final class JdbcErrors {
  private static final String DISK_FULL = "53100";

  /**
   * H2's codes for a closed database, a broken connection, a database called at shutdown and files
   * that cannot be written; its classes are not there to compile with.
   */
  private static final Set<Integer> H2_LOST = Set.of(90098, 90067, 90121, 90028, 90031);

  private JdbcErrors() {}

  static boolean isOne(Throwable failure) {
    return failure instanceof SQLException;
  }

  /** States 08 and 57 are connections that break, or that an administrator ends. */
  static boolean isLost(Throwable failure) {
    if (!(failure instanceof SQLException error)) {
      return false;
    }
    String state = error.getSQLState();
    return H2_LOST.contains(error.getErrorCode())
        || state != null && (state.startsWith("08") || state.startsWith("57"));
  }

  static boolean isDiskFull(Throwable failure) {
    return failure instanceof SQLException error && DISK_FULL.equals(error.getSQLState());
  }
}
