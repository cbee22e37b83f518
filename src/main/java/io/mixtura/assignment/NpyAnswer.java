package io.mixtura.assignment;

import io.mixtura.mixture.Responsibilities;
import io.mixtura.mixture.Tile;
import java.nio.DoubleBuffer;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/**
 * An array of responsibilities in the format of NumPy: a header that states type and shape, then
 * the numbers, row by row, those of noise last. Labels and densities are left to JSON and CSV.
 */
final class NpyAnswer implements AnswerWriter {
  private static final byte[] MAGIC =
      "\u0093NUMPY\u0001\u0000".getBytes(StandardCharsets.ISO_8859_1);

  /** The numbers begin at a multiple of it, so that they can be mapped. */
  private static final int ALIGNMENT = 64;

  private final long rows;
  private final int components;

  /**
   * An answer of known length.
   *
   * @param rows number of points
   */
  NpyAnswer(Question question, long rows) {
    this.rows = rows;
    this.components = question.components();
  }

  @Override
  public OptionalLong length() {
    return OptionalLong.of(header(rows, components).length + rows * components * Double.BYTES);
  }

  /** What comes before the numbers of an array of so many rows and columns. */
  static byte[] header(long rows, int columns) {
    // %s also for numbers: %d takes the digits of the server's locale.
    String shape =
        "{'descr': '<f8', 'fortran_order': False, 'shape': (%s, %s), }".formatted(rows, columns);
    int before = MAGIC.length + Short.BYTES;
    int whole = Math.ceilDiv(before + shape.length() + 1, ALIGNMENT) * ALIGNMENT;
    String padded = shape + " ".repeat(whole - before - shape.length() - 1) + "\n";
    byte[] header = new byte[whole];
    System.arraycopy(MAGIC, 0, header, 0, MAGIC.length);
    header[MAGIC.length] = (byte) padded.length();
    header[MAGIC.length + 1] = (byte) (padded.length() >> 8);
    System.arraycopy(
        padded.getBytes(StandardCharsets.US_ASCII), 0, header, before, padded.length());
    return header;
  }

  @Override
  public void begin(AnswerBytes out) {
    out.append(header(rows, components));
  }

  @Override
  public void points(
      Tile tile, Responsibilities responsibilities, boolean isFirst, AnswerBytes out) {
    DoubleBuffer numbers = out.appendRoomFor(tile.count() * components);
    for (int k = 0; k < components; k++) {
      for (int point = 0; point < tile.count(); point++) {
        numbers.put(point * components + k, responsibilities.get(point, k));
      }
    }
  }

  @Override
  public void end(AnswerBytes out) {}
}
