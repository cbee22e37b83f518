package io.mixtura.dataset;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** The text of a CSV body, which remembers whether it has line breaks. */
final class CsvText extends FilterReader {
  private boolean broken;

  CsvText(Reader text) {
    super(text);
  }

  /** Whether no line break was read so far, not even one at the end of the first line. */
  boolean isOneLine() {
    return !broken;
  }

  @Override
  public int read() throws IOException {
    int next = super.read();
    broken |= next == '\n' || next == '\r';
    return next;
  }

  @Override
  public int read(char[] into, int offset, int length) throws IOException {
    int count = super.read(into, offset, length);
    for (int i = offset; !broken && i < offset + count; i++) {
      broken = into[i] == '\n' || into[i] == '\r';
    }
    return count;
  }
}
