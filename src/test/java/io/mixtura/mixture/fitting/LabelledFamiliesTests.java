package io.mixtura.mixture.fitting;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.encoding.ColumnFamily;
import io.mixtura.mixture.family.DegreesOfFreedom;
import io.mixtura.mixture.observations.Observations;
import io.mixtura.mixture.spec.Initialization;
import io.mixtura.mixture.testing.Clusters;
import io.mixtura.mixture.testing.DiscreteData;
import io.mixtura.mixture.testing.Fits;
import io.mixtura.mixture.testing.SpecBuilder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Component j is what label j stands for: of every family, from every start, gaps or not. */
class LabelledFamiliesTests {
  private static final List<ColumnFamily> NUMBERS =
      DiscreteData.all(new ColumnFamily.Gaussian(), 3);
  private static final List<ColumnFamily> COUNTS = DiscreteData.all(new ColumnFamily.Poisson(), 3);
  private static final List<ColumnFamily> ANSWERS =
      DiscreteData.all(new ColumnFamily.Bernoulli(), 9);
  private static final List<ColumnFamily> LEVELS =
      DiscreteData.all(DiscreteData.levels(0, 1, 2), 6);
  private static final List<ColumnFamily> MIXED =
      List.of(
          new ColumnFamily.Poisson(),
          new ColumnFamily.Gaussian(),
          DiscreteData.levels(0, 1, 2),
          new ColumnFamily.Bernoulli(),
          new ColumnFamily.Gaussian());

  private record Kind(SpecBuilder spec, List<ColumnFamily> columns) {}

  private static Map<String, Kind> kinds() {
    Map<String, Kind> kinds = new LinkedHashMap<>();
    for (CovarianceStructure structure : CovarianceStructure.ALL) {
      kinds.put(structure.code(), new Kind(SpecBuilder.em(3, structure), NUMBERS));
    }
    kinds.put("student", new Kind(full().student(new DegreesOfFreedom.PerComponent()), NUMBERS));
    kinds.put("noise", new Kind(full().noisy(), NUMBERS));
    kinds.put(
        "noisy student", new Kind(full().student(new DegreesOfFreedom.Shared()).noisy(), NUMBERS));
    kinds.put("poisson", new Kind(SpecBuilder.em(3, COUNTS), COUNTS));
    kinds.put("bernoulli", new Kind(SpecBuilder.em(3, ANSWERS), ANSWERS));
    kinds.put("categorical", new Kind(SpecBuilder.em(3, LEVELS), LEVELS));
    kinds.put("mixed", new Kind(SpecBuilder.em(3, MIXED), MIXED));
    return kinds;
  }

  private static SpecBuilder full() {
    return SpecBuilder.em(3, CovarianceStructure.FULL);
  }

  static Stream<Arguments> problems() {
    return kinds().keySet().stream()
        .flatMap(kind ->
            Stream.of("portfolio", "kmeans", "random")
                .flatMap(start ->
                    Stream.of("0,1,2", "1,0,2", "2,0,1")
                        .flatMap(labels ->
                            Stream.of(false, true)
                                .map(gaps -> Arguments.of(kind, start, labels, gaps)))));
  }

  @ParameterizedTest(name = "{0} from {1}, labels {2}, gaps {3}")
  @MethodSource("problems")
  void componentsHaveTheNumbersOfTheirLabels(
      String kind, String start, String labels, boolean hasGaps) {
    Kind asked = Objects.requireNonNull(kinds().get(kind));
    int[] names = Arrays.stream(labels.split(",")).mapToInt(Integer::parseInt).toArray();
    Clusters clusters = Clusters.of(200, asked.columns(), 5);
    double[][] rows = clusters.labelled(names, 4);
    int d = asked.columns().size();
    for (int i = 0; i < rows.length && hasGaps; i += 9) {
      rows[i][i % d] = Double.NaN;
    }
    Observations points = Observations.of(rows).marked(-1, d, IntStream.range(0, d).toArray());

    MixtureModel model =
        Fits.fitted(asked.spec().from(start(start)).build(), hasGaps ? points.incomplete() : points)
            .model();

    double[] shares = {0.55, 0.3, 0.15};
    for (int c = 0; c < names.length; c++) {
      assertThat(model.weight(names[c]))
          .as("label %d", names[c])
          .isBetween(shares[c] - 0.06, shares[c] + 0.06);
    }
  }

  private static Initialization start(String name) {
    return switch (name) {
      case "portfolio" -> new Initialization.Portfolio(13, 2);
      case "kmeans" -> new Initialization.KMeans();
      default -> new Initialization.RandomPoints();
    };
  }
}
