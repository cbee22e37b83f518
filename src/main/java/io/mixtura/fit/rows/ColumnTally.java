package io.mixtura.fit.rows;

import io.mixtura.fit.request.ResolvedFit;

/** An account of the numbers of a column, to which one after the other is added. */
interface ColumnTally {

  void add(double number);

  /** Refuses a fit to which these numbers leave nothing. */
  void refuseUnlessGood(ResolvedFit fit);
}
