package io.mixtura.assignment.format;

import io.mixtura.mixture.Responsibilities;
import io.mixtura.mixture.observations.Tile;
import io.mixtura.model.document.ComponentNames;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Responsibilities as CSV: {@code component0,…,mostProbable,logDensity}, with the names of
 * components that have such, and with {@code noise} after the components if there is some; an empty
 * cell where there is no density.
 */
public final class CsvAnswer implements PointWriter {
  private final @Nullable List<String> names;
  private final int components;
  private final int clusters;

  /**
   * An answer.
   *
   * @param names of the components; null if they have none
   * @param components of the mixture, noise included
   * @param clusters components without noise
   */
  public CsvAnswer(@Nullable List<String> names, int components, int clusters) {
    this.names = names;
    this.components = components;
    this.clusters = clusters;
  }

  @Override
  public void begin(AnswerBytes out) {
    for (int k = 0; k < clusters; k++) {
      out.append(CsvRowWriter.quoted(ComponentNames.of(names, k)) + ",");
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
