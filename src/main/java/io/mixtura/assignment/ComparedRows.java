package io.mixtura.assignment;

import io.mixtura.assignment.stream.FamilyRows;
import io.mixtura.dataset.rows.RowReader;
import io.mixtura.dataset.rows.TextChoice;
import io.mixtura.mixture.DensityRank;
import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.Posterior;
import io.mixtura.mixture.Responsibilities;
import io.mixtura.mixture.observations.Tile;
import io.mixtura.model.document.ModelVersion;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sums of what one of two versions says of rows, tile by tile. */
final class ComparedRows {
  private final ModelVersion version;
  private final MixtureModel model;
  private final RowReader rows;
  private final DensityRank rank;
  private final double percentile;
  private final Posterior posterior;
  private final Responsibilities responsibilities;
  private final Tile tile;
  private final double[] shares;
  private long seen;
  private long complete;
  private long anomalies;
  private double logLikelihood;

  /**
   * Nothing yet.
   *
   * @param rows with the model's columns
   * @param rank of the model's densities
   * @param percentile up to which a row is an anomaly
   */
  ComparedRows(ModelVersion version, RowReader rows, DensityRank rank, double percentile) {
    this.version = version;
    this.model = version.model();
    this.rows =
        FamilyRows.of(
            rows, version.columns(), model.columns(), "", TextChoice.Unknown.REFUSED_FOR_GOOD);
    this.rank = rank;
    this.percentile = percentile;
    this.posterior = Posterior.soft(model);
    this.responsibilities = new Responsibilities(model.components());
    this.tile = new Tile(version.columns().size());
    this.shares = new double[model.components()];
  }

  /** Reads the next tile; false if there is none. */
  boolean next() throws IOException {
    rows.fill(tile);
    if (tile.count() == 0) {
      return false;
    }
    posterior.evaluate(tile, responsibilities);
    for (int i = 0; i < tile.count(); i++) {
      add(i);
    }
    return true;
  }

  private void add(int point) {
    seen++;
    for (int k = 0; k < shares.length; k++) {
      shares[k] += responsibilities.get(point, k);
    }
    double density = logDensity(point);
    logLikelihood += density;
    if (!tile.hasGaps(point)) {
      complete++;
      anomalies += rank.percentile(density) <= percentile ? 1 : 0;
    }
  }

  int count() {
    return tile.count();
  }

  int classes() {
    return shares.length;
  }

  /** The most probable component, noise included. */
  int most(int point) {
    return responsibilities.mostProbable(point);
  }

  double logDensity(int point) {
    return responsibilities.logDensity(point);
  }

  long seen() {
    return seen;
  }

  Comparison.Side side() {
    List<Double> means = Arrays.stream(shares).mapToObj(sum -> sum / seen).toList();
    int clusters = model.clusters();
    return new Comparison.Side(
        version.name(),
        version.version(),
        clusters,
        version.componentNames(),
        finite(logLikelihood / seen),
        means.subList(0, clusters),
        clusters < means.size() ? means.get(clusters) : null,
        complete == 0 ? null : (double) anomalies / complete);
  }

  /** JSON has no infinity. */
  static @Nullable Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
