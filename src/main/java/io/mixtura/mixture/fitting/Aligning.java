package io.mixtura.mixture.fitting;

import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.Posterior;
import io.mixtura.mixture.Responsibilities;
import io.mixtura.mixture.em.EStep;
import io.mixtura.mixture.matching.AssignmentProblem;
import io.mixtura.mixture.observations.Observations;
import io.mixtura.mixture.observations.Sampling;
import io.mixtura.mixture.observations.Tile;
import io.mixtura.mixture.spec.Algorithm;
import io.mixtura.mixture.spec.FitSpec;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The numbering of components after those of another model: partners are those that agree most on
 * who has generated the points of a sample, all together. What they agree on is Σ_i r_ik s_il, and
 * the partners are the solution of an assignment problem.
 */
final class Aligning {
  /** Shares of a component are known to about 1 in 100 from so many. */
  private static final int POINTS = 10_000;

  /** Starts have the first numbers. */
  private static final int GENERATOR = 1_000_003;

  private final MixtureModel other;
  private final Observations points;
  private final boolean isHard;

  private Aligning(MixtureModel other, Observations points, boolean isHard) {
    this.other = other;
    this.points = points;
    this.isHard = isHard;
  }

  /**
   * After the model that the specification names.
   *
   * @param given the data in their own columns and units
   */
  static Aligning of(FitSpec spec, MixtureModel other, EStep given) {
    Observations points = given.sample(POINTS, Sampling.generator(spec.seed() ^ GENERATOR, 0));
    return new Aligning(other, points, spec.algorithm() == Algorithm.KMEANS);
  }

  /** Which component each number is to have: those of partners come first, in the other's order. */
  int[] order(MixtureModel model) {
    List<Integer> partners = of(model.reordered(model.canonicalOrder())).partners();
    int[] canonical = model.canonicalOrder();
    Comparator<Integer> byPartner =
        Comparator.comparingInt(k -> partners.get(k) < 0 ? Integer.MAX_VALUE : partners.get(k));
    int[] order = canonical.clone();
    List<Integer> sorted = IntStream.range(0, partners.size()).boxed().sorted(byPartner).toList();
    Arrays.setAll(order, k -> k < sorted.size() ? canonical[sorted.get(k)] : canonical[k]);
    return order;
  }

  /** How a model agrees with the other one. */
  Alignment of(MixtureModel model) {
    double[][] agreement = agreement(model);
    int most = agreement.length;
    double[][] cost = new double[most][most];
    for (int k = 0; k < most; k++) {
      for (int l = 0; l < most; l++) {
        cost[k][l] = -agreement[k][l];
      }
    }
    int[] columns = AssignmentProblem.columns(cost);
    int clusters = model.clusters();
    List<Integer> partners =
        IntStream.range(0, clusters)
            .mapToObj(k -> columns[k] < other.clusters() ? columns[k] : Alignment.NONE)
            .toList();
    List<Integer> unmatched =
        IntStream.range(0, other.clusters()).filter(l -> !partners.contains(l)).boxed().toList();
    double agreed = 0;
    for (int k = 0; k < most; k++) {
      agreed += agreement[k][columns[k]];
    }
    return new Alignment(
        partners, unmatched, Math.max(0, 1 - agreed / points.size()), points.size());
  }

  /** Square: with rows or columns of nothing where one model has fewer components. */
  private double[][] agreement(MixtureModel model) {
    int most = Math.max(model.clusters(), other.clusters());
    double[][] agreement = new double[most][most];
    Posterior mine = posterior(model);
    Posterior others = posterior(other);
    Responsibilities r = new Responsibilities(model.components());
    Responsibilities s = new Responsibilities(other.components());
    Tile tile = new Tile(points.dimensions());
    for (int t = 0; t < points.tiles(); t++) {
      points.read(t, tile);
      mine.evaluate(tile, r);
      others.evaluate(tile, s);
      for (int i = 0; i < tile.count(); i++) {
        for (int k = 0; k < model.clusters(); k++) {
          for (int l = 0; l < other.clusters(); l++) {
            agreement[k][l] += r.get(i, k) * s.get(i, l);
          }
        }
      }
    }
    return agreement;
  }

  private Posterior posterior(MixtureModel model) {
    return isHard ? Posterior.nearest(model) : Posterior.soft(model);
  }
}
