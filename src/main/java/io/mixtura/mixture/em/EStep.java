package io.mixtura.mixture.em;

import io.mixtura.mixture.observations.Box;
import io.mixtura.mixture.observations.DistinctRows;
import io.mixtura.mixture.observations.Observations;
import io.mixtura.mixture.observations.SampleWeights;
import io.mixtura.mixture.observations.Shape;
import io.mixtura.mixture.observations.View;
import io.mixtura.mixture.statistics.SufficientStatistics;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The E step on the points of a fit, wherever these are: one act, a rule run over all of them, and
 * few things that are asked of the points by name.
 *
 * <p>What comes back depends on the points and on what was asked alone, bit for bit: statistics are
 * summed point by point within chunks, chunks into blocks, and blocks into the whole, each in their
 * order, see {@link BlockedSum}.
 */
public interface EStep {

  /**
   * Runs a rule over all points: the responsibilities that it gives to each of them, gathered into
   * what the M step needs. Never holds an n × k matrix.
   */
  SufficientStatistics run(ResponsibilityRule rule);

  /** How many points there are, in how many dimensions, and what is known of them besides. */
  Shape shape();

  /** The same on the same points, seen in another way. */
  EStep through(View view);

  /** The same, by the threads of this process, on points that are here: a sample of others. */
  LocalEStep on(Observations here);

  /** What the points weigh, tile by tile. */
  SampleWeights weights();

  /**
   * The first value in each column of a point that weighs anything: something near to all, for sums
   * to be about. 0 in a column where none has one.
   */
  double[] first();

  /** The smallest box around all points that weigh anything. */
  Box box();

  /**
   * Some of the points, or all if there are no more than wanted, see {@code Sampling.sample}.
   *
   * @param wanted about how many
   * @param random decides which
   */
  Observations sample(int wanted, RandomGenerator random);

  /** Points drawn by their weights that differ, see {@code Sampling.distinctPoints}. */
  double[][] distinctPoints(int count, RandomGenerator random);

  /**
   * The rows that differ, each once.
   *
   * @return empty if there are more than {@code most}
   */
  Optional<DistinctRows> distinctRows(int most);
}
