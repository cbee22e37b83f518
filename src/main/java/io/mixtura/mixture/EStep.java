package io.mixtura.mixture;

import io.mixtura.mixture.kernel.Kernels;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * The E step, fused with the gathering of what the M step needs: one pass over the points, which
 * holds the responsibilities of one tile at a time and never an n × k matrix.
 */
final class EStep {
  /** Tiles that a thread takes at a time. A constant: sums depend on it bit for bit. */
  private static final int TILES_PER_CHUNK = 8;

  private final Observations observations;
  private final Kernels kernels;
  private final Workers workers;
  private final BooleanSupplier stop;

  EStep(Observations observations, Kernels kernels, Workers workers, BooleanSupplier stop) {
    this.observations = observations;
    this.kernels = kernels;
    this.workers = workers;
    this.stop = stop;
  }

  /** The same on other points. */
  EStep on(Observations others) {
    return new EStep(others, kernels, workers, stop);
  }

  /** The same on points whose weights or gaps are looked at in passes besides this one. */
  EStep stoppable() {
    return observations.isWeighted() || observations.isIncomplete()
        ? on(new StoppableObservations(observations, stop))
        : this;
  }

  Observations observations() {
    return observations;
  }

  Kernels kernels() {
    return kernels;
  }

  /**
   * Statistics with r_ik = w_i π_k p_k(x_i) / Σ_m π_m p_m(x_i), and the log-likelihood of the
   * model.
   */
  SufficientStatistics soft(MixtureModel model) {
    double[] logWeights = model.logWeights();
    Components components = model.parameters();
    return gather(
        components,
        form(components),
        pass -> new ResponsibilityRule.Soft(pass, kernels, logWeights));
  }

  /**
   * Statistics with r_ik = w_i for the component with the nearest mean, in the metric of the
   * covariance that all share. In the place of the log-likelihood stands −½ times the sum of the
   * squared distances.
   *
   * @param moments the second moments to gather
   */
  SufficientStatistics nearest(Components components, Moments moments) {
    return gather(
        components,
        StatisticsForm.of(components.dimensions(), moments),
        pass -> new ResponsibilityRule.Nearest(pass, kernels, components.count(), false));
  }

  /** Statistics of components in which each has the points that are nearest to its centre. */
  SufficientStatistics nearest(Components centres, Components components) {
    return gather(
        components,
        form(components),
        pass -> new ResponsibilityRule.Nearest(pass(centres), kernels, centres.count(), true));
  }

  /**
   * Statistics about the components' means with r_ik = w_i where point i has the label k.
   *
   * @param labels one for each point, from 0 to k − 1
   */
  SufficientStatistics labelled(Components components, int[] labels) {
    return gather(components, form(components), pass -> new ResponsibilityRule.Labelled(labels));
  }

  /**
   * Statistics about the components' means with random responsibilities, for each point uniformly
   * distributed over all that are possible; none for noise.
   */
  SufficientStatistics shared(Components components, long seed) {
    return gather(
        components,
        form(components),
        pass -> new ResponsibilityRule.Shared(seed, components.clusters()));
  }

  /**
   * Statistics as of {@link #soft}, but without one component, and with the share of another parted
   * among the two: the dropped one gets what lies on the far side of a plane through the mean.
   *
   * @param normal of the plane
   */
  SufficientStatistics parted(MixtureModel model, int parted, int dropped, double[] normal) {
    Components components = model.parameters();
    double[] logWeights = model.logWeights();
    logWeights[dropped] = Double.NEGATIVE_INFINITY;
    double[] through = components.mean(parted);
    return gather(
        components,
        form(components),
        pass ->
            new ResponsibilityRule.Parted(
                pass, kernels, logWeights, parted, dropped, through, normal));
  }

  /**
   * Statistics of one component that has every point, of the values that are there: how many they
   * are in each column is in the tallies.
   *
   * @param origin what sums are about
   */
  SufficientStatistics ofValues(double[] origin) {
    return gather(
        1,
        ObservedValuesPass.form(origin.length),
        () -> new ObservedValuesPass(origin),
        pass -> new ResponsibilityRule.Nearest(pass, kernels, 1, false));
  }

  private ComponentPass pass(Components components) {
    return observations.isIncomplete()
        ? components.passOverIncomplete(kernels)
        : components.pass(kernels);
  }

  private static StatisticsForm form(Components components) {
    return components.family().form(components.dimensions());
  }

  private SufficientStatistics gather(
      Components components,
      StatisticsForm form,
      Function<ComponentPass, ResponsibilityRule> responsibilities) {
    return gather(components.count(), form, () -> pass(components), responsibilities);
  }

  private SufficientStatistics gather(
      int components,
      StatisticsForm form,
      Supplier<ComponentPass> passes,
      Function<ComponentPass, ResponsibilityRule> responsibilities) {
    SufficientStatistics total = new SufficientStatistics(components, form);
    int chunks = Math.ceilDiv(observations.tiles(), TILES_PER_CHUNK);
    workers.inOrder(
        chunks, () -> chunkPass(components, form, passes.get(), responsibilities), total::merge);
    return total;
  }

  private IntFunction<SufficientStatistics> chunkPass(
      int components,
      StatisticsForm form,
      ComponentPass pass,
      Function<ComponentPass, ResponsibilityRule> responsibilities) {
    ResponsibilityRule rule = responsibilities.apply(pass);
    Tile tile = new Tile(observations.dimensions());
    double[] r = new double[components * Tile.POINTS];
    return chunk -> {
      SufficientStatistics sum = new SufficientStatistics(components, form);
      // Who answers a question meanwhile need not wait for the end of a time slice.
      Thread.yield();
      pass.beginChunk();
      int end = Math.min(observations.tiles(), (chunk + 1) * TILES_PER_CHUNK);
      for (int index = chunk * TILES_PER_CHUNK; index < end; index++) {
        if (stop.getAsBoolean()) {
          throw new FitStopped();
        }
        observations.read(index, tile);
        boolean areSparse = rule.fill(index, tile, r, sum);
        pass.accumulate(tile, r, areSparse, sum);
      }
      pass.endChunk(sum);
      return sum;
    };
  }
}
