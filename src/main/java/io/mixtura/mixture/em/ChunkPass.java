package io.mixtura.mixture.em;

import io.mixtura.mixture.kernel.Kernels;
import io.mixtura.mixture.observations.FitInterrupted;
import io.mixtura.mixture.observations.Observations;
import io.mixtura.mixture.observations.Tile;
import io.mixtura.mixture.pass.ComponentPass;
import io.mixtura.mixture.statistics.SufficientStatistics;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;

/**
 * The fused pass over one chunk of points after the other: responsibilities of a tile, and what
 * they add to the statistics, before the next tile is read. Holds scratch memory, so one for each
 * thread.
 */
final class ChunkPass implements IntFunction<SufficientStatistics> {
  private final ResponsibilityRule rule;
  private final Observations observations;
  private final Chunks chunks;
  private final BooleanSupplier stop;
  private final ComponentPass pass;
  private final Sharing sharing;
  private final Tile tile;
  private final double[] r;

  ChunkPass(
      ResponsibilityRule rule,
      Observations observations,
      Kernels kernels,
      PassScratch scratch,
      BooleanSupplier stop) {
    this.rule = rule;
    this.observations = observations;
    this.chunks = Chunks.of(observations);
    this.stop = stop;
    this.pass = rule.pass(kernels, observations.isIncomplete());
    this.sharing = rule.sharing(pass, kernels);
    this.tile = scratch.tile();
    this.r = scratch.cleared();
  }

  @Override
  public SufficientStatistics apply(int chunk) {
    SufficientStatistics sum = new SufficientStatistics(rule.components(), rule.form());
    // Who answers a question meanwhile need not wait for the end of a time slice.
    Thread.yield();
    pass.beginChunk();
    int end = chunks.end(chunk);
    for (int index = chunks.first(chunk); index < end; index++) {
      if (stop.getAsBoolean()) {
        throw new FitInterrupted();
      }
      observations.read(index, tile);
      boolean areSparse = sharing.fill(index, tile, r, sum);
      pass.accumulate(tile, r, areSparse, sum);
    }
    pass.endChunk(sum);
    return sum;
  }
}
