package io.mixtura.mixture.observations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mixtura.mixture.Standardization;
import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.em.PassThreads;
import io.mixtura.mixture.fitting.FitOutcome;
import io.mixtura.mixture.fitting.MixtureFit;
import io.mixtura.mixture.spec.FitSpec;
import io.mixtura.mixture.testing.Bits;
import io.mixtura.mixture.testing.Data;
import io.mixtura.mixture.testing.Fits;
import io.mixtura.mixture.testing.SpecBuilder;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObservationsTests {

  @ParameterizedTest
  @ValueSource(ints = {1, 255, 256, 257, 1300})
  void pointsComeBackAsTheyWere(int n) {
    double[][] rows = rows(n);
    assertHolds(Observations.of(rows), rows);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 100})
  void blocksAreReadOneAfterTheOther(int tilesPerBlock) {
    double[][] rows = rows(1300);
    assertHolds(stored(rows, tilesPerBlock), rows);
  }

  /** Lanes beyond the last point would count as points at the origin if they were not empty. */
  @Test
  void lanesBeyondTheLastPointAreEmptyWhateverTheTileHeldBefore() {
    Observations observations = Observations.of(rows(300));
    double[] scale = {3, 3, 3};
    for (Observations view :
        List.of(
            observations,
            observations.columns(2, 0, 1),
            new StandardizedObservations(observations, new double[] {5, 6, 7}, scale))) {
      Tile tile = new Tile(3);
      view.read(0, tile);
      view.read(1, tile);
      assertThat(tile.count()).isEqualTo(44);
      for (int j = 0; j < 3; j++) {
        for (int p = 44; p < Tile.POINTS; p++) {
          assertThat(tile.get(p, j)).isEqualTo(0);
        }
      }
    }
  }

  @Test
  void columnsAreChosenInTheGivenOrder() {
    double[][] rows = rows(700);
    double[][] chosen =
        Arrays.stream(rows).map(row -> new double[] {row[2], row[0]}).toArray(double[][]::new);

    assertHolds(Observations.of(rows).columns(2, 0), chosen);
  }

  @Test
  void aViewOfSomeColumnsIsFittedAsTheyAre() {
    double[][] iris = Data.iris();
    double[][] chosen =
        Arrays.stream(iris).map(row -> new double[] {row[3], row[1]}).toArray(double[][]::new);
    FitSpec spec = SpecBuilder.em(2, CovarianceStructure.FULL).restarts(2).build();

    FitOutcome outcome;
    try (PassThreads passThreads = new PassThreads(2)) {
      outcome =
          new MixtureFit(
                  spec,
                  Observations.of(iris).columns(3, 1),
                  Data.names(2),
                  passThreads,
                  Fits.NOBODY)
              .run();
    }

    assertThat(Bits.of(outcome)).isEqualTo(Bits.of(Fits.run(spec, chosen)));
  }

  @Test
  void standardizedColumnsHaveMeanZeroAndVarianceOne() {
    double[][] rows = Data.faithful();
    FitOutcome.Fitted fitted =
        Fits.fitted(SpecBuilder.em(1, CovarianceStructure.IDENTITY).standardized().build(), rows);
    Standardization units = Objects.requireNonNull(fitted.standardization());
    Observations view = units.view().of(Observations.of(rows));
    for (int j = 0; j < 2; j++) {
      double sum = 0;
      double squares = 0;
      for (int i = 0; i < rows.length; i++) {
        sum += view.point(i)[j];
        squares += view.point(i)[j] * view.point(i)[j];
      }
      assertThat(sum).isCloseTo(0, within(1e-10));
      assertThat(squares / rows.length).isCloseTo(1, within(1e-12));
    }
  }

  private static void assertHolds(Observations observations, double[][] rows) {
    assertThat(observations.size()).isEqualTo(rows.length);
    assertThat(observations.dimensions()).isEqualTo(rows[0].length);
    assertThat(observations.tiles()).isEqualTo((rows.length + 255) / 256);
    int seen = 0;
    Tile tile = new Tile(observations.dimensions());
    for (int index = 0; index < observations.tiles(); index++) {
      observations.read(index, tile);
      for (int p = 0; p < tile.count(); p++, seen++) {
        for (int j = 0; j < rows[0].length; j++) {
          assertThat(tile.get(p, j)).isEqualTo(rows[seen][j]);
        }
      }
    }
    assertThat(seen).isEqualTo(rows.length);
    assertThat(observations.point(rows.length - 1)).isEqualTo(rows[rows.length - 1]);
  }

  private static double[][] rows(int n) {
    double[][] rows = new double[n][];
    Arrays.setAll(rows, i -> new double[] {i + 1, -i - 0.5, 1e-300 * (i + 1)});
    return rows;
  }

  /** As a store would hold them: blocks of whole tiles, the last block shorter. */
  private static Observations stored(double[][] rows, int tilesPerBlock) {
    List<MemorySegment> blocks = new ArrayList<>();
    int perBlock = tilesPerBlock * Tile.POINTS;
    for (int first = 0; first < rows.length; first += perBlock) {
      int points = Math.min(perBlock, rows.length - first);
      int tiles = Math.ceilDiv(points, Tile.POINTS);
      MemorySegment block =
          MemorySegment.ofArray(new byte[tiles * rows[0].length * Tile.POINTS * Double.BYTES]);
      for (int i = 0; i < points; i++) {
        for (int j = 0; j < rows[0].length; j++) {
          long row = (long) i / Tile.POINTS * rows[0].length + j;
          block.setAtIndex(
              Observations.STORED, row * Tile.POINTS + i % Tile.POINTS, rows[first + i][j]);
        }
      }
      blocks.add(block);
    }
    return Observations.stored(rows.length, rows[0].length, blocks, tilesPerBlock);
  }
}
