package io.mixtura.dataset.npy;

import io.mixtura.dataset.rows.BadCell;
import io.mixtura.dataset.rows.ColumnChoice;
import io.mixtura.dataset.rows.ColumnNames;
import io.mixtura.dataset.rows.CountedRows;
import io.mixtura.dataset.rows.IntakeOptions;
import io.mixtura.dataset.rows.IntakeOptions.Missing;
import io.mixtura.dataset.rows.RowErrors;
import io.mixtura.dataset.rows.Understood;
import io.mixtura.mixture.observations.Tile;
import io.mixtura.web.problem.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Points from an array in the format of NumPy (.npy), a block of rows at a time. */
public final class NpyRows implements CountedRows {
  /** Bytes that are read at once, or one row if that is longer. */
  private static final int BLOCK = 1 << 16;

  private final InputStream body;
  private final NpyHeader header;
  private final ColumnChoice choice;
  private final RowErrors rowErrors;
  private final Missing missing;
  private final byte[] block;
  private final NpyBlock numbers;
  private final double[] row;

  /** Whether the rows of the block can be taken as they stand. */
  private boolean isWhole;

  private int at;
  private int filled;
  private long rows;

  public static NpyRows open(InputStream body, IntakeOptions options) throws IOException {
    NpyHeader header = NpyHeader.read(body);
    ColumnChoice choice =
        header.names().isEmpty()
            ? ColumnChoice.positional(header.columns(), options)
            : ColumnChoice.named("/descr", header.names(), options);
    if (choice.width() != header.columns()) {
      throw Refusal.unprocessable(
          "/shape",
          "the array has %d column%s instead of %d: %s%s"
              .formatted(
                  header.columns(),
                  header.columns() == 1 ? "" : "s",
                  choice.width(),
                  ColumnNames.listed(choice.names()),
                  header.columns() == 1 ? "; send array.reshape(1, -1) if it is one point" : ""));
    }
    return new NpyRows(
        header.isFortran() ? new RowByRow(body, header) : body,
        header,
        choice,
        new RowErrors("", choice.names(), !options.expectsColumns()),
        options.missing());
  }

  private NpyRows(
      InputStream body,
      NpyHeader header,
      ColumnChoice choice,
      RowErrors rowErrors,
      Missing missing) {
    this.missing = missing;
    this.body = body;
    this.header = header;
    this.choice = choice;
    this.rowErrors = rowErrors;
    this.block = new byte[Math.max(1, BLOCK / header.rowBytes()) * header.rowBytes()];
    this.numbers = new NpyBlock(header, block);
    this.row = new double[choice.names().size()];
  }

  @Override
  public List<String> columns() {
    return choice.names();
  }

  @Override
  public Understood understood() {
    return Understood.columns(choice);
  }

  @Override
  public long count() {
    return header.rows();
  }

  @Override
  public boolean next(double[] row) throws IOException {
    while (!rowErrors.full() && advance()) {
      boolean isUsable = read(row);
      if (!isUsable) {
        complain();
      }
      at += header.rowBytes();
      rows++;
      if (rowErrors.none()) {
        return true;
      }
    }
    if (!rowErrors.none()) {
      rowErrors.rowsRead(rows);
      throw rowErrors.refusal();
    }
    return false;
  }

  /** Takes all rows of a block together unless one holds what cannot be used. */
  @Override
  public void fill(Tile tile) throws IOException {
    tile.setCount(0);
    while (!tile.isFull() && advance()) {
      if (isWhole) {
        addRows(tile);
      } else if (next(row)) {
        tile.add(row);
      }
    }
    tile.zeroRest();
  }

  private void addRows(Tile tile) {
    int points = Math.min(tile.room(), (filled - at) / header.rowBytes());
    tile.add(numbers.decoded(), atRow() * header.columns(), header.columns(), points);
    at += points * header.rowBytes();
    rows += points;
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
      filled = body.readNBytes(block, 0, wanted) / header.rowBytes() * header.rowBytes();
      if (filled == 0) {
        throw NpyHeader.malformed(
            "it ends in row %d of the %d that its header states"
                .formatted(rows + 1, header.rows()));
      }
      isWhole = numbers.decode(filled / header.rowBytes()) && choice.isIdentity();
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
        // Equal numbers must have equal bits. So must all NaN.
        row[column] = isGap(value) ? Double.NaN : value;
        isUsable &= isUsable(value, cell) || isGap(value);
      }
    }
    return isUsable;
  }

  private boolean isUsable(double value, int cell) {
    return BadCell.isUsable(value) && numbers.tooLong(atRow(), cell) == null;
  }

  /** The row of the block that is read next. */
  private int atRow() {
    return at / header.rowBytes();
  }

  private boolean isGap(double value) {
    return missing == Missing.KEPT && Double.isNaN(value);
  }

  private double value(int cell) {
    return numbers.decoded()[atRow() * header.columns() + cell];
  }

  /** Names the cells of the row that cannot be used. */
  private void complain() {
    for (int cell = 0; cell < header.columns(); cell++) {
      int column = choice.columnOf(cell);
      double value = value(cell);
      if (column >= 0 && !isUsable(value, cell) && !isGap(value)) {
        rowErrors.cell(rows, "row " + (rows + 1), cell, column, bad(value, cell));
      }
    }
  }

  private BadCell bad(double value, int cell) {
    String tooLong = numbers.tooLong(atRow(), cell);
    if (tooLong != null) {
      return BadCell.another(tooLong);
    }
    if (Double.isInfinite(value)) {
      return BadCell.infinite(value > 0 ? "inf" : "-inf", missing);
    }
    return Double.isNaN(value)
        ? BadCell.missing("NaN", missing)
        : BadCell.tooLarge(Double.toString(value));
  }

  @Override
  public void close() throws IOException {
    body.close();
  }
}
