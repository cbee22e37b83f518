package io.mixtura.mixture.covariance;

import java.util.Arrays;

/**
 * The rule by which a component counts as collapsed, and by which it is rescued then.
 *
 * <p>A component that closes in on a few coincident points, or on a plane, sends the likelihood to
 * infinity: it has no maximum there, only a hole. It counts as fallen into it when in some column
 * the variance that the columns before leave is below {@value #COLLAPSED} of the data's variance,
 * which is where rounding takes over. Then λI is added to the covariance of its points, with λ the
 * regularization times the mean variance of the columns, before the structure makes anything of it.
 * Components that stand on their own are never touched: without a rescue a fit is exact maximum
 * likelihood.
 */
public final class Rescue {
  /** A millionth of the data's standard deviation, squared. */
  public static final double COLLAPSED = 1e-12;

  /**
   * Of the variance in a column, what the decomposition cannot tell from 0. It matters where equal
   * volumes make a component that is flat one way the longer another way, beyond the data.
   */
  private static final double ROUNDING = 1e-13;

  private final double[] columnVariances;
  private final boolean[] determined;
  private final double floor;

  /**
   * A rule.
   *
   * @param data the covariance of the data
   * @param regularization fraction of the mean column variance that is added; 0 for no rescue
   */
  public Rescue(Covariance data, double regularization) {
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
  public int collapsedColumn(Covariance covariance) {
    double[] conditional = covariance.conditionalVariances();
    for (int j = 0; j < conditional.length; j++) {
      double least = Math.max(COLLAPSED * columnVariances[j], ROUNDING * covariance.get(j, j));
      // Written so that NaN counts as collapsed.
      if (!(conditional[j] > least)) {
        return j;
      }
    }
    return -1;
  }

  /** Whether the data leave a column no variance of its own. */
  public boolean isDetermined(int column) {
    return determined[column];
  }

  /** Whether there is such a column. */
  public boolean isAnyDetermined() {
    for (boolean isDetermined : determined) {
      if (isDetermined) {
        return true;
      }
    }
    return false;
  }

  /** λ for every column: what rescues a component, unless λ is too low or 0. */
  public double[] everywhere() {
    double[] amounts = new double[columnVariances.length];
    Arrays.fill(amounts, floor);
    return amounts;
  }

  /**
   * λ for the columns that the data themselves leave no variance of their own. All components are
   * equally flat there, so this sets none apart from others, and is no rescue.
   */
  public double[] whereDetermined() {
    double[] amounts = new double[determined.length];
    Arrays.setAll(amounts, j -> determined[j] ? floor : 0);
    return amounts;
  }
}
