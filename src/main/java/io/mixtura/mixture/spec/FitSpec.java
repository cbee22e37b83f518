package io.mixtura.mixture.spec;

import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.family.ComponentFamily;
import io.mixtura.mixture.family.ConjugatePrior;
import org.jspecify.annotations.Nullable;

/**
 * The specification of a fit: everything that decides its outcome, but the data.
 *
 * @param components number of components k
 * @param algorithm soft or hard
 * @param family of the components; Gaussian with covariance {@code IDENTITY} for k-means
 * @param initialization how starts are chosen
 * @param restarts number of starts, of which the best sound one is kept
 * @param convergence when a start ends
 * @param regularization fraction of each column's variance that rescues a collapsing component; 0 =
 *     off
 * @param mixingWeights where π comes from
 * @param standardize whether columns are brought to mean 0 and standard deviation 1 first
 * @param seed the same seed gives the same fit, bit for bit
 * @param acceleration whether EM takes only its own steps
 * @param prior what is believed of the components before any data; null for maximum likelihood
 * @param alignedWith the model whose components those of the fit are numbered after; null for the
 *     order of descending weight
 */
public record FitSpec(
    int components,
    Algorithm algorithm,
    ComponentFamily family,
    Initialization initialization,
    int restarts,
    ConvergenceCriterion convergence,
    double regularization,
    MixingWeights mixingWeights,
    boolean standardize,
    long seed,
    Acceleration acceleration,
    @Nullable ConjugatePrior prior,
    @Nullable MixtureModel alignedWith) {

  /** In the order of descending weight. */
  public FitSpec(
      int components,
      Algorithm algorithm,
      ComponentFamily family,
      Initialization initialization,
      int restarts,
      ConvergenceCriterion convergence,
      double regularization,
      MixingWeights mixingWeights,
      boolean standardize,
      long seed,
      Acceleration acceleration,
      @Nullable ConjugatePrior prior) {
    this(
        components,
        algorithm,
        family,
        initialization,
        restarts,
        convergence,
        regularization,
        mixingWeights,
        standardize,
        seed,
        acceleration,
        prior,
        null);
  }

  /** The same with another family of components. */
  public FitSpec with(ComponentFamily other) {
    return with(other, initialization, restarts, convergence);
  }

  /** The same in the order of descending weight. */
  public FitSpec unaligned() {
    return new FitSpec(
        components,
        algorithm,
        family,
        initialization,
        restarts,
        convergence,
        regularization,
        mixingWeights,
        standardize,
        seed,
        acceleration,
        prior);
  }

  /** The same with as many iterations of a start as most take. */
  public FitSpec usual() {
    return with(family, initialization, restarts, convergence.usual());
  }

  /** The same with at most so many starts, and so many iterations of each that is followed. */
  public FitSpec briefly(int starts, int iterations) {
    Initialization fewer =
        switch (initialization) {
          case Initialization.Portfolio(int tried, int keep) ->
              new Initialization.Portfolio(Math.min(starts, tried), Math.min(starts, keep));
          case Initialization.Continued(var from, int tried, int keep) ->
              new Initialization.Continued(from, Math.min(starts, tried), Math.min(starts, keep));
          case Initialization.KMeans _,
              Initialization.RandomPoints _,
              Initialization.Partition _,
              Initialization.Parameters _ ->
              initialization;
        };
    return with(family, fewer, Math.min(starts, restarts), convergence.within(iterations));
  }

  private FitSpec with(
      ComponentFamily ofComponents,
      Initialization ofStarts,
      int most,
      ConvergenceCriterion ofEachStart) {
    return new FitSpec(
        components,
        algorithm,
        ofComponents,
        ofStarts,
        most,
        ofEachStart,
        regularization,
        mixingWeights,
        standardize,
        seed,
        acceleration,
        prior,
        alignedWith);
  }

  /** How many numbers a fit to data of so many dimensions chooses, mixing weights included. */
  public long freeParameters(int dimensions) {
    return switch (algorithm) {
      case EM ->
          family.freeParameters(components, dimensions) + mixingWeights.freeParameters(components);
      case KMEANS -> (long) components * dimensions;
    };
  }

  /** How many of the starts are followed to their end. */
  public int followed() {
    return switch (initialization) {
      case Initialization.Portfolio(int starts, int keep) -> Math.min(starts, keep);
      case Initialization.Continued(_, int starts, int keep) -> Math.min(starts, keep);
      case Initialization.KMeans _,
          Initialization.RandomPoints _,
          Initialization.Partition _,
          Initialization.Parameters _ ->
          starts();
    };
  }

  /** The number of starts: one where each would be the same. */
  public int starts() {
    return switch (initialization) {
      case Initialization.Portfolio(int starts, _) -> starts;
      case Initialization.Continued(_, int starts, _) -> starts;
      case Initialization.KMeans _, Initialization.RandomPoints _ -> restarts;
      case Initialization.Partition _, Initialization.Parameters _ -> 1;
    };
  }
}
