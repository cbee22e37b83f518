package io.mixtura.mixture.fitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.family.GaussianFamily;
import io.mixtura.mixture.spec.Acceleration;
import io.mixtura.mixture.spec.Algorithm;
import io.mixtura.mixture.spec.ConvergenceCriterion;
import io.mixtura.mixture.spec.FitSpec;
import io.mixtura.mixture.spec.Initialization;
import io.mixtura.mixture.spec.MixingWeights;
import io.mixtura.mixture.testing.Data;
import io.mixtura.mixture.testing.Fits;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * R's mclust 6.0.0 from the same partition. It stops where a step gains less than 1e-13,
 * relatively, which leaves its parameters up to 1e-4 from the fixed point that this engine iterates
 * to.
 */
class MclustGoldenTests {
  /**
   * How much higher this engine ends where mclust's search for common axes stops short. Then the
   * parameters are not the same either.
   */
  private static final Map<String, Double> GAINS =
      Map.of(
          "faithful-2 VVE", 0.0748039,
          "faithful-3 VVE", 0.1330762,
          "iris-2 VVE", 0.4012699,
          "iris-3 VVE", 24.0064148);

  static Stream<Arguments> goldens() {
    return Stream.of("faithful-2", "faithful-3", "iris-2", "iris-3")
        .flatMap(name -> codes().map(code -> Arguments.of(name, code)));
  }

  private static Stream<String> codes() {
    return CovarianceStructure.ALL.stream()
        .filter(CovarianceStructure::isEstimated)
        .map(structure -> structure.names().getLast());
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void reachesTheSameMaximum(String name, String model) {
    JsonNode golden =
        JsonMapper.shared().readTree(Data.text("/golden/golden-%s.json".formatted(name)));
    JsonNode expected = golden.path("models").path(model);
    double[][] rows = name.startsWith("iris") ? Data.iris() : Data.faithful();
    FitSpec spec = spec(golden, CovarianceStructure.of(model));

    FitOutcome.Fitted fitted = Fits.fitted(spec, rows);

    double logLikelihood = expected.path("logLikelihood").asDouble();
    assertThat(fitted.logLikelihood())
        .isGreaterThanOrEqualTo(logLikelihood - 1e-9 * Math.abs(logLikelihood));
    assertThat(fitted.freeParameters()).isEqualTo(expected.path("parameters").asLong());
    assertThat(-Objects.requireNonNull(fitted.criteria()).bic())
        .isCloseTo(
            expected.path("bic_mclust").asDouble() + 2 * (fitted.logLikelihood() - logLikelihood),
            within(1e-8));
    Double gain = GAINS.get(name + " " + model);
    if (gain == null) {
      assertSameParameters(fitted, expected);
    } else {
      assertThat(fitted.logLikelihood()).isCloseTo(logLikelihood + gain, within(1e-5));
    }
  }

  private static FitSpec spec(JsonNode golden, CovarianceStructure structure) {
    List<Integer> labels =
        StreamSupport.stream(golden.path("startingPartition").spliterator(), false)
            .map(JsonNode::asInt)
            .toList();
    return new FitSpec(
        golden.path("components").asInt(),
        Algorithm.EM,
        new GaussianFamily(structure),
        new Initialization.Partition(labels),
        1,
        new ConvergenceCriterion(ConvergenceCriterion.Criterion.PARAMETERS, 1e-9, 100_000),
        0,
        new MixingWeights.Learned(),
        false,
        1,
        Acceleration.SQUAREM,
        null);
  }

  private static void assertSameParameters(FitOutcome.Fitted fitted, JsonNode expected) {
    MixtureModel model = fitted.model();
    for (int initial = 0; initial < model.components(); initial++) {
      int k = fitted.initialToCanonical().get(initial);
      assertThat(model.weight(k))
          .isCloseTo(expected.path("weights").path(initial).asDouble(), within(1e-4));
      for (int i = 0; i < model.dimensions(); i++) {
        assertClose(model.mean(k)[i], expected.path("means").path(initial).path(i).asDouble());
        for (int j = 0; j < model.dimensions(); j++) {
          assertClose(
              model.covariance(k)[i][j],
              expected.path("covariances").path(initial).path(i).path(j).asDouble());
        }
      }
    }
  }

  /** 1e-4 relative, and absolute below 1. */
  private static void assertClose(double actual, double expected) {
    assertThat(actual).isCloseTo(expected, within(1e-4 * Math.max(1, Math.abs(expected))));
  }
}
