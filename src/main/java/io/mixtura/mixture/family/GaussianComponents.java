package io.mixtura.mixture.family;

import io.mixtura.mixture.covariance.Covariance;
import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.covariance.FullCovariance;
import io.mixtura.mixture.covariance.Gaussians;
import io.mixtura.mixture.kernel.Kernels;
import io.mixtura.mixture.pass.GaussianPass;
import io.mixtura.mixture.pass.IncompletePass;
import io.mixtura.mixture.pass.ScreenedView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** Gaussian components: their means and covariances, as members of a mixture. */
public final class GaussianComponents implements Components {
  private static final long serialVersionUID = 1;

  private final Gaussians gaussians;
  private transient @Nullable ScreenedView view;
  private transient volatile boolean isViewKnown;

  public GaussianComponents(
      CovarianceStructure structure, List<double[]> means, List<Covariance> covariances) {
    this(new Gaussians(structure, means, covariances));
  }

  GaussianComponents(Gaussians gaussians) {
    this.gaussians = gaussians;
  }

  public CovarianceStructure structure() {
    return gaussians.structure();
  }

  public Covariance covariance(int k) {
    return gaussians.covariance(k);
  }

  public List<Covariance> covariances() {
    return gaussians.covariances();
  }

  @Override
  public GaussianComponents gaussians() {
    return this;
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
  public GaussianFamily family() {
    return new GaussianFamily(structure());
  }

  @Override
  public GaussianPass pass(Kernels kernels) {
    return new GaussianPass(gaussians, this::screenedView, kernels);
  }

  @Override
  public IncompletePass passOverIncomplete(Kernels kernels) {
    return new IncompletePass(gaussians, pass(kernels), kernels);
  }

  /** Made once for all threads; two that come at the same time make the same. */
  @Nullable ScreenedView screenedView() {
    if (!isViewKnown) {
      view = ScreenedView.of(gaussians);
      isViewKnown = true;
    }
    return view;
  }

  @Override
  public PointSource source(DoubleSupplier uniform) {
    return new GaussianSource(this, uniform);
  }

  @Override
  public double[] mean(int k) {
    return gaussians.mean(k);
  }

  @Override
  public double[] origin(int k) {
    return mean(k);
  }

  @Override
  public double[] normal(int k, double[] z) {
    return covariance(k).whitenedBack(z);
  }

  @Override
  public GaussianComponents reordered(int[] order) {
    List<double[]> newMeans = new ArrayList<>();
    List<Covariance> newCovariances = new ArrayList<>();
    for (int k : order) {
      newMeans.add(mean(k));
      newCovariances.add(covariance(k));
    }
    return new GaussianComponents(structure(), newMeans, newCovariances);
  }

  @Override
  public double[] numbers(int k) {
    double[] mean = mean(k);
    double[] spread = covariance(k).parameters();
    double[] numbers = Arrays.copyOf(mean, mean.length + spread.length);
    System.arraycopy(spread, 0, numbers, mean.length, spread.length);
    return numbers;
  }

  @Override
  public GaussianComponents transformed(double[] scale, double[] shift) {
    List<double[]> newMeans = new ArrayList<>();
    List<Covariance> newCovariances = new ArrayList<>();
    for (int k = 0; k < count(); k++) {
      double[] mean = mean(k).clone();
      for (int j = 0; j < mean.length; j++) {
        mean[j] = Math.fma(mean[j], scale[j], shift[j]);
      }
      newMeans.add(mean);
      newCovariances.add(covariance(k).scaled(scale));
    }
    return new GaussianComponents(structure(), newMeans, newCovariances);
  }

  @Override
  public double narrowness(int k, Covariance data) {
    return structure().isEstimated()
        ? covariance(k).narrowestAgainst(data)
        : Double.POSITIVE_INFINITY;
  }

  @Override
  public GaussianComponents asTheFamilyAllows() {
    return new GaussianComponents(
        structure(), gaussians.means(), structure().nearest(covariances()));
  }

  /** Largest of |Δμ_j| / s_j and |ΔΣ_ij| / (s_i s_j). */
  @Override
  public double distance(Components other, double[] scales) {
    GaussianComponents that = (GaussianComponents) other;
    double largest = 0;
    for (int k = 0; k < count(); k++) {
      Covariance mine = covariance(k);
      Covariance theirs = that.covariance(k);
      boolean isFull = mine instanceof FullCovariance || theirs instanceof FullCovariance;
      for (int i = 0; i < scales.length; i++) {
        double shift = Math.abs(mean(k)[i] - that.mean(k)[i]);
        largest = Math.max(largest, shift / scales[i]);
        for (int j = isFull ? 0 : i; j <= i; j++) {
          double change = Math.abs(mine.get(i, j) - theirs.get(i, j));
          largest = Math.max(largest, change / (scales[i] * scales[j]));
        }
      }
    }
    return largest;
  }

  @Override
  public int compare(int k, int m) {
    return Arrays.compare(mean(k), mean(m));
  }

  private Object writeReplace() {
    return ComponentsForm.of(this);
  }
}
