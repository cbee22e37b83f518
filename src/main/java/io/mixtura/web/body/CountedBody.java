package io.mixtura.web.body;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;

/**
 * A body that is counted while it is read, and ends in a {@code Refusal} past its limit or when it
 * comes in too slowly.
 */
final class CountedBody extends ServletInputStream {
  private final ServletInputStream body;
  private final BodyCount count;
  private final LowestRate pace;

  CountedBody(ServletInputStream body, BodyCount count, LowestRate pace) {
    this.body = body;
    this.count = count;
    this.pace = pace;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    long before = System.nanoTime();
    int read = body.read(into, offset, length);
    pace.add(read, System.nanoTime() - before);
    if (read > 0) {
      count.add(read);
    }
    return read;
  }

  @Override
  public int available() throws IOException {
    return body.available();
  }

  @Override
  public boolean isFinished() {
    return body.isFinished();
  }

  @Override
  public boolean isReady() {
    return body.isReady();
  }

  @Override
  public void setReadListener(ReadListener listener) {
    body.setReadListener(listener);
  }
}
