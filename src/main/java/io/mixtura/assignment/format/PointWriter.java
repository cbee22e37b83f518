package io.mixtura.assignment.format;

import io.mixtura.mixture.Responsibilities;
import io.mixtura.mixture.observations.Tile;

/** A writer of answers that takes one point after the other. */
interface PointWriter extends AnswerWriter {

  /**
   * One point of a tile.
   *
   * @param isFirst whether it is the first of the answer
   */
  void point(
      Tile tile, Responsibilities responsibilities, int point, boolean isFirst, AnswerBytes out);

  @Override
  default void points(
      Tile tile, Responsibilities responsibilities, boolean isFirst, AnswerBytes out) {
    for (int point = 0; point < tile.count(); point++) {
      point(tile, responsibilities, point, isFirst && point == 0, out);
    }
  }
}
