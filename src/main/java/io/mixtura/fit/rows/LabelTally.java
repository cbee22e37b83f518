package io.mixtura.fit.rows;

import io.mixtura.fit.request.ResolvedFit;
import io.mixtura.web.problem.Findings;
import io.mixtura.web.problem.Refusal;

/** The numbers of a column, seen as labels: which component a row belongs to, where it is known. */
final class LabelTally implements ColumnTally {
  private static final int UNKNOWN = -1;

  private final int components;
  private int rows;
  private boolean isAnyKnown;
  private int firstBad = -1;
  private double bad;

  LabelTally(int components) {
    this.components = components;
  }

  @Override
  public void add(double label) {
    boolean isNumber = label >= UNKNOWN && label < components && label == Math.rint(label);
    if (firstBad < 0 && !isNumber && !Double.isNaN(label)) {
      firstBad = rows;
      bad = label;
    }
    isAnyKnown |= label >= 0;
    rows++;
  }

  @Override
  public void refuseUnlessGood(ResolvedFit fit) {
    String column = Findings.shown(String.valueOf(fit.data().labelColumn()));
    if (firstBad >= 0) {
      throw refusal(
          "the label of row %d in column '%s' is %s; labels are numbers of components, from 0 to %d, or -1 where nobody knows"
              .formatted(firstBad + 1, column, bad, components - 1));
    }
    if (!isAnyKnown) {
      throw refusal(
          "column '%s' tells of no row which component it belongs to; leave labelColumn out"
              .formatted(column));
    }
  }

  private static Refusal refusal(String detail) {
    return Refusal.unprocessable("/labelColumn", detail);
  }
}
