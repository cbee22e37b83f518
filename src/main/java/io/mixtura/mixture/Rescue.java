package io.mixtura.mixture;

import java.util.Arrays;

/**
 * When a component counts as collapsed, and what is done then.
 *
 * <p>A component that closes in on a few coincident points, or on a plane, sends the likelihood to
 * infinity: it has no maximum there, only a hole. It counts as fallen into it when in some column
 * the variance that the columns before leave is below {@value #COLLAPSED} of the data's variance,
 * which is where rounding takes over. Then λI is added to its covariance, with λ the regularization
 * times the mean variance of the columns. Components that stand on their own are never touched:
 * without a rescue a fit is exact maximum likelihood.
 */
final class Rescue {
  /** A millionth of the data's standard deviation, squared. */
  static final double COLLAPSED = 1e-12;

  private final double[] columnVariances;
  private final boolean[] determined;
  private final double floor;

  /**
   * A rule.
   *
   * @param data the covariance of the data
   * @param regularization fraction of the mean column variance that is added; 0 for no rescue
   */
  Rescue(Covariance data, double regularization) {
    this.columnVariances = new double[data.dimensions()];
    this.determined = DeterminedColumns.of(data, COLLAPSED);
    double sum = 0;
    for (int j = 0; j < columnVariances.length; j++) {
      columnVariances[j] = Math.max(0, data.get(j, j));
      sum += columnVariances[j];
    }
    this.floor = regularization * sum / columnVariances.length;
  }

  /** The column in which a covariance has collapsed, or −1 if it stands. */
  int collapsedColumn(Covariance covariance) {
    double[] conditional = covariance.conditionalVariances();
    for (int j = 0; j < conditional.length; j++) {
      // Written so that NaN counts as collapsed.
      if (!(conditional[j] > COLLAPSED * columnVariances[j])) {
        return j;
      }
    }
    return -1;
  }

  /** Whether the data leave a column no variance of its own. */
  boolean isDetermined(int column) {
    return determined[column];
  }

  /** With λ in every column: what rescues a component, unless λ is too low or 0. */
  Covariance rescued(Covariance collapsed) {
    double[] everywhere = new double[columnVariances.length];
    Arrays.fill(everywhere, floor);
    return collapsed.plusDiagonal(everywhere);
  }

  /**
   * With λ in the columns that the data themselves leave no variance of their own. All components
   * are equally flat there, so this sets none apart from others, and is no rescue.
   */
  Covariance settled(Covariance estimate) {
    double[] amounts = new double[determined.length];
    boolean isAny = false;
    for (int j = 0; j < amounts.length; j++) {
      amounts[j] = determined[j] ? floor : 0;
      isAny |= amounts[j] > 0;
    }
    return isAny ? estimate.plusDiagonal(amounts) : estimate;
  }
}
