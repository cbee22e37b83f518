package io.mixtura.mixture.fitting;

import io.mixtura.mixture.MixtureModel;

/** A follower of a fit while it runs. Called from the fit's own threads; must return at once. */
public interface FitObserver {

  /** Whether the fit should stop now. Asked for every tile of points, by several threads. */
  boolean stopRequested();

  /** A start is being sought; its iterations follow. The objective is not known yet: NaN. */
  default void starting(FitProgress progress) {}

  /**
   * An iteration has ended.
   *
   * @param progress where the fit stands
   * @param checkpoint all that is needed to go on from here
   */
  void iterated(FitProgress progress, FitCheckpoint checkpoint);

  /** A start that was followed has come to its end, where the objective is what it came to. */
  default void ended(FitProgress progress, StartEnd end) {}

  /** Whether it wants the model of the start at work; asked once an iteration. */
  default boolean wantsModel() {
    return false;
  }

  /**
   * The model of the start at work, as it is wanted.
   *
   * @param model after the last M step, in the data's own units
   */
  default void seen(FitProgress progress, MixtureModel model) {}

  /** How a start that was followed ended. */
  enum StartEnd {
    SOUND,

    /** In a hole of the likelihood. */
    SPURIOUS,

    /** Without a model. */
    COLLAPSED
  }

  /**
   * The place that a fit has reached.
   *
   * @param start number of the start at work, from 0
   * @param startsTried how many are tried
   * @param position where it stands among those that run to their end, from 0; −1 while starts are
   *     tried
   * @param positions how many run to their end; 0 while starts are tried
   * @param iteration its M steps so far
   * @param objective the log-likelihood before the last of them, in the data's own units; for
   *     k-means the inertia
   */
  record FitProgress(
      int start, int startsTried, int position, int positions, int iteration, double objective) {
    private static final int NO_POSITION = -1;

    /** While it is not known yet which starts run to their end. */
    static FitProgress trying(int start, int startsTried) {
      return new FitProgress(start, startsTried, NO_POSITION, 0, 0, Double.NaN);
    }
  }
}
