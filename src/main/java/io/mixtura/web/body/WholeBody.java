package io.mixtura.web.body;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.util.ArrayDeque;

/** A body that is held in memory from its first byte to its last before any of it is worked on. */
final class WholeBody extends ServletInputStream {
  private static final int SMALLEST = 1 << 10;
  private static final int LARGEST = 1 << 16;

  private final ServletInputStream body;
  private final BodyMemory.Part memory;

  /** Filled to their ends but for the last. */
  private final ArrayDeque<byte[]> pieces = new ArrayDeque<>();

  private long left = -1;
  private int at;

  WholeBody(ServletInputStream body, BodyMemory.Part memory) {
    this.body = body;
    this.memory = memory;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int count = Math.min(length, available());
    if (count == 0) {
      return length == 0 ? 0 : -1;
    }
    byte[] piece = pieces.getFirst();
    System.arraycopy(piece, at, into, offset, count);
    at += count;
    left -= count;
    if (at == piece.length || left == 0) {
      pieces.removeFirst();
      at = 0;
    }
    return count;
  }

  @Override
  public int available() throws IOException {
    if (left < 0) {
      left = hold();
      memory.work(left);
    }
    return left == 0 ? 0 : (int) Math.min(left, pieces.getFirst().length - at);
  }

  /** Returns the bytes that there are. Memory is asked for piece by piece, as they come in. */
  private long hold() throws IOException {
    long bytes = 0;
    boolean more = true;
    while (more) {
      byte[] piece = new byte[Math.clamp(bytes, SMALLEST, LARGEST)];
      memory.receive(piece.length);
      int filled = body.readNBytes(piece, 0, piece.length);
      if (filled > 0) {
        pieces.addLast(piece);
      }
      bytes += filled;
      more = filled == piece.length;
    }
    return bytes;
  }

  @Override
  public boolean isFinished() {
    return left == 0;
  }

  @Override
  public boolean isReady() {
    return true;
  }

  @Override
  public void setReadListener(ReadListener listener) {
    throw new IllegalStateException("bodies are read by threads that may wait for them");
  }
}
