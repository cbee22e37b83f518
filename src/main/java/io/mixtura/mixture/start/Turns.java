package io.mixtura.mixture.start;

/**
 * The turns that starts from the data and rearrangements of what these have led to take in a
 * search: first the ones and then the others of a block, and blocks one after the other. So a
 * portfolio is the beginning of every larger one, and what it finds they find.
 *
 * @param block how many starts
 * @param fresh how many of them come from the data
 * @param first the first number of those from the data
 */
record Turns(int block, int fresh, int first) {
  private static final Turns ALONE = new Turns(24, 8, 0);
  private static final int BLOCK_BESIDE = 4;
  private static final int FRESH_BESIDE = 1;

  /**
   * The turns of a search that knows where others have led. It takes few starts from the data, and
   * other ones than they did: rearrangements of what they have found find more.
   *
   * @param others how many there are; 0 for a search of its own, which takes a third from the data
   */
  static Turns beside(int others) {
    return others == 0 ? ALONE : new Turns(BLOCK_BESIDE, FRESH_BESIDE, others * ALONE.block());
  }

  /** Whether a start comes from the data. A single component has nowhere to move. */
  boolean isFresh(int number, int components) {
    return components == 1 || number % block < fresh;
  }

  /** The number in {@link Starts} of a start from the data. */
  int inStarts(int number) {
    return first == 0 ? number : first + freshBefore(number);
  }

  /**
   * The number in {@link Starts} of a start from the data that takes the turn of a rearrangement.
   *
   * @param starts how many there are in all
   */
  int inStartsInstead(int number, int starts) {
    return first == 0 ? number : first + starts + number;
  }

  /**
   * Whether a block has ended in which no rearrangement has led to what is best now.
   *
   * @param next the number of the start that would be next
   * @param best that of the best one so far
   */
  boolean haveMovesFailed(int next, int best) {
    return next > 0 && next % block == 0 && best < next - block + fresh;
  }

  /** How many starts before this one come from the data. */
  private int freshBefore(int number) {
    return number / block * fresh + Math.min(number % block, fresh);
  }

  /**
   * The place of a start among those of a portfolio that come from the data. Those that take the
   * turn of a rearrangement follow each other, too.
   */
  static int placeInPortfolio(int number) {
    return ALONE.isFresh(number, 2) ? ALONE.freshBefore(number) : number;
  }

  /** How many starts before this one are rearrangements. */
  int rearrangedBefore(int number) {
    return number - freshBefore(number);
  }
}
