package io.mixtura.mixture.observations;

import java.io.Serializable;

/** A way to see points otherwise: numbers alone, which can be sent to where the points are. */
public interface View extends Serializable {

  /** The points seen in this way, tile by tile as they are read; nothing is copied. */
  Observations of(Observations points);

  /**
   * Some of the columns.
   *
   * @param columns their positions, from 0
   */
  record Columns(int... columns) implements View {
    @Override
    public Observations of(Observations points) {
      return points.columns(columns);
    }
  }

  /**
   * Sample weights in another unit.
   *
   * @param unit what all are divided by
   */
  record WeightUnit(double unit) implements View {
    @Override
    public Observations of(Observations points) {
      return new RescaledWeights(points, unit);
    }
  }

  /** Each point that weighs anything counted once. */
  record CountedOnce() implements View {
    @Override
    public Observations of(Observations points) {
      return new CountedOnceObservations(points);
    }
  }

  /**
   * Columns in standardized units.
   *
   * @param means what becomes 0
   * @param standardDeviations what becomes 1
   */
  record Standardized(double[] means, double[] standardDeviations) implements View {
    @Override
    public Observations of(Observations points) {
      return new StandardizedObservations(points, means, standardDeviations);
    }
  }

  /**
   * Values beyond bounds drawn to these.
   *
   * @param lower of each column; −∞ for none
   * @param upper likewise; ∞ for none
   */
  record Clipped(double[] lower, double[] upper) implements View {
    @Override
    public Observations of(Observations points) {
      return new ClippedObservations(points, lower, upper);
    }
  }

  /** Without labels: to find out about the points as a whole. */
  record Unlabelled() implements View {
    @Override
    public Observations of(Observations points) {
      return new UnlabelledObservations(points);
    }
  }
}
