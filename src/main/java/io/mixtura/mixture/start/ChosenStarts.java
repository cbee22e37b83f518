package io.mixtura.mixture.start;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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

  /** As many as were tried, and those once more that are led on by a belief. */
  static final int OTHERS = 2;

  private static final int MOST_IN_VAIN = 4;

  /**
   * What a search has come to.
   *
   * @param tried how many starts
   * @param haveOthers whether starts that have not been tried may lead elsewhere: {@value #OTHERS}
   *     times as many of them stand behind the others, to be followed for as long as none is sound
   */
  static ChosenStarts of(Shortlist shortlist, int tried, List<Integer> bases, boolean haveOthers) {
    int others = haveOthers ? OTHERS * tried : 0;
    return new ChosenStarts(
        tried,
        joined(shortlist.numbers(), IntStream.range(tried, tried + others).boxed().toList()),
        joined(shortlist.copies(), Collections.nCopies(others, 0)),
        bases,
        0,
        0);
  }

  private static List<Integer> joined(List<Integer> one, List<Integer> other) {
    return Stream.concat(one.stream(), other.stream()).toList();
  }

  /**
   * Whether starts enough have been followed: as many sound ones as were asked for, or twice as
   * many with a sound one among them, or all.
   *
   * @param followed how many have been
   * @param sound how many of these ended in no hole of the likelihood
   * @param asked how many were asked for
   */
  public boolean areEnough(int followed, int sound, int asked) {
    return followed >= chosen.size()
        || sound >= asked
        || (sound > 0 && (followed >= SPARE * asked || isOther(chosen.get(followed))));
  }

  /** Whether a start was not tried before it was followed. */
  private boolean isOther(int number) {
    return number >= tried;
  }

  /** How many starts there were, once so many of them have been followed. */
  public int tried(int followed) {
    return tried + (int) chosen.stream().limit(followed).filter(this::isOther).count();
  }

  int copiesOf(int number) {
    return copies.get(chosen.indexOf(number));
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
