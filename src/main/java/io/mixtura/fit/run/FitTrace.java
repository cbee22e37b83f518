package io.mixtura.fit.run;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The trace of a fit: how it came where it is, as it is kept with the fit. Bounded, whatever the
 * fit does: see {@link RunningTrace}.
 *
 * @param sequence how much had been told of the fit when it was written
 * @param isChoice whether there are several candidates
 * @param starts the starts that were followed, in order
 * @param leftOut how many starts before them are not here
 * @param candidates the candidates that have ended, in order, the first turns before the second
 *     ones
 * @param reports some of the progress that was told, in order
 */
public record FitTrace(
    long sequence,
    boolean isChoice,
    List<Start> starts,
    int leftOut,
    List<Settled> candidates,
    List<Progress> reports) {

  /** Of a fit that has not begun. */
  public static final FitTrace NONE = new FitTrace(0, false, List.of(), 0, List.of(), List.of());

  /** The trace of this text; none if there is no text. */
  public static FitTrace of(@Nullable String json) {
    FitTrace trace = FitJson.read(json, FitTrace.class);
    return trace == null ? NONE : trace;
  }

  /**
   * A start that was followed.
   *
   * @param turn number of the turn of its candidate
   * @param start its number
   * @param position where it stands among those that are followed
   * @param iterations how many it has made
   * @param every values are those before iterations 1, 1 + every, 1 + 2 every, …
   * @param values log-likelihoods, of kmeans inertias
   * @param end the same where it ended; null while it runs, or if it collapsed
   * @param state running, sound, spurious or collapsed
   */
  public record Start(
      int turn,
      int candidate,
      int start,
      int position,
      int iterations,
      int every,
      List<Double> values,
      @Nullable Double end,
      String state) {}

  /**
   * A candidate that has ended.
   *
   * @param turn number of the turn that led to this
   * @param sequence its place in the sequence of all that was told
   */
  public record Settled(int turn, int candidate, long sequence, CandidateResult result) {}
}
