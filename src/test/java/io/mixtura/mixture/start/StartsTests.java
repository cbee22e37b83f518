package io.mixtura.mixture.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.em.EmState;
import io.mixtura.mixture.kernel.Kernels;
import io.mixtura.mixture.observations.Observations;
import io.mixtura.mixture.observations.Sampling;
import io.mixtura.mixture.spec.Initialization;
import io.mixtura.mixture.spec.MixingWeights;
import io.mixtura.mixture.testing.Data;
import io.mixtura.mixture.testing.Fits;
import io.mixtura.mixture.testing.Recording;
import io.mixtura.mixture.testing.SpecBuilder;
import io.mixtura.mixture.testing.TextbookCovariances;
import io.mixtura.mixture.testing.TextbookMixture;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StartsTests {

  /** With one iteration to come, what is reported first is the likelihood of the start itself. */
  static Stream<String> structures() {
    return TextbookCovariances.structures().map(CovarianceStructure::code);
  }

  @ParameterizedTest
  @MethodSource("structures")
  void aPartitionStartsFromTheMomentsOfItsParts(String structure) {
    double[][] rows = Data.iris();
    List<Integer> labels = IntStream.range(0, rows.length).map(i -> i / 50).boxed().toList();
    double[][] hard = new double[rows.length][3];
    for (int i = 0; i < rows.length; i++) {
      hard[i][labels.get(i)] = 1;
    }
    Recording recording = new Recording();
    Fits.run(
        SpecBuilder.em(3, CovarianceStructure.of(structure))
            .from(new Initialization.Partition(labels))
            .iterations(1)
            .build(),
        rows,
        recording);

    TextbookMixture expected =
        TextbookMixture.maximized(
            rows, hard, CovarianceStructure.of(structure), new MixingWeights.Learned());
    double logLikelihood = expected.logLikelihood(rows);
    assertThat(recording.progress().getFirst().objective())
        .isCloseTo(logLikelihood, within(1e-9 * Math.abs(logLikelihood)));
  }

  @Test
  void randomPointsStartWithEqualWeightsAndTheSpreadOfTheData() {
    double[][] rows = Data.faithful();
    Recording recording = new Recording();
    Fits.run(
        SpecBuilder.em(3, CovarianceStructure.FULL)
            .from(new Initialization.RandomPoints())
            .plain()
            .iterations(1)
            .restarts(1)
            .build(),
        rows,
        recording);

    EmState first = Objects.requireNonNull(recording.checkpoints().getFirst().state());
    TextbookMixture start = TextbookMixture.of(Objects.requireNonNull(first.previous()));
    double[][] all = new double[rows.length][1];
    Arrays.stream(all).forEach(row -> row[0] = 1);
    double[][] spread =
        TextbookMixture.maximized(rows, all, CovarianceStructure.FULL, new MixingWeights.Learned())
            .covariances()[0];
    for (int k = 0; k < 3; k++) {
      assertThat(start.weights()[k]).isEqualTo(1.0 / 3);
      double[] mean = start.means()[k];
      assertThat(Arrays.stream(rows).anyMatch(row -> Arrays.equals(row, mean))).isTrue();
      for (int i = 0; i < 2; i++) {
        assertThat(start.covariances()[k][i]).containsExactly(spread[i], within(1e-9));
      }
    }
  }

  @Test
  void pointsAreDrawnDifferentWhereTheDataAllowIt() {
    double[][] rows = new double[100][];
    Arrays.setAll(rows, i -> new double[] {i % 4, 0});
    for (int start = 0; start < 50; start++) {
      double[][] points =
          Sampling.distinctPoints(Observations.of(rows), 4, Sampling.generator(9, start));
      assertThat(Arrays.stream(points).mapToDouble(point -> point[0]).sorted().toArray())
          .containsExactly(0, 1, 2, 3);
    }
  }

  @Test
  void meansBySquaredDistanceLieInDifferentClusters() {
    double[][] rows = new double[600][];
    Arrays.setAll(rows, i -> new double[] {1e6 * (i % 6) + Math.sin(i), Math.cos(i)});
    for (int start = 0; start < 50; start++) {
      double[][] means =
          new KMeansPlusPlus(Observations.of(rows), Kernels.best(), Sampling.generator(7, start))
              .means(6);
      assertThat(
              Arrays.stream(means).mapToLong(mean -> Math.round(mean[0] / 1e6)).sorted().toArray())
          .containsExactly(0, 1, 2, 3, 4, 5);
    }
  }

  @Test
  void smallDataAreTheirOwnSample() {
    Observations iris = Observations.of(Data.iris());

    assertThat(Sampling.sample(iris, Sampling.mostPoints(4), Sampling.generator(1, 0)))
        .isSameAs(iris);
  }

  /** One point of each stretch of equal length, in order; the start decides which. */
  @Test
  void largeDataAreSampledEvenly() {
    double[][] rows = new double[200_000][];
    Arrays.setAll(rows, i -> new double[] {i});
    Observations all = Observations.of(rows);

    Observations sample = Sampling.sample(all, Sampling.mostPoints(1), Sampling.generator(1, 0));
    Observations other = Sampling.sample(all, Sampling.mostPoints(1), Sampling.generator(1, 1));

    assertThat(sample.size()).isEqualTo(65_536);
    Set<Double> chosen = new HashSet<>();
    int same = 0;
    for (int i = 0; i < sample.size(); i += 97) {
      double point = sample.point(i)[0];
      assertThat(point).isBetween(200_000.0 * i / 65_536 - 1, 200_000.0 * (i + 1) / 65_536);
      assertThat(chosen.add(point)).isTrue();
      same += point == other.point(i)[0] ? 1 : 0;
    }
    assertThat(same).isLessThan(chosen.size() / 2);
  }
}
