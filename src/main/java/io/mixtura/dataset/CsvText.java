package io.mixtura.dataset;

import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;

/**
 * The text of a CSV body, in a buffer that two readers share: FastCSV, which reads it as a stream,
 * and {@link PlainLines}, which reads whole lines in place.
 *
 * <p>At first FastCSV gets one line at a time, so that behind its record the other can go on.
 */
final class CsvText extends Reader {
  /** Characters that are held; a longer line is read by FastCSV. */
  static final int SIZE = 1 << 16;

  private static final char BYTE_ORDER_MARK = '\ufeff';

  private final Reader body;
  private final char[] buffer = new char[SIZE];
  private int at;
  private int end;
  private int lines;
  private boolean started;
  private boolean ended;
  private boolean broken;
  private boolean lineByLine = true;
  private boolean splitsOtherwise;
  private char last;
  private long repeats;

  CsvText(Reader body) {
    this.body = body;
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
    if (repeats > 0) {
      return repeat(into, offset, length);
    }
    if (lineByLine) {
      return readInLine(into, offset, length);
    }
    if (at == end) {
      return ended ? -1 : body.read(into, offset, length);
    }
    return take(into, offset, Math.min(length, end - at));
  }

  private int readInLine(char[] into, int offset, int length) throws IOException {
    if (at >= lines) {
      fillLines();
    }
    if (at == end) {
      return -1;
    }
    int count = take(into, offset, Math.min(length, endOfLine() - at));
    look(into, offset, offset + count);
    return count;
  }

  private int take(char[] into, int offset, int count) {
    System.arraycopy(buffer, at, into, offset, count);
    at += count;
    return count;
  }

  private int repeat(char[] into, int offset, int length) {
    int count = (int) Math.min(length, repeats);
    Arrays.fill(into, offset, offset + count, '\n');
    repeats -= count;
    return count;
  }

  private int endOfLine() {
    int to = at;
    while (to < end) {
      if (buffer[to++] == '\n') {
        break;
      }
    }
    return to;
  }

  private void look(char[] text, int from, int to) {
    for (int i = from; i < to; i++) {
      splitsOtherwise |= last == '\r' && text[i] != '\n';
      last = text[i];
      broken |= last == '\n' || last == '\r';
    }
  }

  /** The buffer, for reading in place. */
  char[] buffer() {
    return buffer;
  }

  /** Where reading goes on. */
  int at() {
    return at;
  }

  /** Up to where the buffer holds whole lines. */
  int lines() {
    return lines;
  }

  /** Goes on behind a line that was read in place. */
  void moveTo(int next) {
    at = next;
  }

  /**
   * Reads until a whole line is in the buffer, which may be the last one without its line end.
   *
   * @return false if there is none, or none that fits
   */
  boolean fillLines() throws IOException {
    System.arraycopy(buffer, at, buffer, 0, end - at);
    end -= at;
    at = 0;
    lines = 0;
    while (lines == 0 && end < SIZE && !ended) {
      int from = end;
      readOn();
      lines = ended ? end : behindLastBreak(from);
    }
    skipByteOrderMark();
    return lines > 0;
  }

  private void readOn() throws IOException {
    int count = body.read(buffer, end, SIZE - end);
    ended = count < 0;
    end += Math.max(0, count);
  }

  private void skipByteOrderMark() {
    if (!started && end > 0) {
      at = buffer[0] == BYTE_ORDER_MARK ? 1 : 0;
    }
    started = true;
  }

  private int behindLastBreak(int from) {
    for (int i = end; i > from; i--) {
      if (buffer[i - 1] == '\n') {
        return i;
      }
    }
    return 0;
  }

  /**
   * Leaves the rest to FastCSV, and before it as many empty lines, so that it counts right.
   *
   * @return how many empty lines; none where nothing follows that could be counted wrong
   */
  long streamBehind(long emptyLines) {
    lineByLine = false;
    repeats = at == end && ended ? 0 : emptyLines;
    return repeats;
  }

  @Override
  public void close() throws IOException {
    body.close();
  }
}
