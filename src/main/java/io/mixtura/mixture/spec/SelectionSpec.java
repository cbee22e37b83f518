package io.mixtura.mixture.spec;

import java.util.List;

/**
 * The selection that is asked for: what to choose from, and how.
 *
 * @param candidates at least one, in the order in which they are fitted; of those that do equally
 *     well the first is chosen
 * @param criterion by what; of no matter for a single candidate
 * @param folds parts of the data that are held out in turn; 0 unless the criterion needs them
 */
public record SelectionSpec(List<FitSpec> candidates, SelectionCriterion criterion, int folds) {

  /** A fit that leaves nothing to choose. */
  public static SelectionSpec single(FitSpec spec) {
    return new SelectionSpec(List.of(spec), SelectionCriterion.BIC, 0);
  }

  /** How many starts of a candidate come from those of other structures, in its two turns. */
  public int startsFromOthers(FitSpec candidate) {
    if (folds > 0 || !isChoice() || !candidate.initialization().isSearch()) {
      return 0;
    }
    long alike =
        candidates.stream().filter(one -> one.components() == candidate.components()).count();
    return (int) (2 * (alike - 1));
  }

  /** Whether there is anything to choose. */
  public boolean isChoice() {
    return candidates.size() > 1;
  }
}
