package io.mixtura.mixture.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** Vectors of four doubles. */
final class Vectors {
  static final VectorSpecies<Double> FOUR = DoubleVector.SPECIES_256;
  static final int WIDTH = Kernels.LANES;

  private Vectors() {}

  static DoubleVector load(double[] array, int offset) {
    return DoubleVector.fromArray(FOUR, array, offset);
  }

  /** The lanes in their fixed order; {@code reduceLanes} adds in another one when interpreted. */
  static double total(DoubleVector lanes) {
    return lanes.lane(0) + lanes.lane(1) + (lanes.lane(2) + lanes.lane(3));
  }
}
