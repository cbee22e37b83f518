package io.mixtura.assignment.format;

import io.mixtura.dataset.npy.NpyHeader;
import io.mixtura.mixture.Responsibilities;
import io.mixtura.mixture.observations.Tile;
import java.nio.DoubleBuffer;
import java.util.OptionalLong;

/**
 * Responsibilities as an array in the format of NumPy: a header that states type and shape, then
 * the numbers, row by row, those of noise last. Labels and densities are left to JSON and CSV.
 */
public final class NpyAnswer implements AnswerWriter {
  private final byte[] header;
  private final long rows;
  private final int components;

  /**
   * An answer of known length.
   *
   * @param rows number of points
   * @param components of the mixture, noise included
   */
  public NpyAnswer(long rows, int components) {
    this.header = NpyHeader.written(rows, components);
    this.rows = rows;
    this.components = components;
  }

  @Override
  public OptionalLong length() {
    return OptionalLong.of(header.length + rows * components * Double.BYTES);
  }

  @Override
  public void begin(AnswerBytes out) {
    out.append(header);
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
