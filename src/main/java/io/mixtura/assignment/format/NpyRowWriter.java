package io.mixtura.assignment.format;

import io.mixtura.dataset.npy.NpyHeader;
import java.util.List;
import java.util.OptionalLong;

/** Rows as an array in the format of NumPy. */
public final class NpyRowWriter implements RowWriter {
  private final byte[] header;
  private final long rows;
  private final int columns;

  /**
   * A writer.
   *
   * @param columns how many numbers of each row are written, from its first
   */
  public NpyRowWriter(long rows, int columns) {
    this(NpyHeader.written(rows, columns), rows, columns);
  }

  private NpyRowWriter(byte[] header, long rows, int columns) {
    this.header = header;
    this.rows = rows;
    this.columns = columns;
  }

  /** A writer of records, whose fields have names. */
  public static NpyRowWriter named(long rows, List<String> columns) {
    return new NpyRowWriter(NpyHeader.ofFields(rows, columns), rows, columns.size());
  }

  @Override
  public OptionalLong length() {
    return OptionalLong.of(header.length + rows * columns * Double.BYTES);
  }

  @Override
  public void begin(AnswerBytes out) {
    out.append(header);
  }

  @Override
  public void row(double[] numbers, boolean isFirst, AnswerBytes out) {
    for (int j = 0; j < columns; j++) {
      out.appendBinary(numbers[j]);
    }
  }

  @Override
  public void end(AnswerBytes out) {}
}
