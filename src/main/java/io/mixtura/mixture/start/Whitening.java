package io.mixtura.mixture.start;

import io.mixtura.mixture.covariance.Covariance;
import io.mixtura.mixture.covariance.DataProfile;
import io.mixtura.mixture.covariance.DeterminedColumns;
import io.mixtura.mixture.covariance.DiagonalCovariance;
import io.mixtura.mixture.covariance.Rescue;
import io.mixtura.mixture.observations.Observations;
import io.mixtura.mixture.observations.Tile;
import java.util.stream.IntStream;

/**
 * Points in units in which the data have covariance I, where no column and no direction outweighs
 * another: z = L⁻¹ (x − m) with Σ = L Lᵀ the covariance of the data. With the variances alone where
 * no correlations are known, or where the data leave a direction no variance.
 */
final class Whitening {
  private final double[] mean;
  private final Covariance covariance;

  Whitening(DataProfile data) {
    this.mean = data.mean();
    this.covariance = sound(data);
  }

  private static Covariance sound(DataProfile data) {
    Covariance covariance = data.covariance();
    for (boolean isDetermined : DeterminedColumns.of(covariance, Rescue.COLLAPSED)) {
      if (isDetermined) {
        double[] scales = data.scales();
        return new DiagonalCovariance(
            IntStream.range(0, scales.length).mapToDouble(j -> scales[j] * scales[j]).toArray());
      }
    }
    return covariance;
  }

  Observations whitened(Observations observations) {
    double[][] rows = new double[observations.size()][mean.length];
    double[] weights = new double[rows.length];
    Tile tile = new Tile(mean.length);
    for (int index = 0; index < observations.tiles(); index++) {
      observations.read(index, tile);
      for (int p = 0; p < tile.count(); p++) {
        double[] centred = new double[mean.length];
        for (int j = 0; j < centred.length; j++) {
          centred[j] = tile.get(p, j) - mean[j];
        }
        rows[index * Tile.POINTS + p] = covariance.whitened(centred);
        weights[index * Tile.POINTS + p] = tile.weight(p);
      }
    }
    return observations.isWeighted() ? Observations.of(rows, weights) : Observations.of(rows);
  }
}
