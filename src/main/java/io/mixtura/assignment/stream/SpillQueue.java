package io.mixtura.assignment.stream;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A queue of bytes that have been answered and not been sent yet: first in memory, then in a file.
 *
 * <p>A client that reads while it sends is waited for, so little is ever held. A client that sends
 * everything before it reads anything would wait for us while we wait for it, for ever; once
 * nothing has left for a while, the rest goes to a temporary file.
 */
final class SpillQueue implements Closeable {
  private final int capacity;
  private final Duration patience;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<byte[]> held = new ArrayDeque<>();
  private @Nullable FileChannel file;
  private long fileEnd;
  private long filePosition;
  private long taken;
  private boolean ended;
  private boolean abandoned;

  /**
   * An empty queue.
   *
   * @param capacity blocks held in memory at most
   * @param patience how long to wait for a block to be taken before the file is used
   */
  SpillQueue(int capacity, Duration patience) {
    this.capacity = capacity;
    this.patience = patience;
  }

  /**
   * Adds a block.
   *
   * @throws IOException when nobody takes blocks any more, or the temporary file cannot be written
   */
  void put(byte[] block) throws IOException {
    lock.lock();
    try {
      boolean room = isFileEmpty() && awaitRoom();
      if (abandoned) {
        throw new IOException("the reader of the answer is gone");
      }
      if (room) {
        held.addLast(block);
      } else {
        append(block);
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits while blocks are being taken; false when that has stopped and there is no room. */
  private boolean awaitRoom() throws IOException {
    long before = taken;
    long left = patience.toNanos();
    while (held.size() >= capacity && !abandoned) {
      left = await(left);
      if (taken != before) {
        before = taken;
        left = patience.toNanos();
      } else if (left <= 0) {
        return false;
      }
    }
    return true;
  }

  private long await(long nanos) throws IOException {
    try {
      return nanos > 0 ? changed.awaitNanos(nanos) : nanos;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the answer was being sent", e);
    }
  }

  private void append(byte[] block) throws IOException {
    FileChannel channel = file;
    if (channel == null) {
      channel = open();
      file = channel;
    }
    ByteBuffer bytes = ByteBuffer.wrap(block);
    while (bytes.hasRemaining()) {
      fileEnd += channel.write(bytes, fileEnd);
    }
  }

  private static FileChannel open() throws IOException {
    Path path = Files.createTempFile("mixtura-answer-", ".part");
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    // An open file needs no name, and without one a killed process leaves nothing behind.
    Files.delete(path);
    return channel;
  }

  /** Nothing more will be added. */
  void end() {
    lock.lock();
    try {
      ended = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Nothing more will be taken. */
  void abandon() {
    lock.lock();
    try {
      abandoned = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Takes the next bytes, waiting for them; null after the last. */
  byte @Nullable [] take() throws IOException, InterruptedException {
    lock.lock();
    try {
      while (held.isEmpty() && isFileEmpty() && !ended && !abandoned) {
        changed.await(1, TimeUnit.SECONDS);
      }
      if (abandoned) {
        return null;
      }
      byte[] block = held.isEmpty() ? readFile() : held.removeFirst();
      taken++;
      changed.signalAll();
      return block;
    } finally {
      lock.unlock();
    }
  }

  private byte @Nullable [] readFile() throws IOException {
    FileChannel channel = file;
    if (channel == null || isFileEmpty()) {
      return null;
    }
    ByteBuffer bytes =
        ByteBuffer.allocate((int) Math.min(StreamedAnswer.BLOCK, fileEnd - filePosition));
    while (bytes.hasRemaining()) {
      filePosition += channel.read(bytes, filePosition);
    }
    if (isFileEmpty()) {
      filePosition = 0;
      fileEnd = 0;
    }
    return bytes.array();
  }

  private boolean isFileEmpty() {
    return filePosition == fileEnd;
  }

  /** Whether the temporary file was needed. */
  boolean usedFile() {
    lock.lock();
    try {
      return file != null;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() throws IOException {
    lock.lock();
    try {
      abandoned = true;
      changed.signalAll();
      if (file != null) {
        file.close();
      }
    } finally {
      lock.unlock();
    }
  }
}
