package io.mixtura.mixture.family;

import io.mixtura.mixture.covariance.Covariance;
import io.mixtura.mixture.kernel.Kernels;
import io.mixtura.mixture.pass.ComponentPass;
import java.util.Arrays;
import java.util.function.DoubleSupplier;

/**
 * Multivariate t components: locations and scale matrices, kept as Gaussian components, and degrees
 * of freedom; with infinitely many of these they are Gaussian.
 */
public final class StudentComponents implements Components {
  private static final long serialVersionUID = 1;

  private final GaussianComponents gaussians;
  private final double[] degrees;
  private final DegreesOfFreedom rule;

  public StudentComponents(GaussianComponents gaussians, double[] degrees, DegreesOfFreedom rule) {
    this.gaussians = gaussians;
    this.degrees = degrees;
    this.rule = rule;
  }

  /** Locations and scale matrices. */
  @Override
  public GaussianComponents gaussians() {
    return gaussians;
  }

  @Override
  public boolean isStudent() {
    return true;
  }

  @Override
  public double degreesOfFreedom(int k) {
    return degrees[k];
  }

  @Override
  public int count() {
    return gaussians.count();
  }

  @Override
  public int dimensions() {
    return gaussians.dimensions();
  }

  @Override
  public StudentFamily family() {
    return new StudentFamily(gaussians.structure(), rule);
  }

  @Override
  public PointSource source(DoubleSupplier uniform) {
    return new StudentSource(this, uniform);
  }

  @Override
  public ComponentPass pass(Kernels kernels) {
    return new StudentPass(this, kernels);
  }

  @Override
  public ComponentPass passOverIncomplete(Kernels kernels) {
    return new StudentPass.Observed(this, kernels);
  }

  @Override
  public double[] numbers(int k) {
    double[] place = gaussians.numbers(k);
    double[] numbers = Arrays.copyOf(place, place.length + 1);
    numbers[place.length] = degrees[k];
    return numbers;
  }

  @Override
  public Components transformed(double[] scale, double[] shift) {
    return with(gaussians.transformed(scale, shift));
  }

  @Override
  public Components asTheFamilyAllows() {
    return with(gaussians.asTheFamilyAllows());
  }

  /** The same degrees of freedom elsewhere. */
  public StudentComponents with(GaussianComponents others) {
    return new StudentComponents(others, degrees, rule);
  }

  /** With so many degrees of freedom more. */
  @Override
  public StudentComponents given(int columns) {
    return new StudentComponents(
        gaussians, Arrays.stream(degrees).map(each -> each + columns).toArray(), rule);
  }

  @Override
  public double narrowness(int k, Covariance data) {
    return gaussians.narrowness(k, data);
  }

  @Override
  public double[] mean(int k) {
    return gaussians.mean(k);
  }

  @Override
  public double[] origin(int k) {
    return gaussians.origin(k);
  }

  @Override
  public double[] normal(int k, double[] z) {
    return gaussians.normal(k, z);
  }

  @Override
  public Components reordered(int[] order) {
    double[] reordered = new double[order.length];
    Arrays.setAll(reordered, k -> degrees[order[k]]);
    return new StudentComponents(gaussians.reordered(order), reordered, rule);
  }

  /** Also of 1/ν, by which a component differs from a Gaussian one. */
  @Override
  public double distance(Components other, double[] scales) {
    StudentComponents that = (StudentComponents) other;
    double largest = gaussians.distance(that.gaussians, scales);
    for (int k = 0; k < degrees.length; k++) {
      largest = Math.max(largest, Math.abs(1 / degrees[k] - 1 / that.degrees[k]));
    }
    return largest;
  }

  @Override
  public int compare(int k, int m) {
    int byPlace = gaussians.compare(k, m);
    return byPlace == 0 ? Double.compare(degrees[k], degrees[m]) : byPlace;
  }

  private Object writeReplace() {
    return ComponentsForm.of(this);
  }
}
