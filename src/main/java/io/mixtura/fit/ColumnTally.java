package io.mixtura.fit;

/** What is found out about the numbers of a column, one after the other. */
interface ColumnTally {

  void add(double number);

  /** Refuses a fit to which these numbers leave nothing. */
  void refuseUnlessGood(ResolvedFit fit);
}
