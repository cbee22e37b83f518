package io.mixtura.web.body;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;

/** A body that is counted while it is read, and ends in a {@code Refusal} past its limit. */
final class CountedBody extends ServletInputStream {
  private final ServletInputStream body;
  private final BodyCount count;

  CountedBody(ServletInputStream body, BodyCount count) {
    this.body = body;
    this.count = count;
  }

  @Override
  public int read() throws IOException {
    int one = body.read();
    if (one >= 0) {
      count.add(1);
    }
    return one;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int read = body.read(into, offset, length);
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
