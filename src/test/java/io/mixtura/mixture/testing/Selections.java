package io.mixtura.mixture.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.mixture.em.PassThreads;
import io.mixtura.mixture.fitting.FitObserver;
import io.mixtura.mixture.fitting.FitOutcome;
import io.mixtura.mixture.observations.Observations;
import io.mixtura.mixture.selection.Candidate;
import io.mixtura.mixture.selection.ModelSelection;
import io.mixtura.mixture.selection.SelectionCheckpoint;
import io.mixtura.mixture.selection.SelectionObserver;
import io.mixtura.mixture.selection.SelectionOutcome;
import io.mixtura.mixture.spec.FitSpec;
import io.mixtura.mixture.spec.SelectionCriterion;
import io.mixtura.mixture.spec.SelectionSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Selections in a line. */
public final class Selections {
  public static final SelectionObserver NOBODY =
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

  public static SelectionSpec by(SelectionCriterion criterion, FitSpec... candidates) {
    return new SelectionSpec(List.of(candidates), criterion, 0);
  }

  public static SelectionSpec heldOut(int folds, FitSpec... candidates) {
    return new SelectionSpec(List.of(candidates), SelectionCriterion.HELD_OUT, folds);
  }

  public static SelectionOutcome run(SelectionSpec spec, double[][] rows) {
    return run(spec, Observations.of(rows));
  }

  public static SelectionOutcome run(SelectionSpec spec, Observations rows) {
    return run(spec, rows, NOBODY);
  }

  public static SelectionOutcome run(
      SelectionSpec spec, Observations rows, SelectionObserver observer) {
    try (PassThreads passThreads = new PassThreads(1)) {
      return selection(spec, rows, passThreads, observer).run();
    }
  }

  public static ModelSelection selection(
      SelectionSpec spec, Observations rows, PassThreads passThreads, SelectionObserver observer) {
    return new ModelSelection(spec, rows, Data.names(rows.dimensions()), passThreads, observer);
  }

  public static FitOutcome.Fitted fitted(SelectionOutcome outcome) {
    return Fits.fitted(outcome.outcome());
  }

  /** All that it came to, but the time it took. */
  public static List<Object> bits(SelectionOutcome outcome) {
    assertThat(outcome.outcome()).isNotInstanceOf(FitOutcome.Interrupted.class);
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
