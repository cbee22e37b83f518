package io.mixtura.fit;

import io.mixtura.mixture.Algorithm;
import io.mixtura.mixture.ComponentFamily;
import io.mixtura.mixture.CovarianceStructure;
import io.mixtura.mixture.DegreesOfFreedom;
import io.mixtura.mixture.Frozen;
import io.mixtura.mixture.GaussianFamily;
import io.mixtura.mixture.NoisyFamily;
import io.mixtura.mixture.StudentFamily;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** Checks what components are to be, besides their covariances. */
final class FamilyResolver {
  static final String GAUSSIAN = "gaussian";
  static final String STUDENT = "student";
  private static final String ESTIMATED = "estimated";
  private static final String SHARED = "shared";
  private static final String DEGREES = "/degreesOfFreedom";

  private final FitRequest request;
  private final Algorithm algorithm;
  private final Findings findings;

  FamilyResolver(FitRequest request, Algorithm algorithm, Findings findings) {
    this.request = request;
    this.algorithm = algorithm;
    this.findings = findings;
  }

  /**
   * What the engine is to do.
   *
   * @param frozen what of Gaussian components is not estimated
   */
  ComponentFamily resolve(CovarianceStructure covariance, Frozen frozen) {
    ComponentFamily family = family(covariance, frozen);
    if (!isTrue(request.noise())) {
      return family;
    }
    findings.require(
        algorithm == Algorithm.EM,
        "/noise",
        "kmeans gives every point to a cluster and knows no noise; leave it out, or use em");
    return new NoisyFamily(family);
  }

  private ComponentFamily family(CovarianceStructure covariance, Frozen frozen) {
    String code = Objects.requireNonNullElse(request.family(), GAUSSIAN);
    findings.require(
        algorithm == Algorithm.EM || request.family() == null,
        "/family",
        "kmeans has no distributions; leave family out, or use em");
    refuseUnlessGaussian(code, "/frozen", request.frozen());
    refuseUnlessGaussian(code, "/prior", request.prior());
    if (code.equals(STUDENT)) {
      return new StudentFamily(covariance, degreesOfFreedom(request.degreesOfFreedom()));
    }
    boolean isKnown =
        findings.require(
            code.equals(GAUSSIAN),
            "/family",
            "'%s' is not a family of components; there are '%s' and '%s'",
            Findings.shown(code),
            GAUSSIAN,
            STUDENT);
    findings.require(
        !isKnown || request.degreesOfFreedom() == null,
        DEGREES,
        "only components of family '%s' have degrees of freedom; leave them out, or set \"family\": \"%s\"",
        STUDENT,
        STUDENT);
    return new GaussianFamily(covariance, frozen);
  }

  private void refuseUnlessGaussian(String family, String pointer, @Nullable Object given) {
    findings.require(
        given == null || family.equals(GAUSSIAN),
        pointer,
        "%s is for Gaussian components; leave it out, or set \"family\": \"%s\"",
        pointer.substring(1),
        GAUSSIAN);
  }

  private DegreesOfFreedom degreesOfFreedom(@Nullable JsonNode given) {
    if (given == null || isText(given, ESTIMATED)) {
      return new DegreesOfFreedom.PerComponent();
    }
    if (isText(given, SHARED)) {
      return new DegreesOfFreedom.Shared();
    }
    double number = given.isNumber() ? given.asDouble() : 0;
    findings.require(
        number >= DegreesOfFreedom.LEAST && number <= DegreesOfFreedom.MOST_GIVEN,
        DEGREES,
        "degreesOfFreedom must be '%s' (for each component), '%s' (one estimate for all) or a number from %s to %s, but was %s",
        ESTIMATED,
        SHARED,
        DegreesOfFreedom.LEAST,
        DegreesOfFreedom.MOST_GIVEN,
        Findings.shown(given.toString()));
    return new DegreesOfFreedom.Fixed(number);
  }

  /** Whether components are the default ones, which cope with everything. */
  static boolean isPlainGaussian(FitRequest request) {
    return GAUSSIAN.equals(Objects.requireNonNullElse(request.family(), GAUSSIAN))
        && !isTrue(request.noise());
  }

  private static boolean isText(JsonNode given, String text) {
    return given.isString() && given.asString().equals(text);
  }

  private static boolean isTrue(@Nullable Boolean value) {
    return Boolean.TRUE.equals(value);
  }

  /** How an answer states the family: not at all where it is the default. */
  static @Nullable String stated(FitRequest request) {
    return STUDENT.equals(request.family()) ? STUDENT : null;
  }

  /** How an answer states the degrees of freedom. */
  static @Nullable JsonNode statedDegreesOfFreedom(FitRequest request) {
    return stated(request) == null
        ? null
        : Objects.requireNonNullElse(request.degreesOfFreedom(), StringNode.valueOf(ESTIMATED));
  }

  /** How an answer states noise: not at all where there is none. */
  static @Nullable Boolean statedNoise(FitRequest request) {
    return isTrue(request.noise()) ? true : null;
  }
}
