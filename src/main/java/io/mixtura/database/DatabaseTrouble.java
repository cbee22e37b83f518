package io.mixtura.database;

import java.io.IOException;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/** Tells failures of the database or the disk at a moment from faults in what was asked of them. */
public final class DatabaseTrouble {
  private DatabaseTrouble() {}

  /** Whether the same may work a little later. */
  public static boolean isPassing(Throwable failure) {
    return any(failure, DatabaseTrouble::passes)
        || isDiskFull(failure)
        || isDiskUnwritable(failure);
  }

  private static boolean passes(Throwable failure) {
    return failure instanceof TransientDataAccessException
        || failure instanceof RecoverableDataAccessException
        || failure instanceof DataAccessResourceFailureException
        || failure instanceof CannotCreateTransactionException
        || failure instanceof TransactionSystemException
        || JdbcErrors.isLost(failure);
  }

  /** Whether there is no room left on the disk, of the database or of this service. */
  public static boolean isDiskFull(Throwable failure) {
    return any(
        failure,
        cause ->
            JdbcErrors.isDiskFull(cause)
                || cause instanceof DiskFull
                || cause instanceof IOException && saysFull(String.valueOf(cause.getMessage())));
  }

  /** Whether the disk takes nothing at all, as one that has become read-only after a fault. */
  public static boolean isDiskUnwritable(Throwable failure) {
    return any(
        failure,
        cause ->
            cause instanceof IOException && saysUnwritable(String.valueOf(cause.getMessage())));
  }

  private static boolean saysUnwritable(String message) {
    return message.contains("Read-only file system") || message.contains("Input/output error");
  }

  private static boolean saysFull(String message) {
    return message.contains("No space left on device") || message.contains("Disk quota exceeded");
  }

  /** Whether it is the database that speaks, whose words are not for clients. */
  public static boolean isOfTheDatabase(Throwable failure) {
    return isPassing(failure)
        || any(failure, cause -> JdbcErrors.isOne(cause) || cause instanceof DataAccessException);
  }

  private static boolean any(Throwable failure, Predicate<Throwable> test) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause).anyMatch(test);
  }
}
