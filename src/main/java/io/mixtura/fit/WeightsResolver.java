package io.mixtura.fit;

import io.mixtura.mixture.Algorithm;
import io.mixtura.mixture.MixingWeights;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Checks where the mixing weights are to come from. */
final class WeightsResolver {
  static final String LEARNED = "learned";
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
   * @param k number of components; 0 if the request does not tell
   */
  MixingWeights resolve(@Nullable JsonNode given, int k) {
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
    return fixed(given, k);
  }

  private MixingWeights fixed(JsonNode given, int k) {
    if (given.isArray() && k == 0) {
      return new MixingWeights.Learned();
    }
    if (!findings.require(
        given.isArray() && given.size() == k,
        AT,
        "mixingWeights must be 'learned', 'equal' or an array of %s, but was %s",
        k == 0 ? "numbers" : "%d number%s".formatted(k, k == 1 ? "" : "s"),
        Findings.shown(given.toString()))) {
      return new MixingWeights.Learned();
    }
    for (int i = 0; i < k; i++) {
      JsonNode weight = given.get(i);
      if (!findings.require(
          weight.isNumber() && weight.asDouble() > 0 && Double.isFinite(weight.asDouble()),
          AT + "/" + i,
          "a mixing weight must be a number above 0, but was %s",
          Findings.shown(weight.toString()))) {
        return new MixingWeights.Learned();
      }
    }
    List<Double> weights = given.valueStream().map(JsonNode::asDouble).toList();
    MixingWeights fixed = new MixingWeights.Fixed(weights);
    findings.require(AT, () -> fixed.initial(k));
    return fixed;
  }
}
