package io.mixtura.dataset.npy;

import io.mixtura.web.problem.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.springframework.http.HttpStatus;

/**
 * The numbers of an array that stand column by column (Fortran order), row by row. The last row
 * needs the end of the first column, so all are kept: a few in memory, more in a temporary file.
 */
final class RowByRow extends InputStream {
  /** Bytes that are kept in memory at most. */
  private static final int SMALL = 1 << 20;

  private static final int COPIED_AT_ONCE = 1 << 16;
  private static final long ROOM = 1 << 20;

  private final InputStream body;
  private final NpyHeader header;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment columns;
  private long row;
  private int column;

  RowByRow(InputStream body, NpyHeader header) throws IOException {
    this.body = body;
    this.header = header;
    long bytes = header.rows() * header.rowBytes();
    try {
      this.columns =
          bytes <= SMALL ? MemorySegment.ofArray(body.readNBytes((int) bytes)) : spooled(bytes);
      if (columns.byteSize() < bytes) {
        throw NpyHeader.malformed(
            "it ends before the %d rows that its header states".formatted(header.rows()));
      }
    } catch (IOException | RuntimeException failure) {
      arena.close();
      throw failure;
    }
  }

  private MemorySegment spooled(long bytes) throws IOException {
    Path file = Files.createTempFile("mixtura-array-", ".tmp");
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE)) {
      copy(bytes, Channels.newOutputStream(channel), file.resolveSibling(""));
      return channel.map(MapMode.READ_ONLY, 0, channel.size(), arena);
    }
  }

  private void copy(long bytes, OutputStream out, Path folder) throws IOException {
    byte[] some = new byte[COPIED_AT_ONCE];
    long left = bytes;
    int count = 1;
    while (left > 0 && count > 0) {
      count = body.readNBytes(some, 0, (int) Math.min(left, some.length));
      write(out, some, count, folder);
      left -= count;
    }
  }

  private static void write(OutputStream out, byte[] some, int count, Path folder)
      throws IOException {
    try {
      out.write(some, 0, count);
    } catch (IOException failure) {
      if (Files.getFileStore(folder).getUsableSpace() < ROOM) {
        throw new Refusal(
            HttpStatus.INSUFFICIENT_STORAGE,
            "the disk of temporary files is full; send numpy.ascontiguousarray(array), which needs"
                + " none, or ask the operator for room");
      }
      throw failure;
    }
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int bytes = header.type(0).bytes();
    int count = 0;
    while (count + bytes <= length && row < header.rows()) {
      long from = (column * header.rows() + row) * bytes;
      MemorySegment.copy(columns, ValueLayout.JAVA_BYTE, from, into, offset + count, bytes);
      count += bytes;
      column = column + 1 < header.columns() ? column + 1 : 0;
      row += column == 0 ? 1 : 0;
    }
    return count == 0 ? body.read(into, offset, length) : count;
  }

  /** Behind the last number: whatever the body goes on with. */
  @Override
  public int read() throws IOException {
    return body.read();
  }

  @Override
  public void close() throws IOException {
    arena.close();
    body.close();
  }
}
