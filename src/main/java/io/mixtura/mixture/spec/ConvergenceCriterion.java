package io.mixtura.mixture.spec;

/**
 * The criterion by which iterating ends.
 *
 * @param criterion what is watched
 * @param tolerance what it has to fall below; 0 never stops early
 * @param maxIterations the most iterations
 */
public record ConvergenceCriterion(Criterion criterion, double tolerance, int maxIterations) {
  /** Iterations, with leaps, in which most starts have converged. */
  private static final int USUAL = 50;

  /** The quantity that is watched. */
  public enum Criterion {
    /**
     * What is left to gain of log-likelihood per observation, as Aitken's method projects it. For
     * k-means, which has none, half the loss of inertia per observation, as a fraction of the
     * columns' variances together.
     */
    LOG_LIKELIHOOD("logLikelihood"),
    /** The largest change of a parameter, relative to the columns' standard deviations. */
    PARAMETERS("parameters");

    private final String code;

    Criterion(String code) {
      this.code = code;
    }

    /** The name in requests and answers. */
    public String code() {
      return code;
    }
  }

  public boolean isMet(double remainingPerObservation, double change) {
    return switch (criterion) {
      case LOG_LIKELIHOOD -> remainingPerObservation < tolerance;
      case PARAMETERS -> change < tolerance;
    };
  }

  /** The same with a tolerance in other units. */
  public ConvergenceCriterion scaled(double unit) {
    return new ConvergenceCriterion(criterion, tolerance * unit, maxIterations);
  }

  /** The same as starts mostly end: sooner than they may, unless all iterations are wanted. */
  ConvergenceCriterion usual() {
    return tolerance == 0 ? this : within(USUAL);
  }

  /** The same with so many iterations, unless it has fewer. */
  ConvergenceCriterion within(int iterations) {
    return new ConvergenceCriterion(criterion, tolerance, Math.min(iterations, maxIterations));
  }

  public StoppingReason reason() {
    return switch (criterion) {
      case LOG_LIKELIHOOD -> StoppingReason.LOG_LIKELIHOOD_CONVERGED;
      case PARAMETERS -> StoppingReason.PARAMETERS_CONVERGED;
    };
  }
}
