package io.mixtura.mixture.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** Vectors of points. */
final class Vectors {
  /**
   * Processors with vectors of 512 bits have 32 registers, for shorter vectors, too; others have
   * 16.
   */
  static final boolean MANY_REGISTERS = DoubleVector.SPECIES_PREFERRED.length() >= 8;

  /** For sums over points: lanes are part of their result. */
  static final VectorSpecies<Double> FOUR = DoubleVector.SPECIES_256;

  /**
   * As many as a register holds, where every point is by itself and instructions are what takes the
   * time. Where loads do, four are better: eight doubles of an array mostly lie in two lines of the
   * cache.
   */
  static final VectorSpecies<Double> WIDE =
      MANY_REGISTERS ? DoubleVector.SPECIES_512 : DoubleVector.SPECIES_256;

  /** Lanes of {@link #WIDE}, 4 or 8. */
  static final int WIDTH = WIDE.length();

  private Vectors() {}

  static DoubleVector load(double[] array, int offset) {
    return DoubleVector.fromArray(WIDE, array, offset);
  }

  static DoubleVector broadcast(double value) {
    return DoubleVector.broadcast(WIDE, value);
  }

  static DoubleVector zero() {
    return DoubleVector.zero(WIDE);
  }

  static DoubleVector loadFour(double[] array, int offset) {
    return DoubleVector.fromArray(FOUR, array, offset);
  }

  /** The lanes in their fixed order; {@code reduceLanes} adds in another one when interpreted. */
  static double total(DoubleVector lanes) {
    return lanes.lane(0) + lanes.lane(1) + (lanes.lane(2) + lanes.lane(3));
  }
}
