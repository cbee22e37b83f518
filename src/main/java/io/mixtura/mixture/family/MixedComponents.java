package io.mixtura.mixture.family;

import io.mixtura.mixture.covariance.Covariance;
import io.mixtura.mixture.encoding.Encoding;
import io.mixtura.mixture.kernel.Kernels;
import io.mixtura.mixture.pass.ComponentPass;
import java.util.Arrays;
import java.util.function.DoubleSupplier;

/** Components of Gaussian and of discrete columns. */
public record MixedComponents(
    Encoding encoding, GaussianComponents gaussians, DiscreteComponents discrete)
    implements Components {
  @Override
  public double[] distribution(int k, int column) {
    return discrete.distribution(k, column);
  }

  @Override
  public MixedComponents predictive(double[] counts) {
    return new MixedComponents(encoding, gaussians, discrete.predictive(counts));
  }

  @Override
  public int count() {
    return gaussians.count();
  }

  @Override
  public int dimensions() {
    return encoding.width();
  }

  @Override
  public MixedFamily family() {
    return new MixedFamily(gaussians.structure(), encoding);
  }

  @Override
  public ComponentPass pass(Kernels kernels) {
    return new MixedPass(gaussians.pass(kernels), discrete.pass(kernels));
  }

  @Override
  public ComponentPass passOverIncomplete(Kernels kernels) {
    return new MixedPass.Observed(gaussians.passOverIncomplete(kernels), discrete.pass(kernels));
  }

  @Override
  public PointSource source(DoubleSupplier uniform) {
    PointSource normal = gaussians.source(uniform);
    PointSource others = discrete.source(uniform);
    int[] columns = encoding.gaussianColumns();
    double[] scratch = new double[columns.length];
    return (k, point) -> {
      normal.draw(k, scratch);
      for (int j = 0; j < columns.length; j++) {
        point[columns[j]] = scratch[j];
      }
      others.draw(k, point);
    };
  }

  private static double[] joined(double[] numeric, double[] others) {
    double[] joined = Arrays.copyOf(numeric, numeric.length + others.length);
    System.arraycopy(others, 0, joined, numeric.length, others.length);
    return joined;
  }

  @Override
  public double[] numbers(int k) {
    return joined(gaussians.numbers(k), discrete.numbers(k));
  }

  @Override
  public Components transformed(double[] scale, double[] shift) {
    return discrete.transformed(scale, shift);
  }

  @Override
  public Components asTheFamilyAllows() {
    return new MixedComponents(encoding, gaussians.asTheFamilyAllows(), discrete);
  }

  @Override
  public double narrowness(int k, Covariance data) {
    return gaussians.narrowness(k, data);
  }

  @Override
  public double[] mean(int k) {
    return joined(gaussians.mean(k), discrete.mean(k));
  }

  @Override
  public double[] origin(int k) {
    return joined(gaussians.origin(k), discrete.origin(k));
  }

  @Override
  public double[] normal(int k, double[] z) {
    int numeric = gaussians.dimensions();
    return joined(
        gaussians.normal(k, Arrays.copyOf(z, numeric)),
        discrete.normal(k, Arrays.copyOfRange(z, numeric, z.length)));
  }

  @Override
  public Components reordered(int[] order) {
    return new MixedComponents(encoding, gaussians.reordered(order), discrete.reordered(order));
  }

  @Override
  public double distance(Components other, double[] scales) {
    MixedComponents that = (MixedComponents) other;
    double[] numeric = Arrays.copyOf(scales, gaussians.dimensions());
    return Math.max(
        gaussians.distance(that.gaussians, numeric), discrete.distance(that.discrete, scales));
  }

  @Override
  public int compare(int k, int m) {
    int first = gaussians.compare(k, m);
    return first == 0 ? discrete.compare(k, m) : first;
  }

  private Object writeReplace() {
    return ComponentsForm.of(this);
  }
}
