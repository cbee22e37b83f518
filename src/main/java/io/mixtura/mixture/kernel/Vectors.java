package io.mixtura.mixture.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Vectors of points.
 *
 * <p>The kernels call the library's own methods and hardly any helper: in a long method the
 * compiler stops inlining, except for what the library forces it to, and a vector that is handed to
 * a method or comes back from one is an object in memory. That makes a kernel half as fast.
 */
final class Vectors {
  /**
   * Processors with vectors of 512 bits have 32 registers, for shorter vectors, too; others have
   * 16.
   */
  static final boolean MANY_REGISTERS = DoubleVector.SPECIES_PREFERRED.length() >= 8;

  /** For what is done with four points or four dimensions at a time on any hardware. */
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
}
