package io.mixtura.web.body;

import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * The memory that bodies of requests take, shared out before they are read, relative to the heap.
 *
 * <p>A body that is read whole counts twice: with its bytes as they come in, so that a thousand
 * that trickle hold no more than what they have sent, and, once it is all there, with what becomes
 * of it while it is worked on. A body that is streamed has a place among others.
 */
@Component
final class BodyMemory {
  /** Lists of short numbers take about this many times the bytes of their JSON. */
  private static final int PER_BYTE = 16;

  /** Two chunks of a store, or the tiles and the blocks of an answer; a MiB each, roughly. */
  private static final long PER_STREAM = 4 << 20;

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final MemoryPool received;
  private final MemoryPool worked;
  private final MemoryPool streamed;

  BodyMemory() {
    this(Runtime.getRuntime().maxMemory(), PATIENCE);
  }

  BodyMemory(long heap, Duration patience) {
    this.received = new MemoryPool(heap / 8, patience);
    this.worked = new MemoryPool(heap / 8 * 3, patience);
    this.streamed = new MemoryPool(heap / 4, patience);
  }

  /** The part of one request. */
  Part part() {
    return new Part();
  }

  /** What one request has taken, until it ends. Used by one thread. */
  final class Part implements AutoCloseable {
    private int ofReceived;
    private int ofWorked;
    private int ofStreamed;

    /** Before bytes are held that have come in. */
    void receive(long bytes) {
      ofReceived += received.take(bytes);
    }

    /** Before a whole body of this length is worked on. */
    void work(long bytes) {
      ofWorked += worked.take(bytes * PER_BYTE);
    }

    /** Before the first byte of a streamed body is read. */
    void stream() {
      ofStreamed += streamed.take(PER_STREAM);
    }

    @Override
    public void close() {
      received.giveBack(ofReceived);
      worked.giveBack(ofWorked);
      streamed.giveBack(ofStreamed);
      ofReceived = 0;
      ofWorked = 0;
      ofStreamed = 0;
    }
  }
}
