package io.mixtura.mixture;

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
  private final double floor;

  /**
   * A rule.
   *
   * @param columnVariances variance of each column of the data
   * @param regularization fraction of their mean that is added; 0 for no rescue
   */
  Rescue(double[] columnVariances, double regularization) {
    this.columnVariances = columnVariances;
    double sum = 0;
    for (double variance : columnVariances) {
      sum += variance;
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

  /** λ; 0 for no rescue. It may be too low to help. */
  double floor() {
    return floor;
  }
}
