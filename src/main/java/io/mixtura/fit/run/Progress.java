package io.mixtura.fit.run;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.mixtura.mixture.fitting.FitObserver.FitProgress;
import io.mixtura.mixture.selection.SelectionObserver.Place;
import io.mixtura.mixture.spec.Algorithm;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The place that a fit has reached: candidate, start and iteration. */
@Schema(name = "FitProgress", description = "Where a fit stands, or stood when it ended")
public record Progress(
    @Schema(
            description =
                "Number of the candidate at work, from 0; of several structures most have a second turn when all of as many components have had their first")
        int candidate,
    @Schema(description = "How many candidates there are") int candidates,
    @Schema(
            description =
                "Number of the start at work, from 0; null where an earlier version of the service wrote down its position only")
        @Nullable Integer start,
    @Schema(description = "How many starts are tried; null as `start`")
        @Nullable Integer startsTried,
    @Schema(
            description =
                "Position of that start among those that run to their end, from 0; null while starts are tried")
        @JsonAlias("restart")
        @Nullable Integer position,
    @Schema(
            description =
                "How many starts run to their end: those that are kept, of large data the best of them; null while starts are tried")
        @JsonAlias("restarts")
        @Nullable Integer positions,
    @Schema(description = "Iterations of this start so far; 0 while it is being tried or sought")
        int iteration,
    @Schema(description = "Log-likelihood before the last of them; null for kmeans")
        @Nullable Double logLikelihood,
    @Schema(description = "The same for kmeans: its inertia; null for em") @Nullable Double inertia,
    @Schema(
            description =
                "Number of the fold that is held out, from 0; null while all rows are fitted")
        @Nullable Integer fold,
    @Schema(description = "How many folds there are; null if none is held out")
        @Nullable Integer folds,
    @Schema(
            description =
                "Share of the work that is done, an estimate from 0 to 1 that never falls; null where an earlier version of the service wrote it down")
        @Nullable Double fraction,
    @Schema(
            description =
                "Milliseconds to the end at the pace so far, an estimate; 0 when the fit has succeeded, null while too little is done to tell, and while nothing runs")
        @Nullable Long etaMillis,
    @Schema(description = "Number of the bootstrap replicate at work, from 0; left out before")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable Integer replicate,
    @Schema(description = "How many replicates there are; left out before the first")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable Integer replicates,
    @Schema(hidden = true) @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String phase,
    @Schema(hidden = true) @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long sequence) {

  static Progress of(
      Place place, FitProgress progress, Algorithm algorithm, Pace pace, long sequence) {
    boolean isEm = algorithm == Algorithm.EM;
    return new Progress(
        place.candidate(),
        place.candidates(),
        progress.start(),
        progress.startsTried(),
        progress.position() < 0 ? null : progress.position(),
        progress.position() < 0 ? null : progress.positions(),
        progress.iteration(),
        isEm ? FitResult.number(progress.objective()) : null,
        isEm ? null : FitResult.number(progress.objective()),
        place.fold() < 0 ? null : place.fold(),
        place.folds() == 0 ? null : place.folds(),
        pace.fraction(),
        pace.etaMillis(),
        null,
        null,
        place.fold() >= 0 ? "heldOut" : progress.position() < 0 ? "starts" : "iterations",
        sequence);
  }

  /** The same while what it came to is repeated. */
  Progress repeated(int number, int of, Pace pace, long now) {
    return with(pace.fraction(), pace.etaMillis(), number, of, "bootstrap", now);
  }

  /** The same when nothing is left to do. */
  Progress ended(long now) {
    return with(1.0, 0L, replicate, replicates, phase, now);
  }

  /** The same when nothing runs that could come to an end. */
  public Progress idle() {
    return with(fraction, null, replicate, replicates, phase, sequence);
  }

  /** The same as a fit shows it, which says by itself what it is at. */
  public Progress plain() {
    return with(fraction, etaMillis, replicate, replicates, null, null);
  }

  /** The same as an event shows it, whose id is its place in the sequence. */
  public Progress unnumbered() {
    return with(fraction, etaMillis, replicate, replicates, phase, null);
  }

  /**
   * Its place in the sequence of all that was told of the fit; 0 if it was told before there was
   * one.
   */
  public long number() {
    return sequence == null ? 0 : sequence;
  }

  private Progress with(
      @Nullable Double done,
      @Nullable Long left,
      @Nullable Integer number,
      @Nullable Integer of,
      @Nullable String at,
      @Nullable Long now) {
    return new Progress(
        candidate,
        candidates,
        start,
        startsTried,
        position,
        positions,
        iteration,
        logLikelihood,
        inertia,
        fold,
        folds,
        done,
        left,
        number,
        of,
        at,
        now);
  }
}
