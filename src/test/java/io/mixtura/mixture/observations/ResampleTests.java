package io.mixtura.mixture.observations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Rows drawn with replacement: counts that are multinomial. */
class ResampleTests {
  private static final int ROWS = 2 * Tile.POINTS + 100;
  private static final Observations DATA = Observations.of(new double[ROWS][1]);

  private static double[] weights(Observations data, long seed, int replicate) {
    Resample resample =
        Resample.of(seed, replicate, SampleWeights.of(data).positiveUpTo(), () -> false);
    return weights(new ResampledObservations(data, resample));
  }

  private static double[] weights(Observations data) {
    double[] all = new double[data.size()];
    Tile tile = new Tile(data.dimensions());
    // Backwards: threads read tiles in any order.
    for (int i = data.tiles() - 1; i >= 0; i--) {
      data.read(i, tile);
      for (int p = 0; p < tile.count(); p++) {
        all[i * Tile.POINTS + p] = tile.weight(p);
      }
    }
    return all;
  }

  @Test
  void drawsAsManyRowsAsThereAre() {
    for (int replicate = 0; replicate < 20; replicate++) {
      assertThat(Arrays.stream(weights(DATA, 42, replicate)).sum()).isEqualTo(ROWS);
    }
  }

  @Test
  void anotherSeedOrReplicateDrawsOthers() {
    assertThat(weights(DATA, 42, 0)).isEqualTo(weights(DATA, 42, 0));
    assertThat(weights(DATA, 42, 0)).isNotEqualTo(weights(DATA, 42, 1));
    assertThat(weights(DATA, 42, 0)).isNotEqualTo(weights(DATA, 43, 0));
  }

  /**
   * A row is drawn j times with the probability of a binomial distribution; rows of all tiles are.
   * Counts of one resample are nearly independent, so χ² with 5 degrees of freedom is a sound
   * bound: above 30 once in 70,000 seeds.
   */
  @Test
  void countsAreBinomial() {
    long seed = 7;
    int replicates = 300;
    double[][] seen = new double[DATA.tiles()][6];
    for (int replicate = 0; replicate < replicates; replicate++) {
      double[] weights = weights(DATA, seed, replicate);
      for (int i = 0; i < ROWS; i++) {
        seen[i / Tile.POINTS][(int) Math.min(5, weights[i])]++;
      }
    }
    for (int tile = 0; tile < seen.length; tile++) {
      double all = (double) replicates * DATA.pointsIn(tile);
      double rest = 1;
      double chi = 0;
      for (int j = 0; j <= 5; j++) {
        double expected = all * (j == 5 ? rest : binomial(j));
        rest -= binomial(j);
        chi += Math.pow(seen[tile][j] - expected, 2) / expected;
      }
      assertThat(chi).as("seed %d, tile %d", seed, tile).isLessThan(30);
    }
  }

  private static double binomial(int j) {
    double probability = Math.pow(1 - 1.0 / ROWS, ROWS - j);
    for (int i = 0; i < j; i++) {
      probability *= (ROWS - i) / (double) ROWS / (i + 1);
    }
    return probability;
  }

  /**
   * How many of all rows come from one tile is binomial, too; drawn tile by tile alone it would
   * always be as many as the tile has.
   */
  @Test
  void tilesAreNotStrata() {
    int replicates = 1000;
    double squares = 0;
    for (int replicate = 0; replicate < replicates; replicate++) {
      double drawn = Arrays.stream(weights(DATA, 3, replicate)).limit(Tile.POINTS).sum();
      squares += Math.pow(drawn - Tile.POINTS, 2);
    }
    double share = (double) Tile.POINTS / ROWS;
    double expected = ROWS * share * (1 - share);
    // The variance of 1000 draws has a standard error of 4.5%.
    assertThat(squares / replicates / expected).isBetween(0.82, 1.18);
  }

  @Test
  void rowsOfNoWeightCannotBeDrawnAndTheOthersKeepTheirs() {
    double[] weights = new double[ROWS];
    Arrays.setAll(weights, i -> i < Tile.POINTS || i % 3 == 0 ? 0 : i % 3);
    double[] resampled = weights(Observations.of(new double[ROWS][1], weights), 42, 0);

    double drawn = 0;
    for (int i = 0; i < ROWS; i++) {
      assertThat(weights[i] == 0 ? resampled[i] : resampled[i] % weights[i]).isZero();
      drawn += weights[i] == 0 ? 0 : resampled[i] / weights[i];
    }
    assertThat(drawn).isEqualTo(Arrays.stream(weights).filter(weight -> weight > 0).count());
  }
}
