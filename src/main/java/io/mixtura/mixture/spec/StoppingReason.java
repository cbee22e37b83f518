package io.mixtura.mixture.spec;

/** The reason why the iterations of a start ended. */
public enum StoppingReason {
  /** What is left to gain of log-likelihood per observation fell below the tolerance. */
  LOG_LIKELIHOOD_CONVERGED("logLikelihood"),
  /** The largest change of a parameter fell below the tolerance. */
  PARAMETERS_CONVERGED("parameters"),
  /** The limit on iterations was reached. */
  ITERATION_LIMIT("iterationLimit"),
  /** Rounding hides any further gain. */
  ROUNDING_LIMIT("roundingLimit");

  private final String code;

  StoppingReason(String code) {
    this.code = code;
  }

  /** The name in answers. */
  public String code() {
    return code;
  }

  /** Whether it means that the criterion was met. */
  public boolean isConvergence() {
    return this == LOG_LIKELIHOOD_CONVERGED || this == PARAMETERS_CONVERGED;
  }
}
