package io.mixtura.serving.inference;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The types that a tensor of points can have, little-endian in binary. */
enum TensorType {
  BOOL(1, ByteBuffer::get),
  UINT8(1, (bytes, at) -> Byte.toUnsignedInt(bytes.get(at))),
  UINT16(2, (bytes, at) -> Short.toUnsignedInt(bytes.getShort(at))),
  UINT32(4, (bytes, at) -> Integer.toUnsignedLong(bytes.getInt(at))),
  UINT64(8, (bytes, at) -> unsigned(bytes.getLong(at))),
  INT8(1, ByteBuffer::get),
  INT16(2, ByteBuffer::getShort),
  INT32(4, ByteBuffer::getInt),
  INT64(8, ByteBuffer::getLong),
  FP32(4, ByteBuffer::getFloat),
  FP64(8, ByteBuffer::getDouble);

  private final int size;
  private final Reading reading;

  /** A number of some bytes. */
  private interface Reading {
    double of(ByteBuffer bytes, int at);
  }

  TensorType(int size, Reading reading) {
    this.size = size;
    this.reading = reading;
  }

  /** The lowest bit is kept for the rounding of the others. */
  private static double unsigned(long value) {
    return value >= 0 ? value : 2.0 * (value >>> 1 | value & 1);
  }

  static Optional<TensorType> of(String name) {
    return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
  }

  static String names() {
    return Arrays.stream(values()).map(Enum::name).collect(Collectors.joining(", "));
  }

  /** Bytes of a number. */
  int size() {
    return size;
  }

  /** The number that begins at a byte. */
  double read(ByteBuffer bytes, int at) {
    return reading.of(bytes, at);
  }
}
