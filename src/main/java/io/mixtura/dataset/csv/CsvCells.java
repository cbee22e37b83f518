package io.mixtura.dataset.csv;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.RecordType;
import io.mixtura.dataset.rows.BadCell;
import io.mixtura.dataset.rows.CellText;
import io.mixtura.dataset.rows.ColumnChoice;
import io.mixtura.dataset.rows.IntakeOptions;
import io.mixtura.decimal.Decimals;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The current record of a CSV body. The first one is kept as text, since it may be the header; the
 * cells of all others are parsed in the reader's buffer, without an object per cell.
 */
final class CsvCells extends AbstractBaseCsvCallbackHandler<CsvCells> {
  private final List<String> texts = new ArrayList<>();
  private final List<Misfit> misfits = new ArrayList<>();
  private final boolean keepsMissing;
  private @Nullable ColumnChoice choice;
  private double[] values = {};
  private long line;
  private int width;
  private boolean blank;

  /** A cell that holds no number that can be used. */
  record Misfit(int position, int column, String text, double value) {}

  CsvCells(IntakeOptions options) {
    this.keepsMissing = options.keepsMissing();
  }

  /** From the next record on, cells are parsed into a point. */
  void parseInto(ColumnChoice choice) {
    this.choice = choice;
    this.values = new double[choice.names().size()];
  }

  /** Parses the current record, of which so far only the text was kept. */
  void parseTexts() {
    for (int position = 0; position < texts.size(); position++) {
      char[] text = texts.get(position).toCharArray();
      take(position, text, 0, text.length);
    }
  }

  /** Forgets the text of the record. */
  void clearTexts() {
    texts.clear();
  }

  /** Coordinates of the point. */
  double[] values() {
    return values;
  }

  /** Chosen cells that cannot be used. */
  List<Misfit> misfits() {
    return misfits;
  }

  /** Cells of the first record. */
  List<String> texts() {
    return texts;
  }

  /** Line of the body that the record starts on, from 1. */
  long line() {
    return line;
  }

  /** Cells of the record. */
  int width() {
    return width;
  }

  /** Whether there is nothing on the line. */
  boolean isBlank() {
    return blank;
  }

  @Override
  protected void handleBegin(long startingLine) {
    line = startingLine;
    width = 0;
    blank = true;
    misfits.clear();
  }

  @Override
  protected void handleField(int position, char[] buffer, int offset, int length, boolean quoted) {
    width++;
    blank &= position == 0 && !quoted && isBlank(buffer, offset, length);
    if (choice != null) {
      take(position, buffer, offset, length);
    } else if (position < ColumnChoice.WIDEST) {
      texts.add(new String(buffer, offset, length).strip());
    }
  }

  private void take(int position, char[] buffer, int offset, int length) {
    ColumnChoice known = choice;
    if (known == null || position >= known.width() || known.columnOf(position) < 0) {
      return;
    }
    int column = known.columnOf(position);
    double value = Decimals.parse(buffer, offset, length);
    if (BadCell.isUsable(value)) {
      // Adding zero turns -0.0 into 0.0: equal numbers must have equal bits.
      values[column] = value + 0.0;
      return;
    }
    String text = new String(buffer, offset, length);
    if (keepsMissing && CellText.isMissing(text)) {
      values[column] = Double.NaN;
    } else {
      misfits.add(new Misfit(position, column, text, value));
    }
  }

  private static boolean isBlank(char[] buffer, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      if (!Character.isWhitespace(buffer[i])) {
        return false;
      }
    }
    return true;
  }

  @Override
  protected CsvCells buildRecord() {
    blank |= getRecordType() == RecordType.EMPTY;
    return this;
  }
}
