package io.mixtura.model.document;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/** As {@link Numbers}, with null in the places of those that there are not. */
final class NullableNumbers extends AbstractList<@Nullable Double> implements RandomAccess {
  /** NaN for null. */
  private final double[] values;

  NullableNumbers(double[] values) {
    this.values = values;
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static NullableNumbers of(@Nullable Double[] values) {
    return new NullableNumbers(
        Arrays.stream(values).mapToDouble(value -> value == null ? Double.NaN : value).toArray());
  }

  @Override
  public @Nullable Double get(int index) {
    return Double.isNaN(values[index]) ? null : values[index];
  }

  @Override
  public int size() {
    return values.length;
  }

  @JsonValue
  @Nullable Double[] values() {
    return toArray(Double[]::new);
  }
}
