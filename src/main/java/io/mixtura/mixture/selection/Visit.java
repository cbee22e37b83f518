package io.mixtura.mixture.selection;

import io.mixtura.mixture.spec.SelectionSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * A turn of a candidate in a selection.
 *
 * @param candidate its number
 * @param isAgain whether it has ended before, and only looks at where later ones have led since
 */
record Visit(int candidate, boolean isAgain) {
  /** What a second turn takes of what a first one does: it only tries what others have found. */
  private static final double AGAIN = 0.4;

  /**
   * All turns in their order: each candidate once, and where all candidates of a number of
   * components have had theirs, again those that others came after.
   */
  static List<Visit> all(SelectionSpec spec) {
    List<Visit> visits = new ArrayList<>();
    int first = 0;
    for (int candidate = 0; candidate < spec.candidates().size(); candidate++) {
      if (!Neighbourhood.areAlike(spec, first, candidate)) {
        addAgain(visits, first, candidate);
        first = candidate;
      }
      visits.add(new Visit(candidate, false));
    }
    addAgain(visits, first, spec.candidates().size());
    return List.copyOf(visits);
  }

  /** The turn at work, or the last one. */
  static Visit atWork(List<Visit> visits, SelectionCheckpoint checkpoint) {
    return visits.get(Math.min(checkpoint.visits(), visits.size() - 1));
  }

  /** What it takes, roughly: more with more components. */
  double work(SelectionSpec spec) {
    return (isAgain ? AGAIN : 1) * spec.candidates().get(candidate).components();
  }

  static double work(List<Visit> visits, SelectionSpec spec) {
    return visits.stream().mapToDouble(visit -> visit.work(spec)).sum();
  }

  private static void addAgain(List<Visit> visits, int first, int end) {
    for (int candidate = first; candidate < end - 1; candidate++) {
      visits.add(new Visit(candidate, true));
    }
  }
}
