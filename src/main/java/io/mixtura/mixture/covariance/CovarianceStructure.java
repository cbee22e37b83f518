package io.mixtura.mixture.covariance;

import static io.mixtura.mixture.covariance.Variation.EQUAL;
import static io.mixtura.mixture.covariance.Variation.VARIABLE;

import io.mixtura.mixture.statistics.SecondMoments;
import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The form that the covariance matrices of a Gaussian mixture are held to, from free to fixed.
 *
 * <p>With Σ_k = λ_k D_k A_k D_kᵀ, where λ_k is the volume, the diagonal A_k of determinant 1 the
 * shape and the rotation D_k the orientation, a structure says which of the three are equal in all
 * components. It is a way to turn the scatter of the points about their component's mean into
 * covariances; everything else is shared.
 *
 * <p>G. Celeux, G. Govaert: Gaussian parsimonious clustering models. Pattern Recognition 28 (1995)
 * 781–793; codes as in R's mclust.
 */
public sealed interface CovarianceStructure extends Serializable
    permits EllipsoidalStructure, DiagonalStructure, SphericalStructure, IdentityStructure {

  /** Every component has a matrix of its own. */
  CovarianceStructure FULL = new EllipsoidalStructure("full", VARIABLE, VARIABLE, VARIABLE);

  /** All components share one matrix. */
  CovarianceStructure TIED = new EllipsoidalStructure("tied", EQUAL, EQUAL, EQUAL);

  /** Every component has a variance for each column. */
  CovarianceStructure DIAGONAL = new DiagonalStructure("diagonal", VARIABLE, VARIABLE);

  /** Every component has one variance. */
  CovarianceStructure SPHERICAL = new SphericalStructure("spherical", VARIABLE);

  /** Σ = I for every component: soft k-means. */
  CovarianceStructure IDENTITY = new IdentityStructure();

  /** Letters of mclust's codes. */
  String FREEDOM = "IEV";

  /** All structures. */
  List<CovarianceStructure> ALL =
      List.of(
          FULL,
          TIED,
          DIAGONAL,
          SPHERICAL,
          new SphericalStructure("EII", EQUAL),
          new DiagonalStructure("EEI", EQUAL, EQUAL),
          new DiagonalStructure("VEI", VARIABLE, EQUAL),
          new DiagonalStructure("EVI", EQUAL, VARIABLE),
          new EllipsoidalStructure("VEE", VARIABLE, EQUAL, EQUAL),
          new EllipsoidalStructure("EVE", EQUAL, VARIABLE, EQUAL),
          new EllipsoidalStructure("VVE", VARIABLE, VARIABLE, EQUAL),
          new EllipsoidalStructure("EEV", EQUAL, EQUAL, VARIABLE),
          new EllipsoidalStructure("VEV", VARIABLE, EQUAL, VARIABLE),
          new EllipsoidalStructure("EVV", EQUAL, VARIABLE, VARIABLE),
          IDENTITY);

  /** The structure of a name; null if there is none. */
  static @Nullable CovarianceStructure named(String name) {
    for (CovarianceStructure structure : ALL) {
      if (structure.names().contains(name)) {
        return structure;
      }
    }
    return null;
  }

  /**
   * The structure of a name.
   *
   * @throws IllegalArgumentException if there is none; the message lists those that exist
   */
  static CovarianceStructure of(String name) {
    CovarianceStructure structure = named(name);
    if (structure == null) {
      throw new IllegalArgumentException(
          "'%s' is not a covariance structure; there are %s".formatted(name, listed()));
    }
    return structure;
  }

  /** All names, for messages. */
  static String listed() {
    List<String> shown = ALL.stream().map(CovarianceStructure::shown).toList();
    return "%s and %s"
        .formatted(String.join(", ", shown.subList(0, shown.size() - 1)), shown.getLast());
  }

  private static String shown(CovarianceStructure structure) {
    String name = "'%s'".formatted(structure.code());
    List<String> others = structure.names().subList(1, structure.names().size());
    return others.isEmpty() ? name : "%s (%s)".formatted(name, String.join(", ", others));
  }

  /** The name in answers. */
  default String code() {
    return names().getFirst();
  }

  /** All names that requests may use, that of answers first and mclust's last. */
  List<String> names();

  /** The second moments that {@link #estimate} reads. */
  SecondMoments moments();

  /** Free parameters of the covariances of k components in d dimensions. */
  long freeParameters(int k, int d);

  /** Points, in effective number, that a component needs to have a covariance of its own. */
  int fewestPoints(int d);

  /**
   * Whether this structure allows all that another one does: with volume, shape and orientation
   * each as free as there, or freer, in mclust's codes from I to E to V.
   */
  default boolean allows(CovarianceStructure other) {
    String own = names().getLast();
    String others = other.names().getLast();
    return equals(other)
        || (isEstimated()
            && (!other.isEstimated()
                || IntStream.range(0, own.length())
                    .allMatch(
                        i -> FREEDOM.indexOf(own.charAt(i)) >= FREEDOM.indexOf(others.charAt(i)))));
  }

  /** Whether all components have the same matrix. */
  boolean isShared();

  /** Whether the variance is the same in all directions. */
  default boolean isSpherical() {
    return false;
  }

  /** Whether anything is estimated at all. */
  default boolean isEstimated() {
    return moments() != SecondMoments.NONE;
  }

  /**
   * The structure of these covariances after every column is given a unit of its own: this one if
   * such a change of units is nothing to it, else one that allows more.
   */
  CovarianceStructure inOtherUnits();

  /**
   * The maximum likelihood covariances, one per component. Where there is no closed form they are
   * approached from the present ones, so that Q never falls: a generalized M step.
   *
   * @param scatter the points' second moments about their components' new means
   * @param current the covariances that the responsibilities come from
   */
  List<Covariance> estimate(Scatter scatter, List<Covariance> current);

  /**
   * The covariances that this structure allows nearest to others: its estimate from components of
   * equal weight with those. What it allows stays what it is, up to rounding.
   */
  default List<Covariance> nearest(List<Covariance> covariances) {
    return estimate(Scatter.of(covariances), covariances);
  }
}
