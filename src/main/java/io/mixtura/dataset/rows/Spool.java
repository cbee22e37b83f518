package io.mixtura.dataset.rows;

import io.mixtura.web.problem.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * Bytes that are kept until all of them are there: a few in memory, more in a temporary file, which
 * has no name any more, so that a killed process leaves nothing behind.
 */
public final class Spool extends OutputStream {
  /** Bytes that are kept in memory at most. */
  private static final int SMALL = 1 << 20;

  private static final long ROOM = 1 << 20;

  private final String remedy;
  private final Arena arena = Arena.ofShared();
  private ByteArrayOutputStream small = new ByteArrayOutputStream();
  private @Nullable FileChannel channel;
  private @Nullable OutputStream file;

  /**
   * Without bytes.
   *
   * @param remedy what to do where the disk is full: "send …"
   */
  public Spool(String remedy) {
    this.remedy = remedy;
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (file == null && small.size() + length <= SMALL) {
      small.write(bytes, offset, length);
      return;
    }
    try {
      file().write(bytes, offset, length);
    } catch (IOException failure) {
      if (isDiskFull()) {
        throw full();
      }
      throw failure;
    }
  }

  private OutputStream file() throws IOException {
    OutputStream opened = file;
    if (opened == null) {
      Path path = Files.createTempFile("mixtura-rows-", ".tmp");
      FileChannel created =
          FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
      channel = created;
      Files.delete(path);
      opened = Channels.newOutputStream(created);
      file = opened;
      small.writeTo(opened);
      small = new ByteArrayOutputStream();
    }
    return opened;
  }

  private static boolean isDiskFull() throws IOException {
    Path folder = Path.of(System.getProperty("java.io.tmpdir"));
    return Files.getFileStore(folder).getUsableSpace() < ROOM;
  }

  private Refusal full() {
    return new Refusal(
        HttpStatus.INSUFFICIENT_STORAGE,
        "the disk of temporary files is full; " + remedy + ", or ask the operator for room");
  }

  /** All bytes, once they have been written; until this is closed. */
  public MemorySegment content() throws IOException {
    FileChannel written = channel;
    return written == null
        ? MemorySegment.ofArray(small.toByteArray())
        : written.map(MapMode.READ_ONLY, 0, written.size(), arena);
  }

  @Override
  public void close() throws IOException {
    arena.close();
    if (channel != null) {
      channel.close();
    }
  }
}
