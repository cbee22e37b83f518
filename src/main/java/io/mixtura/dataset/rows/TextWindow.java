package io.mixtura.dataset.rows;

import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;

/** A stretch of a body's text, for reading in place what is wholly in it: lines, or rows. */
public final class TextWindow {
  /** Characters that are held; what is longer cannot be read in place. */
  static final int SIZE = 1 << 16;

  private final Reader body;
  private final char mark;
  private final char[] buffer = new char[SIZE];
  private int at;
  private int end;
  private int whole;
  private boolean ended;

  /**
   * Nothing is read yet.
   *
   * @param mark the character that ends a line or row
   */
  public TextWindow(Reader body, char mark) {
    this.body = body;
    this.mark = mark;
  }

  public char[] buffer() {
    return buffer;
  }

  /** Where reading goes on. */
  public int at() {
    return at;
  }

  /** Up to where the buffer holds whole lines or rows. */
  public int whole() {
    return whole;
  }

  /** Goes on behind what was read in place. */
  public void moveTo(int next) {
    at = next;
  }

  /** Whether all of the body has been read. */
  public boolean isAtEnd() {
    return at == end && ended;
  }

  /**
   * Reads until a mark is in the buffer, or the end of the body, which stands for one.
   *
   * @return false if there is nothing up to the mark, or too much of it
   */
  public boolean fill() throws IOException {
    System.arraycopy(buffer, at, buffer, 0, end - at);
    end -= at;
    at = 0;
    whole = 0;
    while (whole == 0 && end < SIZE && !ended) {
      int from = end;
      int count = body.read(buffer, end, SIZE - end);
      ended = count < 0;
      end += Math.max(0, count);
      whole = ended ? end : behindLastMark(from);
    }
    return whole > 0;
  }

  /**
   * The beginning of what is to be read, for looking ahead: up to so many marks, as far as they are
   * in the buffer together. A text without any mark is there as far as it goes.
   */
  public String ahead(int marks) throws IOException {
    int found = 0;
    int looked = at;
    while (found < marks && end < SIZE && !ended) {
      int count = body.read(buffer, end, SIZE - end);
      ended = count < 0;
      end += Math.max(0, count);
      for (; looked < end && found < marks; looked++) {
        found += buffer[looked] == mark ? 1 : 0;
      }
    }
    whole = ended ? end : behindLastMark(at);
    return new String(buffer, at, (whole > at ? whole : end) - at);
  }

  /** Makes blanks of characters that lie ahead. */
  public void blank(int from, int count) {
    Arrays.fill(buffer, at + from, at + from + count, ' ');
  }

  private int behindLastMark(int from) {
    for (int i = end; i > from; i--) {
      if (buffer[i - 1] == mark) {
        return i;
      }
    }
    return 0;
  }

  /** Behind the next mark, or where the buffer ends. */
  public int behindNextMark() {
    int to = at;
    while (to < end) {
      if (buffer[to++] == mark) {
        break;
      }
    }
    return to;
  }

  /** Reads on as from a stream: what is in the buffer, then the rest of the body. */
  public int read(char[] into, int offset, int length) throws IOException {
    if (at == end) {
      return ended ? -1 : body.read(into, offset, length);
    }
    int count = Math.min(length, end - at);
    System.arraycopy(buffer, at, into, offset, count);
    at += count;
    return count;
  }

  public void close() throws IOException {
    body.close();
  }
}
