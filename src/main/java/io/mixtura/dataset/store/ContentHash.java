package io.mixtura.dataset.store;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

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
 *   <li>the number of rows, 64 bits; behind them, since it is known only at the end of an upload;
 *   <li>where columns hold text, for each of these: its place, the number of its levels, and for
 *       each level the length of its text in bytes, 32 bits each, and the text in UTF-8. The first
 *       number is then that of the columns times −1, so that no content of numbers reads the same.
 * </ol>
 */
public final class ContentHash {
  private static final int SLICE = 1 << 26;

  private final MessageDigest digest;
  private final List<String> columns;

  /**
   * Of what is still to be added.
   *
   * @param hasText whether some of the columns hold text
   */
  public ContentHash(List<String> columns, boolean hasText) {
    this.digest = sha256();
    this.columns = columns;
    number(hasText ? -columns.size() : columns.size());
    columns.forEach(this::text);
  }

  private void text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    number(bytes.length);
    digest.update(bytes);
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

  /**
   * The hash in hex digits.
   *
   * @param levels of the columns that hold text, by name
   */
  public String finish(long rows, Map<String, List<String>> levels) {
    digest.update(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(rows).flip());
    for (int j = 0; j < columns.size(); j++) {
      List<String> texts = levels.get(columns.get(j));
      if (texts != null) {
        number(j);
        number(texts.size());
        texts.forEach(this::text);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The hash of what lies in a store. */
  public static String of(
      List<String> columns, Blocks blocks, long rows, Map<String, List<String>> levels) {
    ContentHash hash = new ContentHash(columns, !levels.isEmpty());
    blocks.segments().forEach(hash::add);
    return hash.finish(rows, levels);
  }
}
