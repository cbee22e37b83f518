package io.mixtura.dataset;

import io.mixtura.dataset.IntakeOptions.Missing;
import io.mixtura.dataset.IntakeOptions.Selection;
import io.mixtura.mixture.Tile;
import io.mixtura.web.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.List;

/** Points from an array in the format of NumPy (.npy), a block of rows at a time. */
final class NpyRows implements CountedRows {
  /** Bytes that are read at once, or one row if that is longer. */
  private static final int BLOCK = 1 << 16;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private final InputStream body;
  private final NpyHeader header;
  private final ColumnChoice choice;
  private final Complaints complaints;
  private final boolean isReversed;
  private final Missing missing;
  private final byte[] block;
  private final NpyBlock numbers;

  /** Whether nobody has tried to decode the block. */
  private boolean isNew;

  private boolean isDecoded;
  private int at;
  private int filled;
  private long rows;

  static NpyRows open(InputStream body, IntakeOptions options) throws IOException {
    NpyHeader header = NpyHeader.read(body);
    ColumnChoice choice = ColumnChoice.positional(header.columns(), options);
    boolean isExpected = options.selection() instanceof Selection.Expected;
    if (choice.width() != header.columns()) {
      throw Refusal.unprocessable(
          "/shape",
          "the array has %d columns instead of %d: %s"
              .formatted(header.columns(), choice.width(), ColumnNames.listed(choice.names())));
    }
    return new NpyRows(
        body, header, choice, new Complaints("", choice.names(), !isExpected), options.missing());
  }

  private NpyRows(
      InputStream body,
      NpyHeader header,
      ColumnChoice choice,
      Complaints complaints,
      Missing missing) {
    this.missing = missing;
    this.body = body;
    this.header = header;
    this.choice = choice;
    this.complaints = complaints;
    this.isReversed = header.order() == ByteOrder.BIG_ENDIAN;
    this.block = new byte[Math.max(1, BLOCK / header.rowBytes()) * header.rowBytes()];
    this.numbers = new NpyBlock(header, block);
  }

  @Override
  public List<String> columns() {
    return choice.names();
  }

  @Override
  public long count() {
    return header.rows();
  }

  @Override
  public boolean next(double[] row) throws IOException {
    while (!complaints.full() && advance()) {
      boolean isUsable = read(row);
      if (!isUsable) {
        complain();
      }
      at += header.rowBytes();
      rows++;
      if (complaints.none()) {
        return true;
      }
    }
    if (!complaints.none()) {
      complaints.rowsRead(rows);
      throw complaints.refusal();
    }
    return false;
  }

  /** Decodes whole blocks; where one holds what cannot be used, goes on row by row. */
  @Override
  public void fill(Tile tile) throws IOException {
    tile.filled(0);
    while (!tile.isFull() && advance()) {
      if (isNew) {
        isDecoded = choice.isIdentity() && numbers.decode(filled / header.bytes());
        isNew = false;
      }
      if (isDecoded) {
        addDecoded(tile);
      } else {
        addNext(tile);
      }
    }
    tile.zeroRest();
  }

  private void addDecoded(Tile tile) {
    int from = at / header.rowBytes();
    int points = Math.min(tile.room(), filled / header.rowBytes() - from);
    tile.add(numbers.numbers(), from * header.columns(), points);
    at += points * header.rowBytes();
    rows += points;
  }

  private void addNext(Tile tile) throws IOException {
    double[] row = new double[tile.dimensions()];
    if (next(row)) {
      tile.add(row);
    }
  }

  /** Sees to it that the block holds the next row; false after the last. */
  private boolean advance() throws IOException {
    if (rows == header.rows()) {
      if (body.read() >= 0) {
        throw NpyHeader.malformed(
            "it goes on after the %d rows that its header states".formatted(rows));
      }
      return false;
    }
    if (at == filled) {
      long left = header.rows() - rows;
      int wanted = (int) Math.min(block.length / header.rowBytes(), left) * header.rowBytes();
      at = 0;
      isNew = true;
      filled = body.readNBytes(block, 0, wanted) / header.rowBytes() * header.rowBytes();
      if (filled == 0) {
        throw NpyHeader.malformed(
            "it ends in row %d of the %d that its header states"
                .formatted(rows + 1, header.rows()));
      }
    }
    return true;
  }

  /** Reads the chosen cells; false if one of them cannot be used. */
  private boolean read(double[] row) {
    boolean isUsable = true;
    for (int cell = 0; cell < header.columns(); cell++) {
      int column = choice.columnOf(cell);
      if (column >= 0) {
        double value = value(cell);
        // Adding zero turns -0.0 into 0.0: equal numbers must have equal bits. So must all NaN.
        row[column] = isGap(value) ? Double.NaN : value + 0.0;
        isUsable &= BadCell.isUsable(value) || isGap(value);
      }
    }
    return isUsable;
  }

  private boolean isGap(double value) {
    return missing == Missing.KEPT && Double.isNaN(value);
  }

  private double value(int cell) {
    int place = at + cell * header.bytes();
    if (header.bytes() == Double.BYTES) {
      long bits = (long) LONGS.get(block, place);
      return Double.longBitsToDouble(isReversed ? Long.reverseBytes(bits) : bits);
    }
    int bits = (int) INTS.get(block, place);
    return Float.intBitsToFloat(isReversed ? Integer.reverseBytes(bits) : bits);
  }

  /** Names the cells of the row that cannot be used. */
  private void complain() {
    for (int cell = 0; cell < header.columns(); cell++) {
      int column = choice.columnOf(cell);
      double value = value(cell);
      if (column >= 0 && !BadCell.isUsable(value) && !isGap(value)) {
        complaints.cell(rows, "row " + (rows + 1), cell, column, bad(value));
      }
    }
  }

  private BadCell bad(double value) {
    return Double.isNaN(value)
        ? BadCell.missing("NaN", missing)
        : BadCell.tooLarge(Double.toString(value));
  }

  @Override
  public void close() throws IOException {
    body.close();
  }
}
