package io.mixtura.mixture.covariance;

import java.util.Arrays;

/**
 * The rule by which a component counts as collapsed, and by which it is rescued then.
 *
 * <p>A component that closes in on a few coincident points, or on a plane, sends the likelihood to
 * infinity: it has no maximum there, only a hole. It counts as fallen into it when in some column
 * the variance that the columns before leave is below {@value #COLLAPSED} of the data's, which is
 * where rounding takes over. Then the regularization times the data's variance is added to each
 * column's variance of its points, before the structure makes anything of it. The data's variance
 * is that of its middle, see {@link DataProfile#middleScales}: neither a wide column nor a wild
 * value decides how wide a component has to be in another one.
 *
 * <p>A constant column takes the mean of the others' variances. Components that stand on their own
 * are never touched: without a rescue a fit is exact maximum likelihood.
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
  private final double[] floors;

  /**
   * A rule.
   *
   * @param data how wide the data are, see {@link DataProfile#middleCovariance}
   * @param regularization fraction of a column's variance that is added; 0 for no rescue
   */
  public Rescue(Covariance data, double regularization) {
    this.columnVariances = new double[data.dimensions()];
    this.determined = DeterminedColumns.of(data, COLLAPSED);
    Arrays.setAll(columnVariances, j -> Math.max(0, data.get(j, j)));
    double mean = Arrays.stream(columnVariances).filter(v -> v > 0).average().orElse(0);
    this.floors = new double[columnVariances.length];
    Arrays.setAll(
        floors, j -> regularization * (columnVariances[j] > 0 ? columnVariances[j] : mean));
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

  /** The number of columns that the data leave a variance of their own. */
  public int directions() {
    int directions = 0;
    for (boolean isDetermined : determined) {
      directions += isDetermined ? 0 : 1;
    }
    return directions;
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

  /** For every column: what rescues a component, unless it is too little or 0. */
  public double[] everywhere() {
    return floors.clone();
  }

  /**
   * The same for the columns that the data themselves leave no variance of their own. All
   * components are equally flat there, so this sets none apart from others, and is no rescue.
   */
  public double[] whereDetermined() {
    double[] amounts = new double[determined.length];
    Arrays.setAll(amounts, j -> determined[j] ? floors[j] : 0);
    return amounts;
  }
}
