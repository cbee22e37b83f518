package io.mixtura.dataset.npy;

import io.mixtura.dataset.rows.BadCell;
import io.mixtura.decimal.WholeNumbers;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import org.jspecify.annotations.Nullable;

/** The numbers of the rows that were read at once. */
final class NpyBlock {
  private final NpyHeader header;
  private final ByteBuffer buffer;
  private final DoubleBuffer doubles;
  private final FloatBuffer floats;
  private final double[] decoded;

  /**
   * A block without numbers.
   *
   * @param bytes where they will be
   */
  NpyBlock(NpyHeader header, byte[] bytes) {
    this.header = header;
    this.buffer = ByteBuffer.wrap(bytes);
    ByteBuffer ordered = ByteBuffer.wrap(bytes).order(header.order());
    this.doubles = ordered.asDoubleBuffer();
    this.floats = ordered.asFloatBuffer();
    this.decoded = new double[bytes.length / header.rowBytes() * header.columns()];
  }

  /** The numbers that were decoded last: the array itself. */
  double[] decoded() {
    return decoded;
  }

  /**
   * Decodes the first rows of the block, -0.0 as 0.0: equal numbers must have equal bits.
   *
   * @return whether all of them can be used
   */
  boolean decode(int rows) {
    int count = rows * header.columns();
    if (header.isPlain('f', Double.BYTES)) {
      doubles.get(0, decoded, 0, count);
    } else if (header.isPlain('f', Float.BYTES)) {
      for (int i = 0; i < count; i++) {
        decoded[i] = floats.get(i);
      }
    } else {
      decodeEach(rows);
    }
    double largest = 0;
    for (int i = 0; i < count; i++) {
      largest = Math.max(largest, Math.abs(decoded[i]));
      decoded[i] += 0.0;
    }
    return BadCell.isUsable(largest) && (header.isFloat() || largest <= WholeNumbers.ALL_EXACT);
  }

  private void decodeEach(int rows) {
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < header.columns(); column++) {
        NpyType type = header.type(column);
        decoded[row * header.columns() + column] =
            type.read(buffer.order(type.order()), place(row, column));
      }
    }
  }

  private int place(int row, int column) {
    return row * header.rowBytes() + header.offset(column);
  }

  /** A whole number that would be stored as another one, as text; else null. */
  @Nullable String tooLong(int row, int column) {
    NpyType type = header.type(column);
    return type.tooLong(buffer.order(type.order()), place(row, column));
  }
}
