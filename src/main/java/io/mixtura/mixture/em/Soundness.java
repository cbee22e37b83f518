package io.mixtura.mixture.em;

import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.covariance.Covariance;
import io.mixtura.mixture.covariance.DataProfile;
import io.mixtura.mixture.covariance.Rescue;
import io.mixtura.mixture.family.ComponentFamily;
import io.mixtura.mixture.observations.View;
import io.mixtura.mixture.statistics.SufficientStatistics;
import java.util.Optional;

/**
 * Tells a maximum from a hole in the likelihood.
 *
 * <p>A start is spurious when it ends with a component on too few points to have parameters of its
 * own, one that only the rescue keeps from collapsing, or one that is narrow beyond belief against
 * the data; or when its log-likelihood keeps falling, as it does when a component collapses, is
 * rescued, and collapses again.
 *
 * <ul>
 *   <li>Narrow is what has in some direction a variance below {@value #NARROWEST} of the data's in
 *       their middle (the smallest eigenvalue of Σ₀⁻¹Σ_k, see {@link
 *       DataProfile#middleCovariance}); on few points below {@value #NARROW_ON_FEW} of it.
 *   <li>Few points are {@value #MANY} times those that give a component a covariance at all; too
 *       few are hardly twice these, or less where there are not so many for every component.
 * </ul>
 *
 * <p>Where components have covariances points count once, whatever they weigh: however often one is
 * repeated, it shows no direction. Nothing here depends on the columns' units.
 */
public final class Soundness {
  /** Starts this close, per observation, are taken to have reached the same maximum. */
  public static final double SAME_MAXIMUM_PER_OBSERVATION = 1e-4;

  /** A ten-thousandth of the data's spread, squared. */
  private static final double NARROWEST = 1e-8;

  private static final double NARROW_ON_FEW = 1e-7;

  private static final int MANY = 5;

  /** So that three rows that lie apart on a line are enough, and what others have of them. */
  private static final double LESS = 1.5;

  /** Accepted steps at the end among which none may lower the log-likelihood. */
  private static final int LAST = 20;

  private final Covariance middle;
  private final double size;
  private final MStep mStep;
  private final EStep eStep;

  public Soundness(DataProfile data, MStep mStep, EStep eStep) {
    this.middle = data.ofGaussian().middleCovariance();
    this.size = data.size();
    this.mStep = mStep;
    this.eStep = eStep;
  }

  /** What makes a start spurious. */
  public sealed interface Flaw {
    /** Only rescues keep components from collapsing. */
    record Rescued() implements Flaw {}

    /** The log-likelihood fell in the last steps. */
    record Falling() implements Flaw {}

    /** A component has too few points. */
    record Few(int component, double points, double needed) implements Flaw {}

    /**
     * A component is too narrow.
     *
     * @param width its standard deviation where it is narrowest, against the data's in their middle
     */
    record Narrow(int component, double width) implements Flaw {}
  }

  /**
   * Whether no end can be sound, wherever a start leads: all rows together are fewer than the
   * components need.
   *
   * @param rows that weigh anything
   */
  public static boolean isOutOfReach(
      ComponentFamily family, Rescue rescue, int components, int rows) {
    return (long) components * family.fewestPoints(rescue.directions()) > rows;
  }

  public boolean isSpurious(EmState state, SufficientStatistics statistics) {
    return flaw(state, statistics).isPresent();
  }

  /** The first that is found; empty for a sound end. */
  public Optional<Flaw> flaw(EmState state, SufficientStatistics statistics) {
    if (!state.rescued().isEmpty()) {
      return Optional.of(new Flaw.Rescued());
    }
    return state.trace().falls(LAST, size) > 0
        ? Optional.of(new Flaw.Falling())
        : flaw(state.model(), statistics);
  }

  private Optional<Flaw> flaw(MixtureModel model, SufficientStatistics statistics) {
    int fewest = mStep.family().fewestPoints(mStep.rescue().directions());
    SufficientStatistics points = counted(model, statistics);
    double most = (double) eStep.shape().size() / (2 * model.clusters());
    double tooFew = fewest > 1 ? Math.clamp(most, fewest, 2 * fewest - LESS) : fewest;
    for (int k = 0; k < model.clusters(); k++) {
      if (points.count(k) < tooFew) {
        return Optional.of(new Flaw.Few(k, points.count(k), tooFew));
      }
      double narrowest = points.count(k) < MANY * fewest ? NARROW_ON_FEW : NARROWEST;
      double narrowness = model.parameters().narrowness(k, middle);
      if (narrowness < narrowest) {
        return Optional.of(new Flaw.Narrow(k, Math.sqrt(narrowness)));
      }
    }
    return Optional.empty();
  }

  private SufficientStatistics counted(MixtureModel model, SufficientStatistics statistics) {
    return eStep.shape().isWeighted() && mStep.family().hasCovariances()
        ? eStep.through(new View.CountedOnce()).run(new ResponsibilityRule.Soft(model))
        : statistics;
  }
}
