package io.mixtura.assignment;

import io.mixtura.mixture.Responsibilities;
import io.mixtura.mixture.Tile;

/** {@code component0,…,mostProbable,logDensity}; an empty cell where there is no density. */
final class CsvAnswer implements AnswerWriter {
  private final int components;

  CsvAnswer(Question question) {
    this.components = question.components();
  }

  @Override
  public void begin(AnswerBytes out) {
    for (int k = 0; k < components; k++) {
      out.append("component" + k + ",");
    }
    out.append("mostProbable,logDensity\n");
  }

  @Override
  public void point(
      Tile tile, Responsibilities responsibilities, int point, boolean isFirst, AnswerBytes out) {
    for (int k = 0; k < components; k++) {
      out.append(responsibilities.get(point, k));
      out.append(',');
    }
    out.append(responsibilities.mostProbable(point));
    out.append(',');
    double logDensity = responsibilities.logDensity(point);
    if (Double.isFinite(logDensity)) {
      out.append(logDensity);
    }
    out.append('\n');
  }

  @Override
  public void end(AnswerBytes out) {}
}
