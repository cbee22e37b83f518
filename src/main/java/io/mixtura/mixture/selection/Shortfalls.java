package io.mixtura.mixture.selection;

import io.mixtura.mixture.em.Soundness;
import io.mixtura.mixture.selection.Candidate.State;
import io.mixtura.mixture.spec.FitSpec;
import io.mixtura.mixture.spec.MixingWeights;
import io.mixtura.mixture.spec.SelectionSpec;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The candidates whose likelihood is known to be too low: each has among its models those of a
 * structure that allows less, and with one component more those of one less, so that its maximum is
 * no lower than theirs.
 */
final class Shortfalls {
  private final SelectionSpec spec;
  private final List<Candidate> candidates;

  Shortfalls(SelectionSpec spec, List<Candidate> candidates) {
    this.spec = spec;
    this.candidates = candidates;
  }

  /** All candidates, with an explanation where one falls short. */
  List<Candidate> told() {
    return IntStream.range(0, candidates.size())
        .mapToObj(i -> of(i).map(candidates.get(i)::explained).orElse(candidates.get(i)))
        .toList();
  }

  private Optional<String> of(int candidate) {
    return IntStream.range(0, candidates.size())
        .filter(other -> isBelow(candidate, other))
        .boxed()
        .max((one, other) -> Double.compare(logLikelihood(one), logLikelihood(other)))
        .map(best -> {
          FitSpec other = spec.candidates().get(best);
          return "its log-likelihood is %.3g below that of %d components with covariance '%s', whose models are among its own: it has a higher maximum, which more starts may find"
              .formatted(
                  logLikelihood(best) - logLikelihood(candidate),
                  other.components(),
                  other.family().structure().code());
        });
  }

  private boolean isBelow(int candidate, int other) {
    Candidate one = candidates.get(candidate);
    return one.state() == State.FITTED
        && candidates.get(other).state() == State.FITTED
        && allowsAll(spec.candidates().get(candidate), spec.candidates().get(other))
        && logLikelihood(candidate)
            < logLikelihood(other) - Soundness.SAME_MAXIMUM_PER_OBSERVATION * one.size();
  }

  private double logLikelihood(int candidate) {
    return candidates.get(candidate).logLikelihood();
  }

  /** Whether one is known to have all models of another one among its own. */
  static boolean allowsAll(FitSpec one, FitSpec other) {
    boolean isMaximum = one.prior() == null;
    boolean isOfAsMany = one.components() == other.components();
    boolean isOfOneMore =
        one.components() == other.components() + 1
            && one.mixingWeights() instanceof MixingWeights.Learned;
    return isMaximum
        && (isOfAsMany || isOfOneMore)
        && one.family().structure().allows(other.family().structure());
  }
}
