package io.mixtura.mixture.covariance;

import java.util.List;

/**
 * Covariances of variable shape with common axes: EVE and VVE, for which there is no closed form.
 *
 * <p>Along given axes the variances are known ({@link AxisVariances}); with given variances two
 * axes at a time can be turned to where the likelihood is highest, a problem of 2 × 2 matrices.
 * Taking turns never lowers it. This is the F-G algorithm, here for equal volumes as well.
 *
 * <p>B. N. Flury, W. Gautschi: An algorithm for simultaneous orthogonal transformation of several
 * positive definite symmetric matrices to nearly diagonal form. SIAM J. Sci. Stat. Comput. 7 (1986)
 * 169–184. The problem: R. P. Browne, P. D. McNicholas: Estimating common principal components in
 * high dimensions. Adv. Data Anal. Classif. 8 (2014) 217–226.
 */
final class CommonAxes {
  /** What is left undone is made up for by the next M step, which goes on from here. */
  private static final int MOST_SWEEPS = 60;

  /** By then it shows which maximum a search is heading for. */
  private static final int FEW_SWEEPS = 10;

  /** Two per M step are always worth it, however long they take. */
  private static final int FEWEST_SWEEPS = 2;

  /** Products of k d³ that take some tenths of a second, as a pass over many points does. */
  private static final double MOST_WORK = 2e7;

  /** Up to so many dimensions a second way costs next to nothing. */
  private static final int FEW_DIMENSIONS = 16;

  /** Per point; less is the same maximum, which rounding must not make one jump to and fro. */
  private static final double WORTH_A_JUMP = 1e-9;

  private CommonAxes() {}

  /**
   * The better of what two starts lead to: the present axes, so that Q never falls, and the most
   * promising ones that the scatter itself suggests.
   *
   * @param volume equal for EVE, variable for VVE
   */
  static List<Covariance> estimate(Scatter scatter, Variation volume, List<Covariance> current) {
    int d = scatter.dimensions();
    CommonAxesSearch best =
        new CommonAxesSearch(scatter, volume, JointDiagonalization.axes(current));
    best.run(sweeps(scatter));
    if (d <= FEW_DIMENSIONS) {
      CommonAxesSearch other = mostPromising(scatter, volume);
      other.run(FEW_SWEEPS);
      double gain = best.objective() - other.objective();
      best = gain > WORTH_A_JUMP * Volumes.sum(scatter.counts()) ? other : best;
    }
    return covariances(scatter, volume, current, best);
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

  private static int sweeps(Scatter scatter) {
    double work = scatter.components() * Math.pow(scatter.dimensions(), 3);
    return (int) Math.clamp(MOST_WORK / work, FEWEST_SWEEPS, MOST_SWEEPS);
  }

  private static List<Covariance> covariances(
      Scatter scatter, Variation volume, List<Covariance> current, CommonAxesSearch found) {
    double[][] variances =
        new AxisVariances(volume, Variation.VARIABLE)
            .estimate(scatter.counts(), found.sums(), current);
    return scatter.perComponent(k -> PrincipalAxes.covariance(found.axes(), variances[k]));
  }
}
