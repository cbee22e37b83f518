package io.mixtura.mixture;

import io.mixtura.mixture.encoding.Encoder;
import io.mixtura.mixture.family.Components;
import io.mixtura.mixture.kernel.Kernels;
import io.mixtura.mixture.observations.Tile;
import io.mixtura.mixture.pass.ComponentPass;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The question that a fitted model is asked: which component generated this point?
 *
 * <p>Holds scratch memory: cheap to make, not for several threads at once.
 */
public final class Posterior {
  private enum Rule {
    SOFT,
    HARD,
    NEAREST
  }

  private final Kernels kernels = Kernels.best();
  private final Components components;
  private final ComponentPass pass;
  private @Nullable ComponentPass passOverIncomplete;
  private final double[] constants;
  private final Rule rule;
  private final @Nullable Encoder encoder;
  private final Tile encoded;

  private Posterior(MixtureModel model, Rule rule) {
    this.components = model.parameters();
    this.pass = model.parameters().pass(kernels);
    this.constants = new double[model.components()];
    this.rule = rule;
    this.encoder = model.encoding().isIdentity() ? null : new Encoder(model.encoding());
    this.encoded = new Tile(encoder == null ? 0 : encoder.width());
    if (rule != Rule.NEAREST) {
      double[] logNormalizers = pass.logNormalizers();
      double[] logWeights = model.logWeights();
      Arrays.setAll(constants, k -> logWeights[k] + logNormalizers[k]);
    }
  }

  /** Probabilities by Bayes' rule. */
  public static Posterior soft(MixtureModel model) {
    return new Posterior(model, Rule.SOFT);
  }

  /** 1 for the most probable component and 0 for the others. */
  public static Posterior hard(MixtureModel model) {
    return new Posterior(model, Rule.HARD);
  }

  /**
   * The answer of k-means: 1 for the component with the nearest mean, measured by the covariance
   * that all components share, whatever their weights. There is no density: its logarithm is NaN.
   */
  public static Posterior nearest(MixtureModel model) {
    return new Posterior(model, Rule.NEAREST);
  }

  private Tile encoded(Tile tile) {
    if (encoder == null) {
      return tile;
    }
    encoder.encode(tile, encoded);
    return encoded;
  }

  /**
   * Responsibilities and log densities of the points of a tile, whose values are such as the
   * families of their columns can have; of a point with missing values, of those that it has. Of
   * one without any they are the weights and 0.
   */
  public void evaluate(Tile given, Responsibilities into) {
    int k = into.components();
    Tile tile = encoded(given);
    int points = tile.panels();
    switch (rule) {
      case SOFT -> {
        passOver(tile).logKernels(tile, constants, into.values);
        kernels.normalize(into.values, points, k, into.logDensities, into.logLargest);
      }
      case HARD -> {
        passOver(tile).logKernels(tile, constants, into.values);
        double[] logDensities = into.values.clone();
        kernels.normalize(logDensities, points, k, into.logDensities, into.logLargest);
        kernels.assignHard(into.values, points, k, into.logLargest);
      }
      case NEAREST -> {
        passOver(tile).halfSquares(tile, constants, into.values);
        kernels.assignHard(into.values, points, k, into.logLargest);
        Arrays.fill(into.logDensities, Double.NaN);
      }
    }
  }

  private ComponentPass passOver(Tile tile) {
    return tile.hasGaps() ? incomplete() : pass;
  }

  private ComponentPass incomplete() {
    ComponentPass made = passOverIncomplete;
    if (made == null) {
      made = components.passOverIncomplete(kernels);
      passOverIncomplete = made;
    }
    return made;
  }
}
