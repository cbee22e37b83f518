package io.mixtura.dataset.npy;

import io.mixtura.dataset.rows.BadCell;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;

/** The numbers of the rows that were read at once. */
final class NpyBlock {
  private final boolean isFloat;
  private final DoubleBuffer doubles;
  private final FloatBuffer floats;
  private final double[] decoded;

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
    this.decoded = new double[bytes.length / header.bytes()];
  }

  /** The numbers that were decoded last: the array itself. */
  double[] decoded() {
    return decoded;
  }

  /**
   * Decodes the first numbers of the block, -0.0 as 0.0: equal numbers must have equal bits.
   *
   * @return whether all of them can be used
   */
  boolean decode(int count) {
    if (isFloat) {
      for (int i = 0; i < count; i++) {
        decoded[i] = floats.get(i);
      }
    } else {
      doubles.get(0, decoded, 0, count);
    }
    double largest = 0;
    for (int i = 0; i < count; i++) {
      largest = Math.max(largest, Math.abs(decoded[i]));
      decoded[i] += 0.0;
    }
    return BadCell.isUsable(largest);
  }
}
