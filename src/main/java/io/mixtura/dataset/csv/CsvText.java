package io.mixtura.dataset.csv;

import io.mixtura.dataset.rows.TextWindow;
import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;

/**
 * The text of a CSV body as FastCSV reads it. It shares the window with {@link CsvFastPath}: at
 * first it gets one line at a time, so that behind its record the other can go on.
 */
final class CsvText extends Reader {
  private final TextWindow window;
  private boolean broken;
  private boolean lineByLine = true;
  private boolean splitsOtherwise;
  private char last;
  private long emptyLines;

  CsvText(TextWindow window) {
    this.window = window;
  }

  /** Where lines can be read in place, if FastCSV {@link #isBetweenLines is between them}. */
  TextWindow window() {
    return window;
  }

  /** Whether no line break was read so far, not even one at the end of the first line. */
  boolean isOneLine() {
    return !broken;
  }

  /**
   * Whether what FastCSV has read so far are whole lines, each ended by a line feed: then nothing
   * of it is still to come as a record of its own.
   */
  boolean isBetweenLines() {
    return last == '\n' && !splitsOtherwise;
  }

  @Override
  public int read(char[] into, int offset, int length) throws IOException {
    if (emptyLines > 0) {
      return emptyLines(into, offset, length);
    }
    return lineByLine ? readInLine(into, offset, length) : window.read(into, offset, length);
  }

  private int emptyLines(char[] into, int offset, int length) {
    int count = (int) Math.min(length, emptyLines);
    Arrays.fill(into, offset, offset + count, '\n');
    emptyLines -= count;
    return count;
  }

  private int readInLine(char[] into, int offset, int length) throws IOException {
    if (window.at() >= window.whole()) {
      window.fill();
    }
    int line = window.behindNextMark() - window.at();
    int count = line == 0 ? -1 : window.read(into, offset, Math.min(length, line));
    look(into, offset, offset + count);
    return count;
  }

  private void look(char[] text, int from, int to) {
    for (int i = from; i < to; i++) {
      splitsOtherwise |= last == '\r' && text[i] != '\n';
      last = text[i];
      broken |= last == '\n' || last == '\r';
    }
  }

  /**
   * Leaves the rest to FastCSV, and before it as many empty lines, so that it counts right.
   *
   * @return how many empty lines; none where nothing follows that could be counted wrong
   */
  long streamBehind(long lines) {
    lineByLine = false;
    emptyLines = window.isAtEnd() ? 0 : lines;
    return emptyLines;
  }

  @Override
  public void close() throws IOException {
    window.close();
  }
}
