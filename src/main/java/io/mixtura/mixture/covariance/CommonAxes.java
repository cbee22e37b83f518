package io.mixtura.mixture.covariance;

import java.util.List;

/**
 * Covariances of variable shape with common axes: EVE and VVE, for which there is no closed form.
 *
 * <p>Along given axes the variances are known ({@link AxisVariances}); with given variances two
 * axes at a time can be turned to where the likelihood is higher, a problem of 2 × 2 matrices.
 * Taking turns never lowers it. This is the F-G algorithm, here for equal volumes as well. An M
 * step takes one turn of each pair and no more: responsibilities change before the next, which
 * begins at the axes of this one, see {@link JointDiagonalization}.
 *
 * <p>B. N. Flury, W. Gautschi: An algorithm for simultaneous orthogonal transformation of several
 * positive definite symmetric matrices to nearly diagonal form. SIAM J. Sci. Stat. Comput. 7 (1986)
 * 169–184. The problem: R. P. Browne, P. D. McNicholas: Estimating common principal components in
 * high dimensions. Adv. Data Anal. Classif. 8 (2014) 217–226.
 */
final class CommonAxes {
  /** What is left undone is made up for by the next M step, which goes on from here. */
  private static final int SWEEPS = 1;

  /** Where the present covariances show no axes it is worth finding good ones. */
  private static final int FIRST_SWEEPS = 10;

  private CommonAxes() {}

  /**
   * Goes on from the present axes, so that Q never falls; where there are none, from the most
   * promising ones that the scatter itself suggests.
   *
   * @param volume equal for EVE, variable for VVE
   */
  static List<Covariance> estimate(Scatter scatter, Variation volume, List<Covariance> current) {
    if (current.stream().allMatch(CommonAxes::isSpherical)) {
      CommonAxesSearch first = mostPromising(scatter, volume);
      first.run(FIRST_SWEEPS);
      return covariances(scatter, volume, current, first);
    }
    CommonAxesSearch search =
        new CommonAxesSearch(scatter, volume, JointDiagonalization.axes(current));
    search.run(SWEEPS);
    return covariances(scatter, volume, current, search);
  }

  private static boolean isSpherical(Covariance covariance) {
    for (int i = 0; i < covariance.dimensions(); i++) {
      for (int j = 0; j <= i; j++) {
        if (covariance.get(i, j) != (i == j ? covariance.get(0, 0) : 0)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Of the axes of all points within components, and those of each component. */
  private static CommonAxesSearch mostPromising(Scatter scatter, Variation volume) {
    int d = scatter.dimensions();
    CommonAxesSearch best =
        new CommonAxesSearch(scatter, volume, PrincipalAxes.of(d, scatter.pooled().sums(0)).axes());
    for (int k = 0; k < scatter.components(); k++) {
      CommonAxesSearch own =
          new CommonAxesSearch(scatter, volume, PrincipalAxes.of(d, scatter.sums(k)).axes());
      best = own.objective() < best.objective() ? own : best;
    }
    return best;
  }

  private static List<Covariance> covariances(
      Scatter scatter, Variation volume, List<Covariance> current, CommonAxesSearch found) {
    double[][] variances =
        new AxisVariances(volume, Variation.VARIABLE)
            .estimate(scatter.counts(), found.sums(), current);
    return scatter.perComponent(k -> PrincipalAxes.covariance(found.axes(), variances[k]));
  }
}
