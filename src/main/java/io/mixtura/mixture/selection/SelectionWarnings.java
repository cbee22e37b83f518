package io.mixtura.mixture.selection;

import io.mixtura.mixture.selection.Candidate.State;
import io.mixtura.mixture.spec.SelectionSpec;
import io.mixtura.mixture.spec.StoppingReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Warnings to the user of a model that was chosen from several: what to know, and what to do about
 * it.
 */
final class SelectionWarnings {
  private final SelectionSpec spec;
  private final List<Candidate> candidates;

  SelectionWarnings(SelectionSpec spec, List<Candidate> candidates) {
    this.spec = spec;
    this.candidates = candidates;
  }

  List<String> of(int chosen) {
    List<String> warnings = new ArrayList<>();
    edge(spec.candidates().get(chosen).components()).ifPresent(warnings::add);
    unusable().ifPresent(warnings::add);
    unconverged().ifPresent(warnings::add);
    tooLow().ifPresent(warnings::add);
    return warnings;
  }

  private Optional<String> edge(int components) {
    int fewest = spec.candidates().getFirst().components();
    int most = spec.candidates().getLast().components();
    if (fewest == most) {
      return Optional.empty();
    }
    if (components == most) {
      return Optional.of(
          "%d components were chosen, the most that were tried, so more may do better: raise components.max"
              .formatted(components));
    }
    return components == fewest && components > 1
        ? Optional.of(
            "%d components were chosen, the fewest that were tried, so fewer may do better: lower components.min"
                .formatted(components))
        : Optional.empty();
  }

  private Optional<String> unusable() {
    long failed = number(State.FAILED);
    long spurious = number(State.SPURIOUS);
    return failed + spurious == 0
        ? Optional.empty()
        : Optional.of(
            "of the %d candidates %d failed and %d ended spurious; their explanation says why"
                .formatted(candidates.size(), failed, spurious));
  }

  private long number(State state) {
    return candidates.stream().filter(candidate -> candidate.state() == state).count();
  }

  private Optional<String> tooLow() {
    long number =
        candidates.stream()
            .filter(one -> one.state() == State.FITTED && one.explanation() != null)
            .count();
    return number == 0
        ? Optional.empty()
        : Optional.of(
            "%d of the %d candidates have a log-likelihood below that of one whose models are among their own: their explanation says which, and more starts may raise it (initialization.starts)"
                .formatted(number, candidates.size()));
  }

  private Optional<String> unconverged() {
    if (spec.candidates().getFirst().convergence().tolerance() == 0) {
      return Optional.empty();
    }
    long number =
        candidates.stream()
            .filter(candidate -> candidate.reason() == StoppingReason.ITERATION_LIMIT)
            .count();
    return number == 0
        ? Optional.empty()
        : Optional.of(
            "%d of the %d candidates had not converged when they were compared: raise convergence.maxIterations"
                .formatted(number, candidates.size()));
  }
}
