package io.mixtura.serving.inference;

import io.mixtura.web.problem.Excerpt;
import io.mixtura.web.problem.Refusal;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.JsonNode;

/**
 * A tensor of a request: one column of points, or all of them.
 *
 * @param rows n
 * @param columns numbers of a row: 1 where the shape is {@code [n]} or {@code [n, 1]}
 * @param values row by row; NaN where a value is missing
 */
record Tensor(String name, int rows, int columns, IntToDoubleFunction values) {

  /**
   * Reads a tensor.
   *
   * @param given the entry of {@code inputs}
   * @param binary what follows the JSON, from the first byte that no other tensor has taken
   * @param at JSON pointer of the entry
   */
  static Tensor of(JsonNode given, ByteBuffer binary, String at) {
    String name = given.path("name").asString("");
    TensorType type = type(given, at);
    int[] shape = shape(given, binary.capacity(), at);
    int columns = shape.length == 1 ? 1 : shape[1];
    int numbers = shape[0] * columns;
    JsonNode size = given.path("parameters").path("binary_data_size");
    IntToDoubleFunction values =
        size.isMissingNode()
            ? json(given.path("data"), numbers, at + "/data")
            : binary(binary, type, size, numbers, at);
    return new Tensor(name, shape[0], columns, values);
  }

  private static TensorType type(JsonNode given, String at) {
    String name = given.path("datatype").asString("");
    return TensorType.of(name)
        .orElseThrow(() ->
            refused(
                at + "/datatype",
                "must be one of %s, but was '%s'".formatted(TensorType.names(), Excerpt.of(name))));
  }

  private static int[] shape(JsonNode given, int most, String at) {
    JsonNode shape = given.path("shape");
    boolean isShape = shape.isArray() && (shape.size() == 1 || shape.size() == 2);
    for (JsonNode side : shape) {
      isShape &= side.isIntegralNumber() && side.canConvertToInt() && side.asInt() >= 0;
    }
    if (!isShape) {
      throw refused(at + "/shape", "must be [n, d], or [n] for a single column");
    }
    int[] sides = new int[shape.size()];
    Arrays.setAll(sides, i -> shape.get(i).asInt());
    long numbers = sides.length == 1 ? sides[0] : (long) sides[0] * sides[1];
    // Every number takes a byte of the body at least.
    if (numbers > most) {
      throw refused(at + "/shape", "has more numbers than the body");
    }
    return sides;
  }

  private static IntToDoubleFunction json(JsonNode data, int numbers, String at) {
    double[] values = new double[numbers];
    Flat flat = new Flat(values, at);
    flat.add(data);
    flat.requireFull();
    return i -> values[i];
  }

  private static IntToDoubleFunction binary(
      ByteBuffer binary, TensorType type, JsonNode size, int numbers, String at) {
    long bytes = (long) numbers * type.size();
    if (size.asLong(-1) != bytes || bytes > binary.remaining()) {
      throw refused(
          at + "/parameters/binary_data_size",
          "must be %d by shape and datatype, of which %d are there, but is %s"
              .formatted(bytes, binary.remaining(), Excerpt.of(size.toString())));
    }
    int first = binary.position();
    binary.position(first + Math.toIntExact(bytes));
    return i -> type.read(binary, first + i * type.size());
  }

  private static Refusal refused(String pointer, String detail) {
    return Refusal.of(HttpStatus.BAD_REQUEST, pointer, detail);
  }

  /** The numbers of a JSON array, which may be flat or nested. */
  private static final class Flat {
    private final double[] values;
    private final String at;
    private int count;

    Flat(double[] values, String at) {
      this.values = values;
      this.at = at;
    }

    void add(JsonNode node) {
      if (node.isArray()) {
        node.forEach(this::add);
      } else if (count == values.length) {
        throw refused(at, "has more than the %d numbers of its shape".formatted(count));
      } else {
        values[count] = number(node);
        count++;
      }
    }

    private double number(JsonNode node) {
      if (node.isNumber()) {
        return node.asDouble();
      }
      if (node.isBoolean()) {
        return node.asBoolean() ? 1 : 0;
      }
      if (node.isNull()) {
        return Double.NaN;
      }
      throw refused(
          at, "number %d is %s".formatted(count, node.isMissingNode() ? "missing" : "none"));
    }

    void requireFull() {
      if (count < values.length) {
        throw refused(at, "has %d numbers, but its shape says %d".formatted(count, values.length));
      }
    }
  }
}
