package io.mixtura.dataset;

import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;

/** The numbers of the rows that were read at once, all decoded together: the quick way. */
final class NpyBlock {
  private final boolean isFloat;
  private final DoubleBuffer doubles;
  private final FloatBuffer floats;
  private final double[] numbers;

  /**
   * A block without numbers.
   *
   * @param bytes where they will be
   */
  NpyBlock(NpyHeader header, byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(header.order());
    this.isFloat = header.bytes() == Float.BYTES;
    this.doubles = buffer.asDoubleBuffer();
    this.floats = buffer.asFloatBuffer();
    this.numbers = new double[bytes.length / header.bytes()];
  }

  /** The numbers that were decoded last: the array itself. */
  double[] numbers() {
    return numbers;
  }

  /**
   * Decodes the first numbers of the block.
   *
   * @return whether all of them can be used
   */
  boolean decode(int count) {
    if (isFloat) {
      for (int i = 0; i < count; i++) {
        numbers[i] = floats.get(i);
      }
    } else {
      doubles.get(0, numbers, 0, count);
    }
    double largest = 0;
    for (int i = 0; i < count; i++) {
      largest = Math.max(largest, Math.abs(numbers[i]));
      // -0.0 becomes 0.0, as in NpyRows.
      numbers[i] += 0.0;
    }
    return BadCell.isUsable(largest);
  }
}
