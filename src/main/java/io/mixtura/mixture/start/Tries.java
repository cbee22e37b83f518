package io.mixtura.mixture.start;

import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.family.Maximization;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * The memory of a search: by the number of each try what it begins with, and where it led to. Both
 * are found out again where they are not remembered, since models may be large, and a fit that was
 * stopped goes on in another process.
 */
final class Tries {
  /** Numbers that are remembered: 32 MB. */
  private static final long MOST_NUMBERS = 1 << 22;

  private static final int FEWEST = 2;

  private final Starts starts;
  private final int own;
  private final NeighbourStarts fromNeighbours;
  private final Turns turns;
  private final Race race;
  private final Race ofRearranged;
  private final int components;
  private final int most;
  private final SequencedMap<Integer, Maximization<MixtureModel>> ends = new LinkedHashMap<>();

  /**
   * None so far.
   *
   * @param own how many starts are the search's own
   * @param fromNeighbours those beside them
   * @param ofRearranged for starts that rearrange where others have led
   * @param numbers of a component
   */
  Tries(
      Starts starts,
      int own,
      NeighbourStarts fromNeighbours,
      Race race,
      Race ofRearranged,
      int components,
      long numbers) {
    this.starts = starts;
    this.own = own;
    this.fromNeighbours = fromNeighbours;
    this.turns = Turns.beside(fromNeighbours.alike());
    this.race = race;
    this.ofRearranged = ofRearranged;
    this.components = components;
    this.most = (int) Math.max(FEWEST, MOST_NUMBERS / (components * numbers));
  }

  /**
   * Tries a start.
   *
   * @param bases the starts whose ends have been rearranged, this one's the last
   * @param bar see {@link Race}
   */
  Race.Result run(int number, List<Integer> bases, double bar) {
    Race.Result result = race(number).run(start(number, bases), bar);
    if (!result.isGivenUp()) {
      remember(number, result.ending().model());
    }
    return result;
  }

  private Race race(int number) {
    return isRearrangement(number) ? ofRearranged : race;
  }

  /** How many there are. */
  int count() {
    return own + fromNeighbours.count();
  }

  /** Whether a start rearranges where another one has led. */
  boolean isRearrangement(int number) {
    return isOwn(number) && !turns.isFresh(numberOfOwn(number), components);
  }

  private boolean isOwn(int number) {
    return numberOfOwn(number) >= 0 && numberOfOwn(number) < own;
  }

  /**
   * Whether a start comes from a neighbour; what is beyond all that were planned comes from none.
   */
  private boolean isOfNeighbours(int number) {
    return !isOwn(number) && number < count();
  }

  private int numberOfOwn(int number) {
    return number - fromNeighbours.before();
  }

  /**
   * Whether a whole turn has found nothing better.
   *
   * @param next the number of the start that would be next
   * @param best that of the best one so far
   */
  boolean areAtRest(int next, int best) {
    return turns.haveMovesFailed(numberOfOwn(next), numberOfOwn(best));
  }

  /** What a start begins with. */
  Maximization<MixtureModel> start(int number, List<Integer> bases) {
    if (isOfNeighbours(number)) {
      return fromNeighbours.start(number < fromNeighbours.before() ? number : number - own);
    }
    if (number >= count() + own) {
      return starts.again(number - count() - own, number);
    }
    int ofOwn = numberOfOwn(number);
    if (turns.isFresh(ofOwn, components)) {
      return starts.start(turns.inStarts(ofOwn));
    }
    int turn = turns.rearrangedBefore(ofOwn);
    int base = turn < bases.size() ? bases.get(turn) : number;
    if (base == number) {
      return starts.start(turns.inStartsInstead(ofOwn, own));
    }
    int move = Collections.frequency(bases.subList(0, turn), base);
    return end(base, bases).flatMap(model -> starts.rearranged(model, number, move));
  }

  /** Where a start leads to that is not given up. */
  Maximization<MixtureModel> end(int number, List<Integer> bases) {
    Maximization<MixtureModel> known = ends.get(number);
    return known == null
        ? remember(
            number,
            race(number).run(start(number, bases), Double.NEGATIVE_INFINITY).ending().model())
        : known;
  }

  private Maximization<MixtureModel> remember(int number, Maximization<MixtureModel> end) {
    ends.putLast(number, end);
    if (ends.size() > most) {
      ends.pollFirstEntry();
    }
    return end;
  }
}
