package io.mixtura.dataset.csv;

import io.mixtura.dataset.rows.BadCell;
import io.mixtura.dataset.rows.CellText;
import io.mixtura.dataset.rows.ColumnChoice;
import io.mixtura.dataset.rows.Dialect;
import io.mixtura.dataset.rows.IntakeOptions;
import io.mixtura.dataset.rows.TextCells;
import io.mixtura.dataset.rows.TextWindow;
import io.mixtura.decimal.DecimalReader;
import io.mixtura.decimal.WholeNumbers;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The quick way through a CSV body: lines without quotes that hold plain numbers where numbers are
 * wanted, and words where text is. At the first line that may be anything else it stops, for good,
 * in front of that line: what it means, or what is wrong with it, is for FastCSV and {@link
 * CsvCells} to say.
 */
final class CsvFastPath {
  private final TextWindow text;
  private final char delimiter;
  private final char comment;
  private final ColumnChoice choice;
  private final boolean keepsMissing;

  /** Null where all columns hold numbers, so that these are not slowed down. */
  private final @Nullable TextCells words;

  private final DecimalReader number;
  private long count;

  CsvFastPath(TextWindow text, IntakeOptions options, ColumnChoice choice, TextCells words) {
    this.text = text;
    this.delimiter = options.dialect().delimiter();
    this.comment = options.dialect().comment();
    this.number = new DecimalReader(options.dialect().decimal());
    this.choice = choice;
    this.words = words.isAny() ? words : null;
    // An empty line of a single column is no row; what it is, FastCSV is asked.
    this.keepsMissing = options.keepsMissing() && choice.width() > 1;
  }

  /** Lines read. */
  long count() {
    return count;
  }

  /**
   * Reads the next line.
   *
   * @return false, with nothing read, if it is not plain or there is none
   */
  boolean next(double[] row) throws IOException {
    if (text.at() == text.whole() && !text.fill()) {
      return false;
    }
    int next = line(row, text.buffer(), text.at(), text.whole());
    if (next < 0) {
      return false;
    }
    text.moveTo(next);
    count++;
    return true;
  }

  /** Reads a line; where the next one starts, or negative if this one is not plain. */
  private int line(double[] row, char[] buffer, int from, int to) {
    int at = from;
    if (comment != Dialect.FOUND && from < to && buffer[from] == comment) {
      return -1;
    }
    int last = choice.width() - 1;
    for (int position = 0; position <= last; position++) {
      int column = choice.columnOf(position);
      at = column < 0 ? ignored(buffer, at, to) : wanted(row, column, buffer, at, to);
      if (at < 0 || (position < last && (at == to || buffer[at++] != delimiter))) {
        return -1;
      }
    }
    return behindBreak(buffer, at, to);
  }

  private int wanted(double[] row, int column, char[] buffer, int from, int to) {
    TextCells text = words;
    return text != null && text.isText(column)
        ? word(text, row, column, buffer, from, to)
        : cell(row, column, buffer, from, to);
  }

  /** Reads a text; where it ends, or negative if it needs a closer look. */
  private int word(TextCells text, double[] row, int column, char[] buffer, int from, int to) {
    int end = ignored(buffer, from, to);
    if (end < 0) {
      return -1;
    }
    String word = new String(buffer, from, end - from).strip();
    boolean isMissing = CellText.isMissing(word);
    row[column] = isMissing ? Double.NaN : text.code(column, word);
    return row[column] < 0 || isMissing && !keepsMissing ? -1 : end;
  }

  /** Reads a number; where it ends, or negative if there is none that can be used. */
  private int cell(double[] row, int column, char[] buffer, int from, int to) {
    int first = behindBlanks(buffer, from, to);
    if (keepsMissing && isEnd(buffer, first, to)) {
      row[column] = Double.NaN;
      return first;
    }
    double value = number.read(buffer, first, to);
    if (!(Math.abs(value) <= WholeNumbers.ALL_EXACT || isKept(value, buffer, first))) {
      return -1;
    }
    // Adding zero turns -0.0 into 0.0: equal numbers must have equal bits.
    row[column] = value + 0.0;
    return behindBlanks(buffer, number.end(), to);
  }

  private boolean isKept(double value, char[] buffer, int from) {
    return BadCell.isUsable(value)
        && !WholeNumbers.isAnother(new String(buffer, from, number.end() - from), value);
  }

  private boolean isEnd(char[] buffer, int at, int to) {
    return at == to || buffer[at] == delimiter || buffer[at] == '\n' || buffer[at] == '\r';
  }

  private int behindBlanks(char[] buffer, int from, int to) {
    int at = from;
    while (at < to && buffer[at] == ' ' && delimiter != ' ') {
      at++;
    }
    return at;
  }

  /** Where a cell ends that is not wanted, or negative if it holds a quote. */
  private int ignored(char[] buffer, int from, int to) {
    for (int at = from; at < to; at++) {
      char c = buffer[at];
      if (c == delimiter || c == '\n' || c == '\r') {
        return at;
      }
      if (c == '"') {
        return -1;
      }
    }
    return to;
  }

  /** Where the next line starts, if this one ends here. */
  private static int behindBreak(char[] buffer, int from, int to) {
    int at = from < to && buffer[from] == '\r' ? from + 1 : from;
    if (at < to) {
      return buffer[at] == '\n' ? at + 1 : -1;
    }
    return at == from ? at : -1;
  }
}
