package io.mixtura.dataset.parquet;

import dev.hardwood.InputFile;
import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/**
 * A file that has come in whole, as Hardwood reads files.
 *
 * @param bytes all of it
 */
record HeldFile(MemorySegment bytes) implements InputFile {

  @Override
  public void open() {}

  @Override
  public ByteBuffer readRange(long offset, int length) throws IOException {
    if (offset < 0 || length < 0 || offset > bytes.byteSize() - length) {
      throw new EOFException("it has no %d bytes at %d".formatted(length, offset));
    }
    return bytes.asSlice(offset, length).asByteBuffer();
  }

  @Override
  public long length() {
    return bytes.byteSize();
  }

  @Override
  public String name() {
    return "the body";
  }

  @Override
  public void close() {}
}
