package io.mixtura.mixture.covariance;

/** The freedom of a part of the covariances: the same in all components, or its own in each. */
enum Variation {
  /** One for all components; E in mclust's codes. */
  EQUAL,
  /** One for each component; V in mclust's codes. */
  VARIABLE;

  /** Free parameters of a part that has {@code one} of them in one component. */
  long count(int components, long one) {
    return this == EQUAL ? one : components * one;
  }

  /** The letter in mclust's codes. */
  char letter() {
    return name().charAt(0);
  }
}
