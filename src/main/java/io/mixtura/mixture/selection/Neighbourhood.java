package io.mixtura.mixture.selection;

import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.selection.SelectionCheckpoint.End;
import io.mixtura.mixture.spec.FitSpec;
import io.mixtura.mixture.spec.SelectionSpec;
import io.mixtura.mixture.start.Neighbours;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The neighbours of each candidate: those of as many components but another structure, and the one
 * of the same structure with one component less. Where they have led a candidate begins, too.
 *
 * <p>What is held out must not have been seen by any of them: with folds all are fitted alone.
 */
final class Neighbourhood {
  private final SelectionSpec spec;

  Neighbourhood(SelectionSpec spec) {
    this.spec = spec;
  }

  /**
   * Whether two candidates that are different share starts; what holds for one holds for itself.
   */
  static boolean areAlike(SelectionSpec spec, int one, int other) {
    FitSpec a = spec.candidates().get(one);
    FitSpec b = spec.candidates().get(other);
    return one == other
        || (a.components() == b.components() && a.components() > 1 && canShare(spec, a, b));
  }

  private static boolean canShare(SelectionSpec spec, FitSpec one, FitSpec other) {
    return spec.folds() == 0
        && one.initialization().isSearch()
        && other.initialization().isSearch()
        && one.standardize() == other.standardize()
        && one.family().count(0) == other.family().count(0);
  }

  /** The neighbours of a candidate in its turn, of those that have ended. */
  Neighbours of(Visit visit, List<End> ends) {
    int own = visit.candidate();
    return new Neighbours(
        visit.isAgain()
            ? models(ends, end -> end.candidate() >= own && areAlike(spec, end.candidate(), own))
            : models(ends, end -> end.candidate() < own && areAlike(spec, end.candidate(), own)),
        visit.isAgain() ? List.of() : models(ends, end -> isOneLess(end.candidate(), own)),
        visit.isAgain());
  }

  private boolean isOneLess(int smaller, int candidate) {
    FitSpec one = spec.candidates().get(smaller);
    FitSpec other = spec.candidates().get(candidate);
    return one.components() == other.components() - 1
        && one.family().structure().equals(other.family().structure())
        && canShare(spec, one, other);
  }

  private static List<MixtureModel> models(List<End> ends, Predicate<End> which) {
    return ends.stream().filter(which).map(End::model).toList();
  }

  /** The ends that candidates after this one need, with its own; the oldest go first. */
  List<End> with(End latest, List<End> ends) {
    if (spec.folds() > 0) {
      return List.of();
    }
    int k = components(latest);
    List<End> kept = new ArrayList<>();
    for (End end : ends) {
      if (end.candidate() != latest.candidate() && components(end) >= k - 1) {
        kept.add(end);
      }
    }
    kept.add(latest);
    kept.sort((one, other) -> Integer.compare(one.candidate(), other.candidate()));
    while (kept.size() > 1 && numbers(kept) > SelectionSpec.MOST_NUMBERS_OF_ENDS) {
      kept.removeFirst();
    }
    return List.copyOf(kept);
  }

  private int components(End end) {
    return spec.candidates().get(end.candidate()).components();
  }

  private static long numbers(List<End> ends) {
    return ends.stream()
        .map(End::model)
        .mapToLong(model ->
            (long) model.components()
                * model.parameters().family().numbers(model.parameters().dimensions()))
        .sum();
  }
}
