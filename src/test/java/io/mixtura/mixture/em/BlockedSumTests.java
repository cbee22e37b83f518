package io.mixtura.mixture.em;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.kernel.Kernels;
import io.mixtura.mixture.observations.Observations;
import io.mixtura.mixture.observations.Tile;
import io.mixtura.mixture.statistics.SufficientStatistics;
import io.mixtura.mixture.testing.Bits;
import io.mixtura.mixture.testing.Fits;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Statistics are merged in two levels, whoever merges them. */
class BlockedSumTests {
  private static final int BLOCK = Chunks.BLOCK_TILES * Tile.POINTS;
  private static final int ROWS = 2 * BLOCK + 70_001;

  private static double[][] rows() {
    SplittableRandom random = new SplittableRandom(20261128);
    double[][] rows = new double[ROWS][];
    Arrays.setAll(rows, _ -> new double[] {random.nextGaussian()});
    return rows;
  }

  private static ResponsibilityRule rule() {
    return new ResponsibilityRule.Soft(
        MixtureModel.gaussian(
            CovarianceStructure.FULL,
            new double[] {0.25, 0.75},
            new double[][] {{-1}, {0.5}},
            new double[][][] {{{0.5}}, {{2}}}));
  }

  /** As three machines would that have a block each. */
  @Test
  void blocksSummedApartComeToTheSameBits() {
    double[][] rows = rows();
    ResponsibilityRule rule = rule();
    SufficientStatistics apart = new SufficientStatistics(2, rule.form());
    try (PassThreads passThreads = new PassThreads(2)) {
      for (int from = 0; from < ROWS; from += BLOCK) {
        double[][] block = Arrays.copyOfRange(rows, from, Math.min(ROWS, from + BLOCK));
        apart.merge(Fits.eStep(Observations.of(block), passThreads).run(rule));
      }

      SufficientStatistics whole = Fits.eStep(Observations.of(rows), passThreads).run(rule);

      assertThat(Bits.of(whole)).isEqualTo(Bits.of(apart));
    }
  }

  /** Of up to a block the sum is that of its chunks in a line; of more it is another one. */
  @Test
  void aSingleBlockIsSummedChunkByChunk() {
    double[][] rows = rows();
    assertThat(inALine(Observations.of(Arrays.copyOf(rows, BLOCK)))).isTrue();
    assertThat(inALine(Observations.of(rows))).isFalse();
  }

  private static boolean inALine(Observations points) {
    ResponsibilityRule rule = rule();
    SufficientStatistics line = new SufficientStatistics(2, rule.form());
    PassScratch scratch = new PassScratch(points.dimensions(), rule.components());
    ChunkPass pass = new ChunkPass(rule, points, Kernels.best(), scratch, () -> false);
    for (int chunk = 0; chunk < Chunks.of(points).count(); chunk++) {
      line.merge(pass.apply(chunk));
    }
    try (PassThreads passThreads = new PassThreads(1)) {
      List<Long> whole = Bits.of(Fits.eStep(points, passThreads).run(rule));
      return whole.equals(Bits.of(line));
    }
  }

  @Test
  void statisticsComeBackFromTheirArrayBitForBit() {
    ResponsibilityRule rule = rule();
    try (PassThreads passThreads = new PassThreads(1)) {
      double[][] rows = Arrays.copyOf(rows(), 5000);
      SufficientStatistics statistics = Fits.eStep(Observations.of(rows), passThreads).run(rule);

      double[] array = statistics.toArray();

      assertThat(array).hasSize(3 + 2 * 3);
      assertThat(Bits.of(SufficientStatistics.fromArray(2, rule.form(), array)))
          .isEqualTo(Bits.of(statistics));
    }
  }
}
