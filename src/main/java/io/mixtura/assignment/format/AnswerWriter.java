package io.mixtura.assignment.format;

import io.mixtura.mixture.Responsibilities;
import io.mixtura.mixture.observations.Tile;
import java.util.OptionalLong;

/**
 * A writer of the answer for many points, a tile of them at a time. It keeps nothing, so that
 * several tiles may be written at once.
 */
public interface AnswerWriter {

  /** Bytes in the whole answer, if that is known before the first point. */
  default OptionalLong length() {
    return OptionalLong.empty();
  }

  /** What comes before the first point. */
  void begin(AnswerBytes out);

  /**
   * The points of a tile.
   *
   * @param isFirst whether nothing came before them
   */
  void points(Tile tile, Responsibilities responsibilities, boolean isFirst, AnswerBytes out);

  /** What comes after the last point. */
  void end(AnswerBytes out);
}
