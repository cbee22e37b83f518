package io.mixtura.fit.request;

import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.encoding.ColumnFamily;
import io.mixtura.mixture.encoding.Encoding;
import io.mixtura.mixture.family.ComponentFamily;
import io.mixtura.mixture.family.DegreesOfFreedom;
import io.mixtura.mixture.family.Frozen;
import io.mixtura.mixture.family.GaussianFamily;
import io.mixtura.mixture.family.NoisyFamily;
import io.mixtura.mixture.family.StudentFamily;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.node.StringNode;

/**
 * The distribution of the columns in a component.
 *
 * @param given as it was asked for
 * @param columns the family of each, Gaussian where t components have all of them; the levels of
 *     categorical ones are found in the data later
 * @param degrees of freedom, of no matter unless components are t
 */
record ResolvedFamily(
    FitRequest.Family given, List<ColumnFamily> columns, DegreesOfFreedom degrees) {
  /** The family of all columns together, in the place of that of each. */
  static final String STUDENT = "student";

  static final String ESTIMATED = "estimated";

  FitRequest.Family stated() {
    return new FitRequest.Family(
        given.family(),
        given.families(),
        isStudent()
            ? Objects.requireNonNullElse(given.degreesOfFreedom(), StringNode.valueOf(ESTIMATED))
            : null,
        isNoisy() ? true : null);
  }

  boolean isStudent() {
    return STUDENT.equals(given.family());
  }

  boolean isNoisy() {
    return Boolean.TRUE.equals(given.noise());
  }

  boolean areColumnsGaussian() {
    return gaussian() == columns.size();
  }

  boolean isNoColumnGaussian() {
    return !columns.isEmpty() && gaussian() == 0;
  }

  private int gaussian() {
    return new Encoding(columns).numeric();
  }

  /** Whether components are Gaussian, with or without noise besides. */
  boolean isGaussian() {
    return areColumnsGaussian() && !isStudent();
  }

  /** What the engine is to do, once all has been checked. */
  ComponentFamily components(CovarianceStructure covariance, Frozen frozen) {
    ComponentFamily family = estimated(covariance, frozen);
    return isNoisy() ? new NoisyFamily(family) : family;
  }

  private ComponentFamily estimated(CovarianceStructure covariance, Frozen frozen) {
    if (isStudent()) {
      return new StudentFamily(covariance, degrees);
    }
    return isGaussian()
        ? new GaussianFamily(covariance, frozen)
        : ComponentFamily.of(covariance, columns);
  }
}
