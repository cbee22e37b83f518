package io.mixtura.dataset.npy;

import io.mixtura.decimal.WholeNumbers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a number of an array is: NumPy's {@code <f8} and its like.
 *
 * @param kind f, i, u or b (0 or 1); V for bytes that only fill a gap
 * @param bytes of one number
 * @param order of these bytes
 */
record NpyType(char kind, int bytes, ByteOrder order) {
  private static final Pattern TEXT = Pattern.compile("([<>|=])([fiub])([1248])|[|]V(\\d{1,4})");
  private static final char GAP = 'V';
  private static final double TWO_TO_64 = 0x1p64;

  /** The type of this name; null if its numbers cannot be read. */
  static @Nullable NpyType of(String name) {
    Matcher text = TEXT.matcher(name);
    if (!text.matches()) {
      return null;
    }
    if (text.group(4) != null) {
      return new NpyType(GAP, Integer.parseInt(text.group(4)), ByteOrder.LITTLE_ENDIAN);
    }
    ByteOrder order = text.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    NpyType type = new NpyType(text.group(2).charAt(0), Integer.parseInt(text.group(3)), order);
    boolean exists = type.kind != 'f' ? type.kind != 'b' || type.bytes == 1 : type.bytes > 1;
    return exists ? type : null;
  }

  boolean isGap() {
    return kind == GAP;
  }

  /** The number that stands there, in a buffer of this order. */
  double read(ByteBuffer buffer, int at) {
    return switch (kind) {
      case 'f' ->
          switch (bytes) {
            case 2 -> Float.float16ToFloat(buffer.getShort(at));
            case 4 -> buffer.getFloat(at);
            default -> buffer.getDouble(at);
          };
      case 'i' -> whole(buffer, at);
      case 'b' -> buffer.get(at) == 0 ? 0 : 1;
      default -> unsigned(whole(buffer, at));
    };
  }

  private long whole(ByteBuffer buffer, int at) {
    return switch (bytes) {
      case 1 -> buffer.get(at);
      case 2 -> buffer.getShort(at);
      case 4 -> buffer.getInt(at);
      default -> buffer.getLong(at);
    };
  }

  private double unsigned(long value) {
    if (value >= 0) {
      return value;
    }
    // Of the narrower ones the bits above are not the number's; of 64 bits the sign is the highest.
    return bytes < Long.BYTES ? value + (double) (1L << (Byte.SIZE * bytes)) : value + TWO_TO_64;
  }

  /** The whole number that stands there, as text; null where it is no longer than a double. */
  @Nullable String tooLong(ByteBuffer buffer, int at) {
    if (bytes < Long.BYTES || (kind != 'i' && kind != 'u')) {
      return null;
    }
    long value = buffer.getLong(at);
    String text = kind == 'i' ? Long.toString(value) : Long.toUnsignedString(value);
    return WholeNumbers.isAnother(text, read(buffer, at)) ? text : null;
  }
}
