package io.mixtura.dataset.json;

import io.mixtura.dataset.rows.BadCell;
import io.mixtura.dataset.rows.ColumnChoice;
import io.mixtura.dataset.rows.TextWindow;
import io.mixtura.decimal.DecimalReader;
import io.mixtura.decimal.WholeNumbers;
import java.io.IOException;
import java.nio.CharBuffer;

/**
 * The quick way through the rows of a JSON body: arrays of as many numbers as there are columns. At
 * the first thing that is anything else, be it the end of the rows, it stops, for good, in front of
 * it: what it means, or what is wrong with it, is for Jackson and {@link JsonRow} to say.
 */
final class JsonFastPath {
  /** Characters of a number; Jackson decides on longer ones. */
  private static final int LONGEST = 500;

  private static final String NULL = "null";

  private final TextWindow text;
  private final ColumnChoice choice;
  private final boolean keepsMissing;
  private final DecimalReader number = new DecimalReader();
  private long count;
  private int lines;
  private int column;
  private int breaks;
  private int lastBreak;

  /**
   * Stands behind the start of the array of rows.
   *
   * @param text whose mark is the end of an array
   * @param column of the line that it stands in
   * @param keepsMissing whether null is read as NaN
   */
  JsonFastPath(TextWindow text, int column, ColumnChoice choice, boolean keepsMissing) {
    this.keepsMissing = keepsMissing;
    this.text = text;
    this.column = column;
    this.choice = choice;
  }

  /** Rows read. */
  long count() {
    return count;
  }

  /** Line breaks among the rows that were read. */
  int lines() {
    return lines;
  }

  /** Where the last row that was read has ended, in its line. */
  int column() {
    return column;
  }

  /**
   * Reads the next row.
   *
   * @return false, with nothing read, if it is not plain or there is none
   */
  boolean next(double[] row) throws IOException {
    if (text.at() == text.whole() && !text.fill()) {
      return false;
    }
    breaks = 0;
    int next = row(row, text.buffer(), text.at(), text.whole());
    if (next < 0) {
      return false;
    }
    column = breaks == 0 ? column + next - text.at() : next - lastBreak;
    lines += breaks;
    text.moveTo(next);
    count++;
    return true;
  }

  /** Reads a row; where it ends, or negative if it is not plain. */
  private int row(double[] row, char[] buffer, int from, int to) {
    int at = count == 0 ? from : behind(',', buffer, from, to);
    at = behind('[', buffer, at, to);
    int last = choice.width() - 1;
    for (int position = 0; position <= last && at >= 0; position++) {
      at = cell(row, choice.columnOf(position), buffer, behindBlanks(buffer, at, to), to);
      at = behind(position < last ? ',' : ']', buffer, at, to);
    }
    return at;
  }

  /** Where to go on if this character is next, behind blanks; negative if not, or if already so. */
  private int behind(char expected, char[] buffer, int from, int to) {
    if (from < 0) {
      return from;
    }
    int at = behindBlanks(buffer, from, to);
    return at < to && buffer[at] == expected ? at + 1 : -1;
  }

  private int behindBlanks(char[] buffer, int from, int to) {
    int at = from;
    while (at < to && buffer[at] <= ' ' && isBlank(buffer, at, to)) {
      if (buffer[at] == '\n') {
        breaks++;
        lastBreak = at;
      }
      at++;
    }
    return at;
  }

  /** A carriage return alone is a line break, too, but not worth counting. */
  private static boolean isBlank(char[] buffer, int at, int to) {
    return switch (buffer[at]) {
      case ' ', '\t', '\n' -> true;
      case '\r' -> at + 1 < to && buffer[at + 1] == '\n';
      default -> false;
    };
  }

  /** Reads a number; where it ends, or negative if there is none that can be used. */
  private int cell(double[] row, int column, char[] buffer, int from, int to) {
    if (keepsMissing && isNull(buffer, from, to)) {
      if (column >= 0) {
        row[column] = Double.NaN;
      }
      return from + NULL.length();
    }
    double value = number.read(buffer, from, to);
    int end = number.end();
    if (!(Math.abs(value) <= WholeNumbers.ALL_EXACT || isKept(value, column, buffer, from, end))
        || !isJson(buffer, from, end)) {
      return -1;
    }
    if (column >= 0) {
      // Adding zero turns -0.0 into 0.0: equal numbers must have equal bits.
      row[column] = value + 0.0;
    }
    return end;
  }

  private static boolean isKept(double value, int column, char[] buffer, int from, int to) {
    return BadCell.isUsable(value)
        && (column < 0 || !WholeNumbers.isAnother(new String(buffer, from, to - from), value));
  }

  private static boolean isNull(char[] buffer, int from, int to) {
    int end = from + NULL.length();
    return end <= to && NULL.contentEquals(CharBuffer.wrap(buffer, from, NULL.length()));
  }

  /** Whether the number is written as JSON wants it, which is stricter than data files are. */
  private boolean isJson(char[] buffer, int from, int to) {
    int first = buffer[from] == '-' ? from + 1 : from;
    char digit = buffer[first];
    boolean zero = digit == '0' && first + 1 < to && isDigit(buffer[first + 1]);
    return isDigit(digit) && !zero && !number.endsInPoint() && to - from <= LONGEST;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
