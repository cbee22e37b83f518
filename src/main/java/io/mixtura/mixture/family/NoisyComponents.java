package io.mixtura.mixture.family;

import io.mixtura.mixture.covariance.Covariance;
import io.mixtura.mixture.kernel.Kernels;
import io.mixtura.mixture.observations.Box;
import io.mixtura.mixture.pass.ComponentPass;
import java.util.Arrays;
import java.util.function.DoubleSupplier;

/** Components of some family, and noise as the last one. */
public final class NoisyComponents implements Components {
  private static final long serialVersionUID = 1;

  private final Components inner;
  private final Box box;

  public NoisyComponents(Components inner, Box box) {
    this.inner = inner;
    this.box = box;
  }

  /** All but the noise. */
  public Components inner() {
    return inner;
  }

  /** Where the noise is. */
  @Override
  public Box noise() {
    return box;
  }

  @Override
  public boolean isStudent() {
    return inner.isStudent();
  }

  @Override
  public double degreesOfFreedom(int k) {
    return inner.degreesOfFreedom(k);
  }

  @Override
  public GaussianComponents gaussians() {
    return inner.gaussians();
  }

  @Override
  public int count() {
    return inner.count() + 1;
  }

  @Override
  public int clusters() {
    return inner.clusters();
  }

  private boolean isNoise(int k) {
    return k == inner.count();
  }

  @Override
  public int dimensions() {
    return inner.dimensions();
  }

  @Override
  public NoisyFamily family() {
    return new NoisyFamily(inner.family(), box);
  }

  @Override
  public PointSource source(DoubleSupplier uniform) {
    PointSource others = inner.source(uniform);
    return (k, point) -> {
      if (isNoise(k)) {
        box.draw(uniform, point);
      } else {
        others.draw(k, point);
      }
    };
  }

  @Override
  public ComponentPass pass(Kernels kernels) {
    return new NoisyPass(this, kernels);
  }

  @Override
  public ComponentPass passOverIncomplete(Kernels kernels) {
    return new NoisyPass.Observed(inner.passOverIncomplete(kernels), box, kernels);
  }

  /** Filled up with zeros to what the others have. */
  @Override
  public double[] numbers(int k) {
    int each = family().numbers(dimensions());
    if (!isNoise(k)) {
      return Arrays.copyOf(inner.numbers(k), each);
    }
    double[] numbers = Arrays.copyOf(box.lower(), each);
    System.arraycopy(box.sides(), 0, numbers, dimensions(), dimensions());
    return numbers;
  }

  @Override
  public Components transformed(double[] scale, double[] shift) {
    return new NoisyComponents(inner.transformed(scale, shift), box.transformed(scale, shift));
  }

  @Override
  public Components asTheFamilyAllows() {
    return new NoisyComponents(inner.asTheFamilyAllows(), box);
  }

  @Override
  public double narrowness(int k, Covariance data) {
    return isNoise(k) ? Double.POSITIVE_INFINITY : inner.narrowness(k, data);
  }

  /** No statistics are gathered of the noise about any point, so it may be any. */
  @Override
  public double[] mean(int k) {
    return isNoise(k) ? box.lower() : inner.mean(k);
  }

  @Override
  public double[] origin(int k) {
    return isNoise(k) ? box.lower() : inner.origin(k);
  }

  @Override
  public double[] normal(int k, double[] z) {
    return isNoise(k) ? z : inner.normal(k, z);
  }

  /** The noise stays the last. */
  @Override
  public Components reordered(int[] order) {
    return new NoisyComponents(inner.reordered(Arrays.copyOf(order, order.length - 1)), box);
  }

  @Override
  public double distance(Components other, double[] scales) {
    return inner.distance(((NoisyComponents) other).inner, scales);
  }

  @Override
  public int compare(int k, int m) {
    return inner.compare(k, m);
  }

  private Object writeReplace() {
    return ComponentsForm.of(this);
  }
}
