package io.mixtura.web.problem;

import org.jspecify.annotations.Nullable;

/** Finds what a failure was caused by. */
final class Causes {
  private Causes() {}

  /** The first of this type in the chain of causes, the failure itself included. */
  static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> type) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return type.cast(cause);
      }
    }
    return null;
  }
}
