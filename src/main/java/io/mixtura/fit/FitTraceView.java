package io.mixtura.fit;

import io.mixtura.fit.run.FitTrace;
import io.mixtura.job.JobState;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The trace of a fit, as it is answered. */
@Schema(name = "FitTrace", description = "How a fit came where it is")
record FitTraceView(
    UUID id,
    JobState state,
    @Schema(
            description = "What the values are",
            allowableValues = {"logLikelihood", "inertia"})
        String measure,
    @Schema(
            description =
                "The starts that were followed, in order; of selections, those of all candidates. At most 500, the last ones")
        List<Start> starts,
    @Schema(description = "How many starts before them are left out", example = "0") int leftOut,
    @Schema(
            description =
                "The candidates that have ended, by their numbers; of a fit with a single one, that one once it has ended")
        List<FitLog.Numbered> candidates) {

  /** A start that was followed. */
  @Schema(name = "FollowedStart", description = "A start that was followed to its end, or is")
  record Start(
      @Schema(description = "Number of its candidate, from 0", example = "0") int candidate,
      @Schema(description = "Its number, from 0", example = "14") int start,
      @Schema(description = "Its position among those that are followed, from 0", example = "0")
          int position,
      @Schema(description = "How many iterations it has made", example = "11") int iterations,
      @Schema(
              description =
                  "values[i] is that before iteration 1 + i · every: 1 until there are more than 5,000 values in all, then a power of two",
              example = "1")
          int every,
      @Schema(description = "Log-likelihoods, of kmeans inertias", example = "[-1288.7, -1130.3]")
          List<Double> values,
      @Schema(
              description = "The same at its end; null while it runs, and if it collapsed",
              nullable = true)
          @Nullable Double end,
      @Schema(allowableValues = {"running", "sound", "spurious", "collapsed"}) String state) {

    static Start of(FitTrace.Start kept) {
      return new Start(
          kept.candidate(),
          kept.start(),
          kept.position(),
          kept.iterations(),
          kept.every(),
          kept.values(),
          kept.end(),
          kept.state());
    }
  }
}
