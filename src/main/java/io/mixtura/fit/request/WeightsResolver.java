package io.mixtura.fit.request;

import io.mixtura.mixture.spec.Algorithm;
import io.mixtura.mixture.spec.MixingWeights;
import io.mixtura.web.problem.Excerpt;
import io.mixtura.web.problem.Findings;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** Checks where the mixing weights are to come from. */
final class WeightsResolver {
  private static final String LEARNED = "learned";
  private static final String EQUAL = "equal";
  private static final String AT = "/mixingWeights";

  private final Algorithm algorithm;
  private final Findings findings;

  WeightsResolver(Algorithm algorithm, Findings findings) {
    this.algorithm = algorithm;
    this.findings = findings;
  }

  /**
   * What the engine is to do.
   *
   * @param min fewest components; 0 if the request does not tell, as {@code max}
   */
  MixingWeights resolve(@Nullable JsonNode given, int min, int max) {
    if (given == null) {
      return new MixingWeights.Learned();
    }
    if (!findings.require(
        algorithm == Algorithm.EM, AT, "kmeans does not use mixing weights; leave them out")) {
      return new MixingWeights.Learned();
    }
    if (given.isString() && given.asString().equals(LEARNED)) {
      return new MixingWeights.Learned();
    }
    if (given.isString() && given.asString().equals(EQUAL)) {
      return new MixingWeights.Equal();
    }
    return given.isArray() ? fixed(given, min, max) : refused(given, min == max ? max : 0);
  }

  private MixingWeights fixed(JsonNode given, int min, int max) {
    if (max == 0 || !isForOneNumber(min, max)) {
      return new MixingWeights.Learned();
    }
    return given.size() == max ? fixed(given, max) : refused(given, max);
  }

  /** What says something of each component fits one number of them only. */
  private boolean isForOneNumber(int min, int max) {
    return findings.require(
        min == max,
        AT,
        "an array of weights is for one number of components, but there are to be from %d to %d; give one number, or 'learned' or 'equal'",
        min,
        max);
  }

  /**
   * Refuses what is neither a word nor an array that fits.
   *
   * @param k number of components; 0 if the request does not tell, or names a range
   */
  private MixingWeights refused(JsonNode given, int k) {
    findings.require(
        false,
        AT,
        "mixingWeights must be 'learned', 'equal' or an array of %s, but was %s",
        k == 0 ? "numbers" : "%d number%s".formatted(k, k == 1 ? "" : "s"),
        Excerpt.of(given));
    return new MixingWeights.Learned();
  }

  private MixingWeights fixed(JsonNode given, int k) {
    for (int i = 0; i < k; i++) {
      JsonNode weight = given.get(i);
      if (!findings.require(
          weight.isNumber() && weight.asDouble() > 0 && Double.isFinite(weight.asDouble()),
          AT + "/" + i,
          "a mixing weight must be a number above 0, but was %s",
          Excerpt.of(weight))) {
        return new MixingWeights.Learned();
      }
    }
    List<Double> weights = given.valueStream().map(JsonNode::asDouble).toList();
    MixingWeights fixed = new MixingWeights.Fixed(weights);
    findings.require(AT, () -> fixed.initial(k));
    return fixed;
  }

  /** As answers state them: as they were given, or by default. */
  @Nullable JsonNode stated(@Nullable JsonNode given) {
    return algorithm == Algorithm.EM
        ? Objects.requireNonNullElse(given, StringNode.valueOf(LEARNED))
        : null;
  }
}
