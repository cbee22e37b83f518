package io.mixtura.assignment.format;

import io.mixtura.mixture.Responsibilities;
import io.mixtura.mixture.observations.Tile;

/**
 * Responsibilities as CSV: {@code component0,…,mostProbable,logDensity}, with {@code noise} after
 * the components if there is some; an empty cell where there is no density.
 */
public final class CsvAnswer implements PointWriter {
  private final int components;
  private final int clusters;

  /**
   * An answer.
   *
   * @param components of the mixture, noise included
   * @param clusters components without noise
   */
  public CsvAnswer(int components, int clusters) {
    this.components = components;
    this.clusters = clusters;
  }

  @Override
  public void begin(AnswerBytes out) {
    for (int k = 0; k < clusters; k++) {
      out.append("component" + k + ",");
    }
    if (components > clusters) {
      out.append("noise,");
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
    out.append(MostProbable.of(responsibilities, point, clusters));
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
