package io.mixtura.mixture.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Vectors of four doubles, and the elementary functions on them. */
final class Vectors {
  static final VectorSpecies<Double> FOUR = DoubleVector.SPECIES_256;
  static final int WIDTH = Kernels.LANES;

  private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_256;

  private Vectors() {}

  static DoubleVector load(double[] array, int offset) {
    return DoubleVector.fromArray(FOUR, array, offset);
  }

  /** The lanes in their fixed order; {@code reduceLanes} adds in another one when interpreted. */
  static double total(DoubleVector lanes) {
    return lanes.lane(0) + lanes.lane(1) + (lanes.lane(2) + lanes.lane(3));
  }

  /** As {@link Elementary#exp}. */
  static DoubleVector exp(DoubleVector x) {
    VectorMask<Double> isZero = x.compare(VectorOperators.LT, Elementary.EXP_UNDERFLOW);
    DoubleVector bounded = x.blend(Elementary.EXP_UNDERFLOW, isZero);
    DoubleVector rounded =
        bounded.fma(
            DoubleVector.broadcast(FOUR, Elementary.LOG2_E),
            DoubleVector.broadcast(FOUR, Elementary.ROUNDER));
    DoubleVector n = rounded.sub(Elementary.ROUNDER);
    DoubleVector r = n.fma(DoubleVector.broadcast(FOUR, -Elementary.LN2_HIGH), bounded);
    r = n.fma(DoubleVector.broadcast(FOUR, -Elementary.LN2_LOW), r);
    DoubleVector p = DoubleVector.broadcast(FOUR, Elementary.EXP[11]);
    for (int i = 10; i >= 0; i--) {
      p = p.fma(r, DoubleVector.broadcast(FOUR, Elementary.EXP[i]));
    }
    LongVector mantissa = r.mul(r).fma(p, r).add(1).reinterpretAsLongs();
    LongVector scale = rounded.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 52);
    return mantissa.add(scale).reinterpretAsDoubles().blend(0, isZero);
  }

  /** As {@link Elementary#log}. */
  static DoubleVector log(DoubleVector x) {
    LongVector bits = x.reinterpretAsLongs();
    LongVector exponent = bits.sub(Elementary.SQRT_HALF_BITS).lanewise(VectorOperators.ASHR, 52);
    DoubleVector f =
        bits.sub(exponent.lanewise(VectorOperators.LSHL, 52)).reinterpretAsDoubles().sub(1);
    DoubleVector n =
        exponent
            .add(LongVector.broadcast(LONGS, Elementary.ROUNDER_BITS))
            .reinterpretAsDoubles()
            .sub(Elementary.ROUNDER);
    DoubleVector s = f.div(f.add(2));
    DoubleVector z = s.mul(s);
    DoubleVector p = DoubleVector.broadcast(FOUR, Elementary.LOG[10]);
    for (int i = 9; i >= 0; i--) {
      p = p.fma(z, DoubleVector.broadcast(FOUR, Elementary.LOG[i]));
    }
    DoubleVector correction = s.mul(z.neg().fma(p, f));
    DoubleVector low = n.neg().fma(DoubleVector.broadcast(FOUR, Elementary.LN2_LOW), correction);
    return n.fma(DoubleVector.broadcast(FOUR, Elementary.LN2_HIGH), f.sub(low));
  }
}
