package io.mixtura.web.body;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A body as it was before its sender encoded it. What comes out is counted as what comes in is: a
 * kilobyte may hold a gigabyte of zeros.
 */
final class DecodedBody extends ServletInputStream {
  private final InputStream body;
  private final ContentCoding coding;
  private final BodyCount count;
  private @Nullable InputStream decoded;
  private boolean ended;

  DecodedBody(InputStream body, ContentCoding coding, BodyCount count) {
    this.body = body;
    this.coding = coding;
    this.count = count;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (ended) {
      return -1;
    }
    try {
      int read = decoded().read(into, offset, length);
      if (read < 0) {
        finish();
      } else {
        count.addExpanded(read);
      }
      return read;
    } catch (IOException failure) {
      if (ContentCoding.isOfDecoding(failure)) {
        throw coding.undecodable(failure);
      }
      throw failure;
    }
  }

  private InputStream decoded() throws IOException {
    InputStream opened = decoded;
    if (opened == null) {
      opened = coding.opened(body);
      decoded = opened;
    }
    return opened;
  }

  /** A connection that breaks between two members of gzip looks like the end to who decodes it. */
  private void finish() throws IOException {
    ended = true;
    if (body.read() >= 0) {
      throw coding.undecodable(new IOException("it goes on after its end"));
    }
  }

  @Override
  public boolean isFinished() {
    return ended;
  }

  @Override
  public boolean isReady() {
    return true;
  }

  @Override
  public void setReadListener(ReadListener listener) {
    throw new IllegalStateException("bodies are read by threads that may wait for them");
  }

  @Override
  public void close() throws IOException {
    if (decoded != null) {
      decoded.close();
    }
    body.close();
  }
}
