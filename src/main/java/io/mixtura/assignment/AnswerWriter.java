package io.mixtura.assignment;

import io.mixtura.mixture.Responsibilities;
import java.io.IOException;

/** Writes the answer for many points, one point after the other. */
interface AnswerWriter {

  /** What comes before the first point. */
  void begin() throws IOException;

  /** One point of a tile. */
  void point(Responsibilities responsibilities, int point) throws IOException;

  /** What comes after the last point. */
  void end() throws IOException;
}
