package io.mixtura.mixture.fitting;

import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.Posterior;
import io.mixtura.mixture.Responsibilities;
import io.mixtura.mixture.observations.Observations;
import io.mixtura.mixture.observations.Tile;

/**
 * Points as a model judges them, one after the other.
 *
 * @param points in the columns and units of the model
 */
record JudgedPoints(MixtureModel model, Observations points) {

  /** Somebody who looks at them. */
  interface Visitor {
    /**
     * Looks at a point.
     *
     * @param point its values; the same array for every point
     * @param responsibilities of each component; likewise
     * @param logDensity log p(x)
     */
    void visit(double[] point, double[] responsibilities, double logDensity);
  }

  void forEach(Visitor visitor) {
    Posterior posterior = Posterior.soft(model);
    Responsibilities judged = new Responsibilities(model.components());
    Tile tile = new Tile(points.dimensions());
    double[] point = new double[points.dimensions()];
    double[] responsibilities = new double[model.components()];
    for (int index = 0; index < points.tiles(); index++) {
      points.read(index, tile);
      posterior.evaluate(tile, judged);
      for (int p = 0; p < tile.count(); p++) {
        tile.lay(p, point, 0);
        for (int k = 0; k < responsibilities.length; k++) {
          responsibilities[k] = judged.get(p, k);
        }
        visitor.visit(point, responsibilities, judged.logDensity(p));
      }
    }
  }
}
