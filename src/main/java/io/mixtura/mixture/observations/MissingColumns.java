package io.mixtura.mixture.observations;

import java.util.Arrays;

/** The columns in which a point has no value. */
public final class MissingColumns {
  private final long[] bits;
  private final int[] columns;

  private MissingColumns(long[] bits, int[] columns) {
    this.bits = bits;
    this.columns = columns;
  }

  /**
   * The gaps that are marked as bits.
   *
   * @param bits one for each column, from the lowest of the first word on
   */
  public static MissingColumns of(long[] bits) {
    int count = 0;
    for (long word : bits) {
      count += Long.bitCount(word);
    }
    int[] columns = new int[count];
    int at = 0;
    for (int w = 0; w < bits.length; w++) {
      for (long rest = bits[w]; rest != 0; rest &= rest - 1) {
        columns[at++] = w * Long.SIZE + Long.numberOfTrailingZeros(rest);
      }
    }
    return new MissingColumns(bits, columns);
  }

  /** Their numbers in ascending order: the array itself. */
  public int[] columns() {
    return columns;
  }

  public int count() {
    return columns.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MissingColumns that && Arrays.equals(bits, that.bits);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bits);
  }
}
