package io.mixtura.mixture.observations;

/** Other observations, seen in another way: the same points, with all that is known of them. */
public interface DerivedObservations extends Observations {

  /** Those that are looked at. */
  Observations source();

  @Override
  default int size() {
    return source().size();
  }

  @Override
  default int dimensions() {
    return source().dimensions();
  }

  @Override
  default boolean isWeighted() {
    return source().isWeighted();
  }

  @Override
  default boolean isLabelled() {
    return source().isLabelled();
  }

  @Override
  default boolean isIncomplete() {
    return source().isIncomplete();
  }
}
