package io.mixtura.mixture.pass;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.covariance.Gaussians;
import io.mixtura.mixture.covariance.GivenCovariances;
import io.mixtura.mixture.encoding.ColumnFamily;
import io.mixtura.mixture.encoding.Encoding;
import io.mixtura.mixture.observations.Folds;
import io.mixtura.mixture.observations.Observations;
import io.mixtura.mixture.observations.Resample;
import io.mixtura.mixture.observations.SampleWeights;
import io.mixtura.mixture.observations.Shape;
import io.mixtura.mixture.observations.Tile;
import io.mixtura.mixture.observations.View;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever way points are seen in, what is known of them besides goes along. */
class ViewsTests {
  private static final double[][] ROWS = {{0, 1, 2, 0}, {1, 0, 3, 1}, {1, 1, 1, -1}, {0, 0, 2, 1}};

  /** Two columns of 0 and 1, weights and labels. */
  private static Observations marked() {
    return Observations.of(ROWS).marked(2, 3, 0, 1);
  }

  private static Stream<View> views() {
    CovarianceStructure full = CovarianceStructure.FULL;
    Gaussians gaussian =
        new Gaussians(
            full,
            List.of(new double[2]),
            List.of(GivenCovariances.covariance(full, new double[][] {{1, 0}, {0, 1}}, 0, 2)));
    Resample resample = Resample.of(1, 0, SampleWeights.of(marked()).positiveUpTo(), () -> false);
    return Stream.of(
        new View.Columns(1, 0),
        new View.WeightUnit(2),
        new View.Standardized(new double[2], new double[] {1, 2}),
        new Encoding(List.of(new ColumnFamily.Bernoulli(), new ColumnFamily.Gaussian())),
        new FilledObservations.Filled(gaussian),
        new Folds(1, 2).only(0),
        resample);
  }

  @ParameterizedTest
  @MethodSource("views")
  void labelsAndWeightsGoAlong(View view) {
    Observations seen = view.of(marked());

    Shape shape = Shape.of(seen);
    assertThat(shape.size()).isEqualTo(ROWS.length);
    assertThat(shape.isLabelled()).isTrue();
    assertThat(shape.isWeighted()).isTrue();
    Tile tile = new Tile(seen.dimensions());
    seen.read(0, tile);
    List<Integer> labels = new ArrayList<>();
    for (int p = 0; p < tile.count(); p++) {
      labels.add(tile.label(p));
    }
    assertThat(labels).containsExactly(0, 1, Tile.UNKNOWN, 1);
    assertThat(tile.isWeighted()).isTrue();
  }

  /** All but the one that fills the gaps. */
  @ParameterizedTest
  @MethodSource("views")
  void thatValuesMayBeMissingIsNotForgotten(View view) {
    boolean fills = view instanceof FilledObservations.Filled;

    assertThat(view.of(marked().incomplete()).isIncomplete()).isEqualTo(!fills);
  }
}
