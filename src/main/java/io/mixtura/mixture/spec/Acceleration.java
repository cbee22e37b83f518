package io.mixtura.mixture.spec;

/** The choice whether EM takes only its own steps. */
public enum Acceleration {
  /** Plain EM. */
  NONE("none"),
  /** Squared extrapolation between plain steps, taken back where the log-likelihood would fall. */
  SQUAREM("squarem");

  private final String code;

  Acceleration(String code) {
    this.code = code;
  }

  /** The name in requests and answers. */
  public String code() {
    return code;
  }
}
