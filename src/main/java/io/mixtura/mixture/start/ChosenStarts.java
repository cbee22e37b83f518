package io.mixtura.mixture.start;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The starts that are followed to their end.
 *
 * @param tried how many were tried before
 * @param chosen their numbers; behind those that were asked for the ones that take the place of any
 *     that end in a hole of the likelihood
 * @param copies how many others that were tried stood where each of them stood, and are not
 *     followed
 * @param bases the numbers of the starts whose ends others rearrange, one for each of these
 * @param othersAlike how many others, followed on a sample only, reached the best one's maximum
 * @param othersSpurious how many of these ended in a hole of the likelihood
 */
public record ChosenStarts(
    int tried,
    List<Integer> chosen,
    List<Integer> copies,
    List<Integer> bases,
    int othersAlike,
    int othersSpurious) {

  /** At most so many times as many starts are followed as were asked for, once one is sound. */
  static final int SPARE = 2;

  private static final int MOST_IN_VAIN = 4;

  /**
   * Whether starts enough have been followed: as many sound ones as were asked for, or twice as
   * many with a sound one among them.
   *
   * @param followed how many have been
   * @param sound how many of these ended in no hole of the likelihood
   * @param asked how many were asked for
   */
  public static boolean isEnough(int followed, int sound, int asked) {
    return sound >= asked || (sound > 0 && followed >= SPARE * asked);
  }

  /**
   * Whether a fit that is compared with others may end although no start was sound: what is
   * spurious does not win against what is not.
   */
  public static boolean isInVain(int followed, int sound, int asked) {
    return sound == 0 && followed >= Math.max(MOST_IN_VAIN, SPARE * asked);
  }

  /** Where each start is followed. */
  public static ChosenStarts all(int starts) {
    return new ChosenStarts(
        starts,
        IntStream.range(0, starts).boxed().toList(),
        Collections.nCopies(starts, 0),
        List.of(),
        0,
        0);
  }
}
