package io.mixtura.mixture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Selections in a line. */
final class Selections {
  static final SelectionObserver NOBODY =
      new SelectionObserver() {
        @Override
        public boolean stopRequested() {
          return false;
        }

        @Override
        public void iterated(
            Place place, FitObserver.FitProgress progress, SelectionCheckpoint checkpoint) {}
      };

  private Selections() {}

  static SelectionSpec by(SelectionCriterion criterion, FitSpec... candidates) {
    return new SelectionSpec(List.of(candidates), criterion, 0);
  }

  static SelectionSpec heldOut(int folds, FitSpec... candidates) {
    return new SelectionSpec(List.of(candidates), SelectionCriterion.HELD_OUT, folds);
  }

  static SelectionOutcome run(SelectionSpec spec, double[][] rows) {
    return run(spec, Observations.of(rows));
  }

  static SelectionOutcome run(SelectionSpec spec, Observations rows) {
    return run(spec, rows, NOBODY);
  }

  static SelectionOutcome run(SelectionSpec spec, Observations rows, SelectionObserver observer) {
    try (Workers workers = new Workers(1)) {
      return selection(spec, rows, workers, observer).run();
    }
  }

  static ModelSelection selection(
      SelectionSpec spec, Observations rows, Workers workers, SelectionObserver observer) {
    return new ModelSelection(spec, rows, Data.names(rows.dimensions()), workers, observer);
  }

  static FitOutcome.Fitted fitted(SelectionOutcome outcome) {
    return Fits.fitted(outcome.outcome());
  }

  /** All that it came to, but the time it took. */
  static List<Object> bits(SelectionOutcome outcome) {
    assertThat(outcome.outcome()).isNotInstanceOf(FitOutcome.Stopped.class);
    List<Object> all = new ArrayList<>(Bits.of(outcome.outcome()));
    all.add(outcome.chosen());
    for (Candidate one : outcome.candidates()) {
      all.addAll(
          Arrays.asList(
              one.state(),
              Double.doubleToRawLongBits(one.logLikelihood()),
              one.freeParameters(),
              String.valueOf(one.criteria()),
              Double.doubleToRawLongBits(one.heldOut()),
              one.size(),
              String.valueOf(one.reason()),
              String.valueOf(one.explanation())));
    }
    return all;
  }
}
