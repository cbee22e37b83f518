package io.mixtura.assignment.format;

import io.mixtura.decimal.Schubfach;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Part of an answer: text and numbers, appended to bytes that are used again and again. */
public final class AnswerBytes {
  private static final VarHandle DOUBLES =
      MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);

  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] bytes = new byte[1024];
  private int length;

  public void append(String text) {
    append(text.getBytes(StandardCharsets.UTF_8));
  }

  public void append(byte[] text) {
    ensure(text.length);
    System.arraycopy(text, 0, bytes, length, text.length);
    length += text.length;
  }

  public void append(char ascii) {
    ensure(1);
    bytes[length++] = (byte) ascii;
  }

  /** A number above {@link Integer#MIN_VALUE}, in digits. */
  public void append(int number) {
    if (number < 0) {
      append('-');
      append(-number);
      return;
    }
    if (number >= 10) {
      append(number / 10);
    }
    append((char) ('0' + number % 10));
  }

  /** A finite number, as {@link Double#toString(double)} writes it. */
  public void append(double number) {
    ensure(Schubfach.ROOM);
    length = Schubfach.write(number, bytes, length);
  }

  /** The eight bytes of a number, the lowest first. */
  public void appendBinary(double number) {
    ensure(Double.BYTES);
    DOUBLES.set(bytes, length, number);
    length += Double.BYTES;
  }

  /** The four bytes of a number, the lowest first. */
  public void appendBinary(int number) {
    ensure(Integer.BYTES);
    INTS.set(bytes, length, number);
    length += Integer.BYTES;
  }

  /** Room for numbers of eight bytes, the lowest first, which the caller puts there. */
  DoubleBuffer appendRoomFor(int numbers) {
    int size = numbers * Double.BYTES;
    ensure(size);
    ByteBuffer room = ByteBuffer.wrap(bytes, length, size).slice();
    length += size;
    return room.order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer();
  }

  private void ensure(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }

  /** Writes what was appended and forgets it. */
  public void moveTo(OutputStream out) throws IOException {
    out.write(bytes, 0, length);
    length = 0;
  }
}
