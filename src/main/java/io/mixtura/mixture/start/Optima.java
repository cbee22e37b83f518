package io.mixtura.mixture.start;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The maxima that tries have come to, each once, and the choice of the one to be rearranged next:
 * the best one until all has been tried from there, since what is better than that is most likely
 * near it. Of those alike only the first counts: the same moves lead from them to the same places.
 */
final class Optima {
  private final List<Tried> found = new ArrayList<>();
  private final List<Integer> bases = new ArrayList<>();
  private final int mostMoves;

  /**
   * None so far.
   *
   * @param mostMoves how many rearrangements of one there are
   */
  Optima(int mostMoves) {
    this.mostMoves = mostMoves;
  }

  void add(Tried tried) {
    if (!tried.isGivenUp() && found.stream().noneMatch(tried::isLike)) {
      found.add(tried);
      found.sort(Tried.BEST_FIRST);
    }
  }

  /**
   * A start rearranges the end of the best of those from which there are moves left; but not while
   * none is sound, since moves from a hole of the likelihood lead back into it: such a start comes
   * from the data, and is its own base.
   *
   * @param next its number
   */
  void rearrange(int next) {
    int best = isAnySound() ? best() : next;
    bases.add(
        found.stream()
            .filter(one -> !one.isSpurious())
            .map(Tried::number)
            .filter(number -> Collections.frequency(bases, number) < mostMoves)
            .findFirst()
            .orElse(best));
  }

  /** Whether any of them is no hole of the likelihood. */
  boolean isAnySound() {
    return !found.getFirst().isSpurious();
  }

  /** The number of the start that has come to the best one. */
  int best() {
    return found.getFirst().number();
  }

  /**
   * The starts whose ends have been rearranged, or that were fresh themselves, see {@link
   * #rearrange}.
   */
  List<Integer> bases() {
    return List.copyOf(bases);
  }

  /** What a start must come near to be among so many that are followed; −∞ while it need not. */
  double bar(int keep) {
    return found.size() < keep || found.get(keep - 1).isSpurious()
        ? Double.NEGATIVE_INFINITY
        : found.get(keep - 1).objective();
  }
}
