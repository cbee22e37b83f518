package io.mixtura.dataset.csv;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.RecordType;
import io.mixtura.dataset.rows.BadCell;
import io.mixtura.dataset.rows.CellText;
import io.mixtura.dataset.rows.ColumnChoice;
import io.mixtura.dataset.rows.IntakeOptions;
import io.mixtura.dataset.rows.TextCells;
import io.mixtura.decimal.Decimals;
import io.mixtura.decimal.WholeNumbers;
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
  private final char decimal;
  private @Nullable ColumnChoice choice;
  private @Nullable TextCells words;
  private double[] values = {};
  private long line;
  private int width;
  private String start = "";
  private boolean blank;
  private boolean comment;

  /** A cell that holds no number that can be used. */
  record Misfit(int position, int column, String text, double value) {}

  CsvCells(IntakeOptions options) {
    this.keepsMissing = options.keepsMissing();
    this.decimal = options.dialect().decimal();
  }

  /** From the next record on, cells are parsed into a point. */
  void parseInto(ColumnChoice choice, TextCells words) {
    this.choice = choice;
    this.words = words.isAny() ? words : null;
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

  /** How the record starts, if it does not start with a number that is wanted. */
  String start() {
    return start;
  }

  /** Whether there is nothing on the line. */
  boolean isBlank() {
    return blank;
  }

  /** Whether the line is a comment, and no record. */
  boolean isComment() {
    return comment;
  }

  @Override
  protected void handleBegin(long startingLine) {
    line = startingLine;
    width = 0;
    start = "";
    blank = true;
    misfits.clear();
  }

  @Override
  protected void handleField(int position, char[] buffer, int offset, int length, boolean quoted) {
    if (position == 0 && length > 0 && isMark(buffer[offset])) {
      start = String.valueOf(buffer[offset]);
    }
    width++;
    blank &= position == 0 && !quoted && isBlank(buffer, offset, length);
    if (choice != null) {
      take(position, buffer, offset, length);
    } else if (position < ColumnChoice.WIDEST) {
      texts.add(new String(buffer, offset, length).strip());
    }
  }

  private static boolean isMark(char c) {
    return c == '#' || c == '%';
  }

  private void take(int position, char[] buffer, int offset, int length) {
    ColumnChoice known = choice;
    if (known == null || position >= known.width() || known.columnOf(position) < 0) {
      return;
    }
    int column = known.columnOf(position);
    if (words != null && words.isText(column)) {
      takeText(words, position, column, new String(buffer, offset, length).strip());
      return;
    }
    double value = Decimals.parse(buffer, offset, length, decimal);
    if (BadCell.isUsable(value) && isKept(value, buffer, offset, length)) {
      // Adding zero turns -0.0 into 0.0: equal numbers must have equal bits.
      values[column] = value + 0.0;
      return;
    }
    String text = new String(buffer, offset, length);
    double truth = CellText.truth(text);
    if (!Double.isNaN(truth)) {
      values[column] = truth;
    } else if (keepsMissing && CellText.isMissing(text)) {
      values[column] = Double.NaN;
    } else {
      misfits.add(new Misfit(position, column, text, value));
    }
  }

  private void takeText(TextCells text, int position, int column, String cell) {
    boolean isMissing = CellText.isMissing(cell);
    double code = isMissing ? Double.NaN : text.code(column, cell);
    if (code < 0 || isMissing && !keepsMissing) {
      misfits.add(new Misfit(position, column, cell, Double.NaN));
    } else {
      values[column] = code;
    }
  }

  /** Whether it is the number that the cell states, or as near as measurements need. */
  private static boolean isKept(double value, char[] buffer, int offset, int length) {
    return Math.abs(value) <= WholeNumbers.ALL_EXACT
        || !WholeNumbers.isAnother(new String(buffer, offset, length).strip(), value);
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
    comment = getRecordType() == RecordType.COMMENT;
    return this;
  }
}
