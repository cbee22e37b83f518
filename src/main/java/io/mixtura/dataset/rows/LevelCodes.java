package io.mixtura.dataset.rows;

import java.util.List;

/** The numbers that stand for the texts of a column. */
sealed interface LevelCodes permits NewLevels, KnownLevels {

  /**
   * The code of a text.
   *
   * @param text of a cell, without blanks around it, that does not stand for a missing value
   * @return NaN if it is taken as missing, −1 if it is refused
   */
  double of(String text);

  /** Why {@link #of} refuses a text. */
  BadCell refusal(String text);

  /** The levels so far, by their codes. */
  List<String> levels();
}
