package io.mixtura.fit.rows;

import io.mixtura.fit.request.ResolvedFit;
import io.mixtura.web.problem.Findings;
import io.mixtura.web.problem.Refusal;

/** The numbers of a column, seen as sample weights. */
final class WeightTally implements ColumnTally {
  private int rows;
  private int positive;
  private int firstBad = -1;
  private double bad;

  @Override
  public void add(double weight) {
    if (firstBad < 0 && !(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
      firstBad = rows;
      bad = weight;
    }
    positive += weight > 0 ? 1 : 0;
    rows++;
  }

  @Override
  public void refuseUnlessGood(ResolvedFit fit) {
    String column = Findings.shown(String.valueOf(fit.data().weightColumn()));
    if (firstBad >= 0 && Double.isNaN(bad)) {
      throw refusal(
          "the weight of row %d in column '%s' is missing; every row needs a number from 0 up, 0 to leave the row out"
              .formatted(firstBad + 1, column));
    }
    if (firstBad >= 0) {
      throw refusal(
          "the weight of row %d in column '%s' is %s; weights are numbers from 0 up"
              .formatted(firstBad + 1, column, bad));
    }
    if (positive == 0) {
      throw refusal(
          "all weights in column '%s' are 0, so that no row counts; at least one must be above 0"
              .formatted(column));
    }
    int components = fit.spec().components();
    if (components > positive) {
      throw Refusal.unprocessable(
          "/components",
          "%d components cannot be told apart in %d rows of a weight above 0; components must be at most the number of those rows"
              .formatted(components, positive));
    }
  }

  private static Refusal refusal(String detail) {
    return Refusal.unprocessable("/weightColumn", detail);
  }
}
