package io.mixtura.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.util.Random;

/** Hands out the body in pieces of any size. */
public final class Trickle extends InputStream {
  private final InputStream body;
  private final Random random;
  private final int most;

  public Trickle(InputStream body, Random random) {
    this.body = body;
    this.random = random;
    this.most = random.nextBoolean() ? 1 << 20 : 1 + random.nextInt(100);
  }

  @Override
  public int read() throws IOException {
    return body.read();
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    return body.read(into, offset, Math.min(length, 1 + random.nextInt(most)));
  }
}
