package io.mixtura.mixture.spec;

/** The criterion by which one of several candidates is chosen. */
public enum SelectionCriterion {
  /** Bayes (Schwarz), see {@code InformationCriteria}. */
  BIC("bic"),

  /** Akaike. */
  AIC("aic"),

  /** Integrated completed likelihood. */
  ICL("icl"),

  /** The log-likelihood of rows that the fit has not seen: cross-validation. */
  HELD_OUT("heldOut");

  private final String code;

  SelectionCriterion(String code) {
    this.code = code;
  }

  /** The name in requests and answers. */
  public String code() {
    return code;
  }
}
