package io.mixtura.assignment.stream;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer that is sent while the request is still being read.
 *
 * <p>Nothing leaves before the first block is full: what goes wrong until then can be answered as
 * any refusal, and a small answer is sent whole, with its length. From then on a thread of its own
 * sends what the {@link SpillQueue} holds.
 */
final class StreamedAnswer extends OutputStream {
  /** Bytes in a block. */
  static final int BLOCK = 64 * 1024;

  private static final int BLOCKS_HELD = 16;
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final HttpServletResponse response;
  private final Runnable headers;
  private final Runnable place;
  private final SpillQueue spillQueue = new SpillQueue(BLOCKS_HELD, PATIENCE);
  private byte[] block = new byte[BLOCK];
  private int filled;
  private @Nullable Thread sender;
  private volatile @Nullable IOException failure;

  /**
   * An answer of which nothing has left.
   *
   * @param headers sets the headers, once it is certain that this will be the answer
   * @param place is taken when it turns out to be a long one, before anything leaves
   */
  StreamedAnswer(HttpServletResponse response, Runnable headers, Runnable place) {
    this.place = place;
    this.response = response;
    this.headers = headers;
  }

  /** Whether bytes may have left, so that it is too late for another status. */
  boolean hasBegun() {
    return sender != null;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int from = offset;
    int end = offset + length;
    while (from < end) {
      int part = Math.min(end - from, BLOCK - filled);
      System.arraycopy(bytes, from, block, filled, part);
      filled += part;
      from += part;
      if (filled == BLOCK) {
        handOver(block);
        block = new byte[BLOCK];
        filled = 0;
      }
    }
  }

  private void handOver(byte[] full) throws IOException {
    if (sender == null) {
      place.run();
      headers.run();
      sender = Thread.ofVirtual().name("answer").start(this::send);
    }
    rethrow();
    spillQueue.put(full);
  }

  private void send() {
    try {
      OutputStream out = response.getOutputStream();
      for (byte[] next = spillQueue.take(); next != null; next = spillQueue.take()) {
        out.write(next);
        out.flush();
      }
    } catch (IOException e) {
      failure = e;
    } catch (InterruptedException e) {
      failure = new IOException("interrupted while the answer was being sent", e);
    } finally {
      spillQueue.abandon();
    }
  }

  /** Sends what is left and waits until it has been sent. */
  void finish() throws IOException {
    Thread sending = sender;
    if (sending == null) {
      headers.run();
      response.setContentLength(filled);
      response.getOutputStream().write(block, 0, filled);
      return;
    }
    if (filled > 0) {
      handOver(Arrays.copyOf(block, filled));
    }
    spillQueue.end();
    join(sending);
    spillQueue.close();
    rethrow();
  }

  /** Stops sending. What has left stays an answer without an end. */
  void abort() throws IOException {
    spillQueue.close();
    if (sender != null) {
      join(sender);
    }
  }

  /** The sender ends by itself: when all is sent, or when the socket's write times out. */
  private static void join(Thread sending) throws IOException {
    try {
      sending.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the answer was being sent", e);
    }
  }

  private void rethrow() throws IOException {
    if (failure != null) {
      throw new IOException("the answer could not be sent", failure);
    }
  }
}
