package io.mixtura.dataset.rows;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Points that have all been read, since what is made of them begins with their number. */
public final class SpooledRows implements CountedRows {
  private static final ValueLayout.OfDouble NUMBER = ValueLayout.JAVA_DOUBLE_UNALIGNED;
  private static final int ROWS_AT_ONCE = 256;

  private final RowReader rows;
  private final Spool spool;
  private final int columns;
  private final long count;
  private final MemorySegment numbers;
  private long read;

  /**
   * The same points, counted.
   *
   * @param rows are read here, and closed by who has opened them
   * @param size is told of the bytes that they take, and refuses too many
   */
  public SpooledRows(RowReader rows, LongConsumer size) throws IOException {
    this.rows = rows;
    this.columns = rows.columns().size();
    this.spool = new Spool("send the points as npy, which states their number");
    try {
      this.count = readAll(size);
      this.numbers = spool.content();
    } catch (IOException | RuntimeException failure) {
      spool.close();
      throw failure;
    }
  }

  private long readAll(LongConsumer size) throws IOException {
    double[] row = new double[columns];
    byte[] bytes = new byte[ROWS_AT_ONCE * columns * Double.BYTES];
    MemorySegment block = MemorySegment.ofArray(bytes);
    long all = 0;
    int filled = 0;
    while (rows.next(row)) {
      MemorySegment.copy(row, 0, block, NUMBER, filled, columns);
      filled += columns * Double.BYTES;
      all++;
      if (filled == bytes.length) {
        size.accept(filled);
        spool.write(bytes, 0, filled);
        filled = 0;
      }
    }
    size.accept(filled);
    spool.write(bytes, 0, filled);
    return all;
  }

  @Override
  public long count() {
    return count;
  }

  @Override
  public List<String> columns() {
    return rows.columns();
  }

  @Override
  public boolean next(double[] row) {
    if (read == count) {
      return false;
    }
    MemorySegment.copy(numbers, NUMBER, read * columns * Double.BYTES, row, 0, columns);
    read++;
    return true;
  }

  @Override
  public Optional<String> name() {
    return rows.name();
  }

  @Override
  public Understood understood() {
    return rows.understood();
  }

  @Override
  public void close() throws IOException {
    spool.close();
  }
}
