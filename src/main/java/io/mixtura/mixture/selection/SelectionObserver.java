package io.mixtura.mixture.selection;

import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.fitting.FitObserver.FitProgress;
import io.mixtura.mixture.fitting.FitObserver.StartEnd;

/** A follower of a selection while it runs, as {@code FitObserver} does with a single fit. */
public interface SelectionObserver {

  /** Whether to stop now. Asked for every tile of points, by several threads. */
  boolean stopRequested();

  /** A start is being sought; its iterations follow. */
  default void starting(Place place, FitProgress progress) {}

  /**
   * An iteration has ended.
   *
   * @param place the fit at work
   * @param progress where it stands
   * @param checkpoint all that is needed to go on from here
   */
  void iterated(Place place, FitProgress progress, SelectionCheckpoint checkpoint);

  /**
   * A start that was followed has come to its end.
   *
   * @param turn number of the candidate's turn, from 0: some have a second one
   */
  default void ended(Place place, int turn, FitProgress progress, StartEnd end) {}

  /** Whether it wants the model of the start at work, as {@code FitObserver} does. */
  default boolean wantsModel() {
    return false;
  }

  /** The model of the start at work, in the data's own units. */
  default void seen(Place place, FitProgress progress, MixtureModel model) {}

  /**
   * A candidate has ended, or has ended better in a second turn.
   *
   * @param turn number of that turn, from 0
   */
  default void settled(int candidate, int turn, Candidate result) {}

  /**
   * The place of the fit at work in the selection.
   *
   * @param candidate number of the candidate, from 0
   * @param candidates how many there are
   * @param fold the fold that is held out, from 0; −1 while all data are fitted
   * @param folds how many there are; 0 if none is held out
   */
  record Place(int candidate, int candidates, int fold, int folds) {
    /** While all data are fitted. */
    static final int NO_FOLD = -1;
  }
}
