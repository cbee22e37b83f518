package io.mixtura.dataset.parquet;

import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The memory that the pages of a file take once they are decoded, as their headers state it. A few
 * bytes may stand for a billion values, and who decodes them believes the header: so it is read
 * before.
 *
 * <p>A header is a struct of Thrift's compact protocol (parquet.thrift, {@code PageHeader}): field
 * 2 is the size of the page without compression, 3 with it, and the first field of 5, 7 and 8, one
 * for each kind of page, the number of its values.
 */
final class PageSizes {
  private static final int UNCOMPRESSED = 2;
  private static final int COMPRESSED = 3;

  /** Structs in structs, far more than there are. */
  private static final int DEEPEST = 16;

  private final MemorySegment file;
  private long at;
  private long uncompressed;
  private long compressed;
  private long values;

  PageSizes(MemorySegment file) {
    this.file = file;
  }

  /**
   * The memory of the largest page of a column chunk.
   *
   * @throws IOException if there are no such pages
   */
  long largest(long from, long length) throws IOException {
    at = from;
    long largest = 0;
    while (at < from + length) {
      uncompressed = -1;
      compressed = -1;
      values = 0;
      struct(0, 0);
      if (uncompressed < 0 || compressed < 0 || values < 0) {
        throw new IOException("a page has no size");
      }
      largest = Math.max(largest, Math.max(uncompressed, values * Double.BYTES));
      at += compressed;
    }
    return largest;
  }

  /**
   * Reads over a struct.
   *
   * @param of the field that it stands in; 0 for the header itself
   */
  private void struct(int depth, int of) throws IOException {
    if (depth > DEEPEST) {
      throw new IOException("a page has a header that is too deep");
    }
    int field = 0;
    for (int head = next(); head != 0; head = next()) {
      field = head >> 4 == 0 ? (int) zigzag() : field + (head >> 4);
      value(head & 0xf, depth, of, field);
    }
  }

  private void value(int type, int depth, int of, int field) throws IOException {
    switch (type) {
      case 1, 2 -> {}
      case 3 -> at++;
      case 4, 5, 6 -> number(depth, of, field, zigzag());
      case 7 -> at += Double.BYTES;
      case 8 -> skip(length());
      case 9, 10 -> list(depth);
      case 12 -> struct(depth + 1, depth == 0 ? field : -1);
      default -> throw new IOException("a page has no header");
    }
  }

  private void number(int depth, int of, int field, long number) {
    if (depth == 0 && field == UNCOMPRESSED) {
      uncompressed = number;
    } else if (depth == 0 && field == COMPRESSED) {
      compressed = number;
    } else if (depth == 1 && field == 1 && of > COMPRESSED) {
      values = number;
    }
  }

  private void skip(long bytes) {
    at += bytes;
  }

  private void list(int depth) throws IOException {
    int head = next();
    long size = head >> 4 == 0xf ? length() : head >> 4;
    for (long i = 0; i < size; i++) {
      value(head & 0xf, depth + 1, -1, -1);
    }
  }

  private long length() throws IOException {
    long length = varint();
    if (length < 0 || length > file.byteSize()) {
      throw new EOFException("a page is longer than the file");
    }
    return length;
  }

  private long zigzag() throws IOException {
    long number = varint();
    return number >>> 1 ^ -(number & 1);
  }

  private long varint() throws IOException {
    long number = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      int next = next();
      number |= (long) (next & 0x7f) << shift;
      if (next < 0x80) {
        return number;
      }
    }
    throw new IOException("a page has a number without an end");
  }

  private int next() throws IOException {
    if (at < 0 || at >= file.byteSize()) {
      throw new EOFException("a page lies beyond the end of the file");
    }
    return file.get(ValueLayout.JAVA_BYTE, at++) & 0xff;
  }
}
