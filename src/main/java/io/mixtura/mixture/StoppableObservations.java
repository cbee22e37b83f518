package io.mixtura.mixture;

import java.util.function.BooleanSupplier;

/**
 * Other observations, read until the fit is to stop: for passes besides the E step, which asks for
 * itself.
 */
record StoppableObservations(Observations source, BooleanSupplier stop) implements Observations {

  @Override
  public int size() {
    return source.size();
  }

  @Override
  public int dimensions() {
    return source.dimensions();
  }

  @Override
  public boolean isWeighted() {
    return source.isWeighted();
  }

  @Override
  public boolean isLabelled() {
    return source.isLabelled();
  }

  @Override
  public void read(int index, Tile into) {
    if (stop.getAsBoolean()) {
      throw new FitStopped();
    }
    source.read(index, into);
  }
}
