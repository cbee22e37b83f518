package io.mixtura.dataset.csv;

import io.mixtura.dataset.rows.TextWindow;
import java.io.IOException;
import java.io.Reader;

/**
 * A text whose cells are separated by any number of blanks and tabs, with one blank in the place of
 * each run of them, and none at the ends of lines. Blanks in quotes stay.
 */
final class BlankRuns extends Reader {
  private final TextWindow text;
  private boolean quoted;
  private boolean inLine;
  private boolean pending;
  private char[] read = {};
  private int at;
  private int end;

  BlankRuns(TextWindow text) {
    this.text = text;
  }

  /** Behind the blanks that stand here. */
  static int behind(String text, int from, int to) {
    int at = from;
    while (at < to && isBlank(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  @Override
  public int read(char[] into, int offset, int length) throws IOException {
    int count = 0;
    while (count == 0 && length > 0) {
      if (at == end && !refill(length)) {
        return -1;
      }
      count = copy(into, offset, length);
    }
    return count;
  }

  private boolean refill(int length) throws IOException {
    read = read.length < length ? new char[length] : read;
    at = 0;
    end = Math.max(0, text.read(read, 0, length));
    return end > 0;
  }

  /** Copies as much as there is room for. */
  private int copy(char[] into, int offset, int length) {
    int count = 0;
    while (at < end && count < length) {
      char c = read[at];
      boolean isBreak = !quoted && (c == '\n' || c == '\r');
      if (!quoted && isBlank(c)) {
        pending = inLine;
      } else if (pending && !isBreak) {
        // The blank of the run goes first, and what follows it in the next round.
        into[offset + count++] = ' ';
        pending = false;
        continue;
      } else {
        quoted ^= c == '"';
        inLine = !isBreak;
        pending = false;
        into[offset + count++] = c;
      }
      at++;
    }
    return count;
  }

  @Override
  public void close() throws IOException {
    text.close();
  }
}
