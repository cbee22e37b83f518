package io.mixtura.job;

import java.util.Optional;
import java.util.function.Supplier;

/** A run that nobody watches, whose course is not kept; what else is said of it a test may hear. */
public interface UnwatchedExecution extends JobExecution {

  @Override
  default void progress(Supplier<String> json) {}

  @Override
  default Optional<String> trace() {
    return Optional.empty();
  }

  @Override
  default void trace(Supplier<String> json) {}

  @Override
  default boolean isWatched() {
    return false;
  }

  @Override
  default void show(Supplier<String> json) {}
}
