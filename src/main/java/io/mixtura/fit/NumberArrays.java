package io.mixtura.fit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks that arrays of a request hold as many numbers as they must. Of each array only the first
 * error is reported: the others are most likely the same one.
 */
final class NumberArrays {
  private final Findings findings;

  NumberArrays(Findings findings) {
    this.findings = findings;
  }

  boolean vector(
      @Nullable List<? extends @Nullable Double> values, int size, String at, String each) {
    if (!sized(values, size, at, "number", each) || values == null) {
      return false;
    }
    for (int i = 0; i < size; i++) {
      Double value = values.get(i);
      if (!findings.require(
          value != null && Double.isFinite(value),
          at + "/" + i,
          "must be a number, but was %s",
          value)) {
        return false;
      }
    }
    return true;
  }

  boolean matrix(
      @Nullable List<? extends @Nullable List<? extends @Nullable Double>> rows,
      int height,
      int width,
      String at,
      String each) {
    if (!sized(rows, height, at, "array", each) || rows == null) {
      return false;
    }
    for (int i = 0; i < height; i++) {
      if (!vector(rows.get(i), width, at + "/" + i, "column")) {
        return false;
      }
    }
    return true;
  }

  boolean matrices(
      @Nullable List<? extends @Nullable List<? extends @Nullable List<? extends @Nullable Double>>>
          matrices,
      int count,
      int size,
      String at) {
    if (!sized(matrices, count, at, "matrix", "component") || matrices == null) {
      return false;
    }
    for (int i = 0; i < count; i++) {
      if (!matrix(matrices.get(i), size, size, at + "/" + i, "column")) {
        return false;
      }
    }
    return true;
  }

  private boolean sized(@Nullable List<?> values, int size, String at, String what, String each) {
    return findings.require(
        values != null && values.size() == size,
        at,
        "must be an array of %d %s, one for each %s, but %s",
        size,
        size == 1 ? what : what.equals("matrix") ? "matrices" : what + "s",
        each,
        values == null ? "was null" : "has " + values.size());
  }
}
