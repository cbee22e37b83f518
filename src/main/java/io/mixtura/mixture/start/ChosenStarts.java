package io.mixtura.mixture.start;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The starts that are followed to their end.
 *
 * @param chosen their numbers
 * @param base the number of the start that later ones are rearrangements of
 * @param othersAlike how many others, followed on a sample only, reached the best one's maximum
 * @param othersSpurious how many of these ended in a hole of the likelihood
 */
public record ChosenStarts(List<Integer> chosen, int base, int othersAlike, int othersSpurious) {

  /** Where each start is followed. */
  public static ChosenStarts all(int starts) {
    return new ChosenStarts(IntStream.range(0, starts).boxed().toList(), 0, 0, 0);
  }
}
