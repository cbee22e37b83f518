package io.mixtura.dataset.json;

import io.mixtura.dataset.rows.TextWindow;
import java.io.IOException;
import java.io.InputStream;

/** The rest of a window's text as the bytes that it was made of, one per character. */
final class WindowStream extends InputStream {
  private static final int SIZE = 1 << 13;

  private final TextWindow text;
  private final char[] buffer = new char[SIZE];

  WindowStream(TextWindow text) {
    this.text = text;
  }

  @Override
  public int read() throws IOException {
    return text.read(buffer, 0, 1) < 0 ? -1 : buffer[0];
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int count = text.read(buffer, 0, Math.min(length, SIZE));
    for (int i = 0; i < count; i++) {
      into[offset + i] = (byte) buffer[i];
    }
    return count;
  }
}
