package io.mixtura.model.export;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;

/**
 * A graph of operators in the format of ONNX, as onnx.proto numbers its fields: IR version 8,
 * operators of version 13, which every runtime since 2020 knows.
 */
final class OnnxGraph {
  private static final int IR_VERSION = 8;
  private static final int OPERATORS = 13;
  private static final int INT64 = 7;
  private static final int DOUBLE = 11;

  private final ProtobufMessage graph = new ProtobufMessage();
  private int nodes;

  OnnxGraph(String name) {
    graph.text(2, name);
  }

  /** Adds an operator with attributes, which are whole numbers. */
  OnnxGraph node(
      String operator, List<String> inputs, String output, Map<String, Long> attributes) {
    ProtobufMessage node = new ProtobufMessage();
    inputs.forEach(input -> node.text(1, input));
    node.text(2, output).text(3, operator + nodes++).text(4, operator);
    attributes.forEach((name, value) -> node.message(5, attribute(operator, name, value)));
    graph.message(1, node);
    return this;
  }

  OnnxGraph node(String operator, List<String> inputs, String output) {
    return node(operator, inputs, output, Map.of());
  }

  /** {@code axes} are a list, whatever there is of them. */
  private static ProtobufMessage attribute(String operator, String name, long value) {
    return name.equals("axes")
        ? new ProtobufMessage().text(1, name).number(8, value).number(20, 7)
        : new ProtobufMessage().text(1, name).number(3, value).number(20, 2);
  }

  OnnxGraph constant(String name, double[] values, long... shape) {
    ByteBuffer raw =
        ByteBuffer.allocate(values.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    raw.asDoubleBuffer().put(values);
    return tensor(name, DOUBLE, raw, shape);
  }

  OnnxGraph constant(String name, long... values) {
    ByteBuffer raw = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    raw.asLongBuffer().put(values);
    return tensor(name, INT64, raw, values.length);
  }

  private OnnxGraph tensor(String name, int type, ByteBuffer raw, long... shape) {
    ProtobufMessage tensor = new ProtobufMessage();
    for (long extent : shape) {
      tensor.number(1, extent);
    }
    graph.message(5, tensor.number(2, type).text(8, name).bytes(9, raw.array()));
    return this;
  }

  /** Numbers of any number of points, so many for each. */
  OnnxGraph input(String name, long columns) {
    graph.message(11, value(name, DOUBLE, columns));
    return this;
  }

  OnnxGraph output(String name, long columns) {
    graph.message(12, value(name, DOUBLE, columns));
    return this;
  }

  /** One whole number for each point. */
  OnnxGraph output(String name) {
    graph.message(12, value(name, INT64));
    return this;
  }

  private static ProtobufMessage value(String name, int type, long... columns) {
    ProtobufMessage shape =
        new ProtobufMessage().message(1, new ProtobufMessage().text(2, "points"));
    for (long extent : columns) {
      shape.message(1, new ProtobufMessage().number(1, extent));
    }
    ProtobufMessage tensor = new ProtobufMessage().number(1, type).message(2, shape);
    return new ProtobufMessage().text(1, name).message(2, new ProtobufMessage().message(1, tensor));
  }

  /** The whole file. */
  byte[] bytes(Map<String, String> metadata) {
    ProtobufMessage model =
        new ProtobufMessage()
            .number(1, IR_VERSION)
            .text(2, "Mixtura")
            .message(7, graph)
            .message(8, new ProtobufMessage().text(1, "").number(2, OPERATORS));
    metadata.forEach(
        (key, value) -> model.message(14, new ProtobufMessage().text(1, key).text(2, value)));
    return model.bytes();
  }
}
