package io.mixtura.fit;

import io.mixtura.mixture.DegreesOfFreedom;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * Checks the degrees of freedom of t components.
 *
 * @param given what the request says; null if nothing
 * @param isStudent whether there are t components
 */
record DegreesResolver(@Nullable JsonNode given, boolean isStudent, Findings findings) {
  private static final String ESTIMATED = "estimated";
  private static final String SHARED = "shared";
  private static final String AT = "/degreesOfFreedom";

  DegreesOfFreedom resolve() {
    findings.require(
        isStudent || given == null,
        AT,
        "only components of family '%s' have degrees of freedom; leave them out, or set \"family\": \"%s\"",
        FamilyResolver.STUDENT,
        FamilyResolver.STUDENT);
    if (given == null || !isStudent || isText(given, ESTIMATED)) {
      return new DegreesOfFreedom.PerComponent();
    }
    return isText(given, SHARED) ? new DegreesOfFreedom.Shared() : fixed(given);
  }

  private DegreesOfFreedom fixed(JsonNode degrees) {
    double number = degrees.isNumber() ? degrees.asDouble() : 0;
    findings.require(
        number >= DegreesOfFreedom.LEAST && number <= DegreesOfFreedom.MOST_GIVEN,
        AT,
        "degreesOfFreedom must be '%s' (for each component), '%s' (one estimate for all) or a number from %s to %s, but was %s",
        ESTIMATED,
        SHARED,
        DegreesOfFreedom.LEAST,
        DegreesOfFreedom.MOST_GIVEN,
        Findings.shown(degrees.toString()));
    return new DegreesOfFreedom.Fixed(number);
  }

  private static boolean isText(JsonNode given, String text) {
    return given.isString() && given.asString().equals(text);
  }

  /** How an answer states them. */
  static @Nullable JsonNode stated(FitRequest request) {
    return FamilyResolver.STUDENT.equals(request.family())
        ? Objects.requireNonNullElse(request.degreesOfFreedom(), StringNode.valueOf(ESTIMATED))
        : null;
  }
}
