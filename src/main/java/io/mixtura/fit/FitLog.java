package io.mixtura.fit;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.mixtura.fit.run.CandidateResult;
import io.mixtura.fit.run.FitResult;
import io.mixtura.fit.run.FitTrace;
import io.mixtura.fit.run.Progress;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What is known of a fit's past, as events in their order. */
final class FitLog {
  private final JsonMapper json;

  /** A candidate that has ended, with its number. */
  @Schema(name = "NumberedCandidate", description = "A candidate that has ended, by its number")
  record Numbered(
      @Schema(description = "Its number, from 0") int candidate,
      @JsonUnwrapped CandidateResult result) {}

  FitLog(JsonMapper json) {
    this.json = json;
  }

  /**
   * The events.
   *
   * @param result of a fit that has succeeded; else null
   */
  List<FitEvent> events(FitTrace trace, @Nullable FitResult result) {
    List<FitEvent> events = new ArrayList<>();
    for (Progress report : trace.reports()) {
      events.add(progress(report, true));
    }
    if (trace.isChoice()) {
      for (FitTrace.Settled settled : trace.candidates()) {
        events.add(candidate(settled.sequence(), settled.candidate(), settled.result()));
      }
    } else if (result != null && result.candidates() != null) {
      // Of a fit that was stored before there were traces.
      for (Numbered known : candidates(trace, result)) {
        events.add(candidate(known.candidate() + 1L, known.candidate(), known.result()));
      }
    }
    events.sort(Comparator.comparingLong(FitEvent::id));
    return List.copyOf(events);
  }

  /** The candidates that have ended, by their numbers, each as it ended last. */
  static List<Numbered> candidates(FitTrace trace, @Nullable FitResult result) {
    List<Numbered> all = new ArrayList<>();
    if (result != null && result.candidates() != null) {
      result.candidates().forEach(candidate -> all.add(new Numbered(all.size(), candidate)));
      return all;
    }
    Map<Integer, CandidateResult> last = new TreeMap<>();
    trace.candidates().forEach(settled -> last.put(settled.candidate(), settled.result()));
    last.forEach((number, candidate) -> all.add(new Numbered(number, candidate)));
    return all;
  }

  private FitEvent candidate(long id, int number, CandidateResult result) {
    return FitEvent.numbered(id, "candidate", false, json, new Numbered(number, result));
  }

  /** Where the fit stands, or stood. */
  FitEvent progress(Progress progress, boolean isReplayed) {
    return FitEvent.numbered(
        progress.number(), "progress", isReplayed, json, progress.unnumbered());
  }
}
