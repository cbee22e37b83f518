package io.mixtura.model.export;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A message in the encoding of Protocol Buffers: fields one after the other, each a number with its
 * kind and then a whole number or bytes with their length.
 */
final class ProtobufMessage {
  private static final int WHOLE_NUMBER = 0;
  private static final int BYTES = 2;
  private static final int BITS = 7;

  private final ByteArrayOutputStream encoded = new ByteArrayOutputStream();

  ProtobufMessage number(int field, long value) {
    varint((long) field << 3 | WHOLE_NUMBER);
    varint(value);
    return this;
  }

  ProtobufMessage text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  ProtobufMessage message(int field, ProtobufMessage value) {
    return bytes(field, value.bytes());
  }

  ProtobufMessage bytes(int field, byte[] value) {
    varint((long) field << 3 | BYTES);
    varint(value.length);
    encoded.writeBytes(value);
    return this;
  }

  /** Seven bits in a byte, the lowest first; all but the last have the eighth set. */
  private void varint(long value) {
    long rest = value;
    while ((rest & -(1L << BITS)) != 0) {
      encoded.write((int) (rest & ((1 << BITS) - 1)) | 1 << BITS);
      rest >>>= BITS;
    }
    encoded.write((int) rest);
  }

  byte[] bytes() {
    return encoded.toByteArray();
  }
}
