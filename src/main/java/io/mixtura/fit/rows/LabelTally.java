package io.mixtura.fit.rows;

import io.mixtura.fit.request.ResolvedFit;
import io.mixtura.web.problem.Findings;
import io.mixtura.web.problem.Refusal;
import java.util.List;
import java.util.stream.Collectors;

/** The numbers of a column, seen as labels: which component a row belongs to, where it is known. */
final class LabelTally implements ColumnTally {
  private static final int UNKNOWN = -1;

  /** Levels that a message names. */
  private static final int LISTED = 10;

  private final int components;
  private final List<String> texts;
  private int rows;
  private boolean isAnyKnown;
  private int firstBad = -1;
  private double bad;

  /**
   * No label yet.
   *
   * @param texts what labels of text say, by the number that stands for them; none of numbers
   */
  LabelTally(int components, List<String> texts) {
    this.components = components;
    this.texts = texts;
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
    if (firstBad >= 0 && !texts.isEmpty()) {
      throw refusal(
          "column '%s' tells %d components apart (%s), but the fit has %d; set \"components\": %d or more"
              .formatted(
                  column,
                  texts.size(),
                  texts.stream()
                      .limit(LISTED)
                      .map(Findings::shown)
                      .collect(Collectors.joining(", ", "", texts.size() > LISTED ? ", …" : "")),
                  components,
                  texts.size()));
    }
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
