package io.mixtura.model.document;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.AbstractList;
import java.util.RandomAccess;

/**
 * An array of doubles as a list: compared by value, yet written and read as JSON without an object
 * per number, which matters for the covariances of large models.
 */
public final class Numbers extends AbstractList<Double> implements RandomAccess {
  private final double[] values;

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  Numbers(double[] values) {
    this.values = values;
  }

  @Override
  public Double get(int index) {
    return values[index];
  }

  @Override
  public int size() {
    return values.length;
  }

  @JsonValue
  double[] values() {
    return values;
  }
}
