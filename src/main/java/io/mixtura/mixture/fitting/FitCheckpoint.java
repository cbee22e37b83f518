package io.mixtura.mixture.fitting;

import io.mixtura.mixture.em.EmState;
import io.mixtura.mixture.spec.StoppingReason;
import io.mixtura.mixture.start.ChosenStarts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a fit stands. With this, its specification and the data it ends with the same bits, in the
 * same process or another. Models are in the units of the fit.
 *
 * @param chosenStarts which starts are followed; null before that is known
 * @param position which of them is at work, from 0
 * @param state where its iterations stand; null before the first
 * @param finished the starts that have ended, in order
 * @param best the best of them; null if all were degenerate or there is none
 * @param timings times so far
 */
public record FitCheckpoint(
    @Nullable ChosenStarts chosenStarts,
    int position,
    @Nullable EmState state,
    List<FinishedStart> finished,
    @Nullable BestStart best,
    FitOutcome.Timings timings) {

  /** The beginning. */
  static FitCheckpoint beginning() {
    return new FitCheckpoint(null, 0, null, List.of(), null, new FitOutcome.Timings(0, 0));
  }

  /**
   * How a start ended.
   *
   * @param objective log-likelihood, or minus half the inertia, in the units of the fit; NaN if it
   *     collapsed
   * @param isSpurious whether it ended in a hole of the likelihood
   * @param collapsedComponent number of the component that collapsed, or −1
   * @param collapsedColumn the column in which it did
   */
  public record FinishedStart(
      double objective, boolean isSpurious, int collapsedComponent, int collapsedColumn) {}

  /**
   * The best start so far.
   *
   * @param position where it stands among those that are followed, from 0
   * @param state where it ended
   * @param reason why
   */
  public record BestStart(int position, EmState state, StoppingReason reason) {}
}
