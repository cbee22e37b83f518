package io.mixtura.dataset.npy;

import io.mixtura.dataset.rows.Spool;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The numbers of an array that stand column by column (Fortran order), row by row. The last row
 * needs the end of the first column, so all are kept: a few in memory, more in a temporary file.
 */
final class RowByRow extends InputStream {
  private static final int COPIED_AT_ONCE = 1 << 16;

  private final InputStream body;
  private final NpyHeader header;
  private final Spool spool = new Spool("send numpy.ascontiguousarray(array), which needs none");

  private final MemorySegment columns;
  private long row;
  private int column;

  RowByRow(InputStream body, NpyHeader header) throws IOException {
    this.body = body;
    this.header = header;
    long bytes = header.rows() * header.rowBytes();
    try {
      copy(bytes);
      this.columns = spool.content();
      if (columns.byteSize() < bytes) {
        throw NpyHeader.malformed(
            "it ends before the %d rows that its header states".formatted(header.rows()));
      }
    } catch (IOException | RuntimeException failure) {
      spool.close();
      throw failure;
    }
  }

  private void copy(long bytes) throws IOException {
    byte[] some = new byte[COPIED_AT_ONCE];
    long left = bytes;
    int count = 1;
    while (left > 0 && count > 0) {
      count = body.readNBytes(some, 0, (int) Math.min(left, some.length));
      spool.write(some, 0, count);
      left -= count;
    }
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int bytes = header.type(0).bytes();
    int count = 0;
    while (count + bytes <= length && row < header.rows()) {
      long from = (column * header.rows() + row) * bytes;
      MemorySegment.copy(columns, ValueLayout.JAVA_BYTE, from, into, offset + count, bytes);
      count += bytes;
      column = column + 1 < header.columns() ? column + 1 : 0;
      row += column == 0 ? 1 : 0;
    }
    return count == 0 ? body.read(into, offset, length) : count;
  }

  /** Behind the last number: whatever the body goes on with. */
  @Override
  public int read() throws IOException {
    return body.read();
  }

  @Override
  public void close() throws IOException {
    spool.close();
    body.close();
  }
}
