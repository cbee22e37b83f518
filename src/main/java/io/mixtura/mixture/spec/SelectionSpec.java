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

  /** Numbers of the models that others begin with, as many as are kept and stored: 8 MB. */
  public static final long MOST_NUMBERS_OF_ENDS = 1 << 20;

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

  /** Numbers of the models that are kept for others to begin with, at most. */
  public long numbersOfEnds(int dimensions) {
    long all =
        folds > 0 || !isChoice()
            ? 0
            : candidates.stream()
                .mapToLong(one -> (long) one.components() * (1 + one.family().numbers(dimensions)))
                .sum();
    return Math.min(all, MOST_NUMBERS_OF_ENDS);
  }

  /** Whether there is anything to choose. */
  public boolean isChoice() {
    return candidates.size() > 1;
  }
}
