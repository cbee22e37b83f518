package io.mixtura.mixture.fitting;

import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.em.EmState;
import io.mixtura.mixture.spec.StoppingReason;
import io.mixtura.mixture.start.ChosenStarts;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The place that a fit has reached. With this, its specification and the data it ends with the same
 * bits, in the same process or another. Models are in the units of the fit.
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

  /** Before the first of the starts that are followed. */
  FitCheckpoint following(ChosenStarts chosen) {
    return new FitCheckpoint(chosen, 0, null, List.of(), null, timings);
  }

  /** At work on one of them. */
  FitCheckpoint at(int which, EmState reached) {
    return new FitCheckpoint(chosenStarts, which, reached, finished, best, timings);
  }

  /**
   * The start at work has ended, and the next one has not begun.
   *
   * @param bestNow the best of all that have ended
   */
  FitCheckpoint finished(FinishedStart start, @Nullable BestStart bestNow) {
    List<FinishedStart> all = new ArrayList<>(finished);
    all.add(start);
    return new FitCheckpoint(chosenStarts, all.size(), null, List.copyOf(all), bestNow, timings);
  }

  /** How many of the starts that have ended did so in no hole of the likelihood. */
  int sound() {
    return (int) finished.stream().filter(start -> !start.isSpurious()).count();
  }

  /** After more time. */
  FitCheckpoint spent(FitOutcome.Timings more) {
    return new FitCheckpoint(chosenStarts, position, state, finished, best, timings.and(more));
  }

  /** How the best start ended. */
  FinishedStart end(BestStart start) {
    return finished.get(start.position());
  }

  /**
   * Whether the best start ended in a hole of the likelihood.
   *
   * @throws NullPointerException if there is none
   */
  public boolean isSpurious() {
    return end(Objects.requireNonNull(best)).isSpurious();
  }

  /**
   * Where the best start has led.
   *
   * @throws NullPointerException if there is none
   */
  public MixtureModel model() {
    return Objects.requireNonNull(best).state().model();
  }

  /** Whether starts were chosen to be followed, and none of those that were is sound. */
  public boolean isBeforeItsTime() {
    return sound() == 0 && finished.size() < Objects.requireNonNull(chosenStarts).chosen().size();
  }

  /**
   * The end of a start.
   *
   * @param objective log-likelihood, or minus half the inertia, in the units of the fit; NaN if it
   *     collapsed
   * @param isSpurious whether it ended in a hole of the likelihood
   * @param collapsedComponent number of the component that collapsed, or −1
   * @param collapsedColumn the column in which it did
   */
  public record FinishedStart(
      double objective, boolean isSpurious, int collapsedComponent, int collapsedColumn) {
    /** It came to a model. */
    public static FinishedStart reached(double objective, boolean isSpurious) {
      return new FinishedStart(objective, isSpurious, -1, -1);
    }

    /** It came to none. */
    public static FinishedStart collapsed(int component, int column) {
      return new FinishedStart(Double.NaN, true, component, column);
    }
  }

  /**
   * The best start so far.
   *
   * @param position where it stands among those that are followed, from 0
   * @param state where it ended
   * @param reason why
   */
  public record BestStart(int position, EmState state, StoppingReason reason) {}
}
