package io.mixtura.mixture.em;

import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.covariance.DataProfile;
import io.mixtura.mixture.family.Maximization.Maximized;
import io.mixtura.mixture.spec.Acceleration;
import io.mixtura.mixture.statistics.StatisticsPath;
import io.mixtura.mixture.statistics.SufficientStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Squared extrapolation: two plain steps tell how the iteration contracts, and a leap takes what
 * many more such steps would gain.
 *
 * <p>With s₀, s₁, s₂ the statistics of three passes that M steps connect, r = s₁ − s₀ and v = s₂ −
 * 2s₁ + s₀, the leap leads to the M step of s₀ + 2ar + a²v with a = ‖r‖ / ‖v‖, the geometric mean
 * of the two steps that minimize a residual; a = 1 is s₂. It is made with statistics and not with
 * parameters because every M step accepts them: no structure and no family needs to know of it.
 *
 * <p>It is a proposal. Where parameters would not be sound it is made shorter; where the pass shows
 * that the log-likelihood is below that of the state it started from, EM goes on from there.
 *
 * <p>R. Varadhan, C. Roland: Simple and globally convergent methods for accelerating the
 * convergence of any EM algorithm. Scand. J. Statist. 35 (2008) 335–353.
 */
final class Squarem {
  static final int PASSES = 3;
  private static final int ATTEMPTS = 5;

  /** How fast the longest leap grows with success, and shrinks without. */
  private static final double GROWTH = 4;

  /** At 1 a leap would be a plain step. */
  private static final double SHORTEST = 2;

  /** The longest leap with which those of a sample are made: as it is at first, or longer. */
  private static final double TRUSTED = 4;

  private final MStep mStep;
  private final DataProfile data;
  private final boolean areOn;
  private final @Nullable SampleLeaps sampleLeaps;
  private final List<Pass> passes = new ArrayList<>(PASSES);
  private @Nullable Pass origin;
  private @Nullable EmState resumable;

  /** A state that has been seen, and the statistics of the pass that saw it. */
  record Pass(EmState state, SufficientStatistics statistics) {}

  /**
   * None so far.
   *
   * @param sampleLeaps leaps to be preferred; null if there is no sample
   */
  Squarem(
      Acceleration acceleration, MStep mStep, DataProfile data, @Nullable SampleLeaps sampleLeaps) {
    this.sampleLeaps = sampleLeaps;
    this.areOn = acceleration == Acceleration.SQUAREM;
    this.mStep = mStep;
    this.data = data;
  }

  /** Whether a pass shows that the last step was a leap, and one too many. */
  boolean hasOvershot(SufficientStatistics statistics) {
    // Written so that NaN counts as overshot.
    return origin != null && !(statistics.objective() >= origin.statistics().objective());
  }

  /** Goes back to where the leap started from, which has been paid for. */
  Pass goBack(int iteration) {
    if (origin == null) {
      throw new IllegalStateException("there was no leap");
    }
    Pass from = origin;
    origin = null;
    LikelihoodTrace trace = from.state().trace();
    double shorter = Math.max(SHORTEST, trace.longestLeap() / GROWTH);
    return new Pass(
        from.state().with(iteration, trace.withLongestLeap(shorter)), from.statistics());
  }

  /** The state after a leap from here, if there are passes enough to know where to. */
  @Nullable EmState leap(EmState unseen, Pass pass) {
    origin = null;
    if (!areOn || !unseen.rescued().isEmpty()) {
      passes.clear();
      return null;
    }
    if (passes.isEmpty()) {
      resumable = unseen;
    }
    passes.add(pass);
    boolean isWhole = passes.size() == PASSES;
    boolean isBySample = isSampleTrusted(unseen) && (isWhole || unseen.iteration() == 0);
    EmState leapt = isBySample ? bySample() : null;
    if (leapt == null && isWhole) {
      leapt = extrapolated();
    }
    if (leapt != null || isWhole) {
      origin = leapt == null ? null : pass;
      passes.clear();
    }
    return leapt;
  }

  /** Where leaps have been taken back one after the other, the sample's may be among them. */
  private boolean isSampleTrusted(EmState state) {
    return sampleLeaps != null && state.trace().longestLeap() >= TRUSTED;
  }

  /** The last state from which another process would come to the same bits. */
  EmState resumable(EmState state) {
    return (passes.isEmpty() && origin == null) || resumable == null ? state : resumable;
  }

  private @Nullable EmState bySample() {
    EmState from = passes.getLast().state();
    return Objects.requireNonNull(sampleLeaps)
        .from(passes)
        .map(to -> from.leapt(to.model(), from.trace().longestLeap(), to.length()))
        .orElse(null);
  }

  private @Nullable EmState extrapolated() {
    MixtureModel about = passes.getFirst().state().model();
    StatisticsPath path =
        new StatisticsPath(
            passes.get(0).statistics(), about(about, 1), about(about, 2), data.scales());
    EmState from = passes.getLast().state();
    double length = path.length();
    double longest = from.trace().longestLeap();
    double reach = Math.min(length, longest);
    double nextLongest = length >= longest ? longest * GROWTH : longest;
    for (int attempt = 0; attempt < ATTEMPTS && reach > 1; attempt++) {
      SufficientStatistics there = path.at(reach);
      if (there != null
          && about.parameters().family().admits(there)
          && mStep.maximize(there, about) instanceof Maximized<MixtureModel>(var model, var rescued)
          && rescued.isEmpty()) {
        return from.leapt(model, nextLongest, length);
      }
      reach = (reach + 1) / 2;
    }
    return null;
  }

  private SufficientStatistics about(MixtureModel model, int number) {
    Pass pass = passes.get(number);
    return pass.statistics()
        .about(pass.state().model().parameters().origins(), model.parameters().origins());
  }
}
