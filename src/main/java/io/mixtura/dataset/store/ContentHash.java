package io.mixtura.dataset.store;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The SHA-256 of a dataset's content, by which it is named: equal content has an equal name on
 * every machine.
 *
 * <p>What is hashed, all numbers little-endian:
 *
 * <ol>
 *   <li>the number of columns, 32 bits;
 *   <li>for each column the length of its name in bytes, 32 bits, and the name in UTF-8;
 *   <li>the tiles as they are stored: for each 256 rows, for each column, 256 doubles of 64 bits,
 *       zeros in the place of the rows that the last tile lacks; −0 is written as 0;
 *   <li>the number of rows, 64 bits; last, since it is known only at the end of an upload.
 * </ol>
 */
public final class ContentHash {
  private static final int SLICE = 1 << 26;

  private final MessageDigest digest;

  public ContentHash(List<String> columns) {
    this.digest = sha256();
    number(columns.size());
    for (String column : columns) {
      byte[] name = column.getBytes(StandardCharsets.UTF_8);
      number(name.length);
      digest.update(name);
    }
  }

  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java platform has SHA-256", missing);
    }
  }

  private void number(int value) {
    digest.update(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).flip());
  }

  public void add(byte[] tiles, int length) {
    digest.update(tiles, 0, length);
  }

  private void add(MemorySegment tiles) {
    for (long at = 0; at < tiles.byteSize(); at += SLICE) {
      digest.update(tiles.asSlice(at, Math.min(SLICE, tiles.byteSize() - at)).asByteBuffer());
    }
  }

  /** The hash in hex digits. */
  public String finish(long rows) {
    digest.update(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(rows).flip());
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The hash of what lies in a store. */
  public static String of(List<String> columns, Blocks blocks, long rows) {
    ContentHash hash = new ContentHash(columns);
    blocks.segments().forEach(hash::add);
    return hash.finish(rows);
  }
}
