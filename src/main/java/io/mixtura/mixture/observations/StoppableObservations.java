package io.mixtura.mixture.observations;

import java.util.function.BooleanSupplier;

/**
 * Other observations, read until the fit is to stop: for passes besides the E step, which asks for
 * itself.
 */
public record StoppableObservations(Observations source, BooleanSupplier stop)
    implements DerivedObservations {

  @Override
  public void read(int index, Tile into) {
    if (stop.getAsBoolean()) {
      throw new FitInterrupted();
    }
    source.read(index, into);
  }
}
