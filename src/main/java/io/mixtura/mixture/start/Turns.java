package io.mixtura.mixture.start;

/**
 * The turns that starts from the data and rearrangements of what these have led to take in a
 * search: a third and two thirds of a block, and blocks one after the other. So a portfolio is the
 * beginning of every larger one, and what it finds they find.
 */
final class Turns {
  private static final int BLOCK = 24;
  private static final int FRESH = 8;

  private Turns() {}

  /** Whether a start comes from the data. A single component has nowhere to move. */
  static boolean isFresh(int number, int components) {
    return components == 1 || number % BLOCK < FRESH;
  }

  /**
   * Whether a block has ended in which no rearrangement has led to what is best now.
   *
   * @param next the number of the start that would be next
   * @param best that of the best one so far
   */
  static boolean haveMovesFailed(int next, int best) {
    return next > 0 && next % BLOCK == 0 && best < next - BLOCK + FRESH;
  }

  /** How many starts before this one come from the data. */
  static int freshBefore(int number) {
    return number / BLOCK * FRESH + Math.min(number % BLOCK, FRESH);
  }

  /** How many starts before this one are rearrangements. */
  static int rearrangedBefore(int number) {
    return number - freshBefore(number);
  }
}
