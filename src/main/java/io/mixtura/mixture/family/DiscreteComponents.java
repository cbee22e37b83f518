package io.mixtura.mixture.family;

import io.mixtura.mixture.covariance.Covariance;
import io.mixtura.mixture.encoding.Encoding;
import io.mixtura.mixture.kernel.Kernels;
import io.mixtura.mixture.pass.ComponentPass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;

/** Rates and probabilities of discrete columns: the means of their encoded columns. */
public final class DiscreteComponents implements Components {
  private static final long serialVersionUID = 1;

  private final Encoding encoding;
  private final transient List<double[]> means;

  /**
   * Components.
   *
   * @param means one for each encoded column that is not Gaussian
   */
  public DiscreteComponents(Encoding encoding, List<double[]> means) {
    this.encoding = encoding;
    this.means = List.copyOf(means);
  }

  @Override
  public double[] distribution(int k, int column) {
    int from = encoding.first(column) - encoding.numeric();
    return Arrays.copyOfRange(means.get(k), from, from + encoding.columns().get(column).width());
  }

  @Override
  public DiscreteComponents predictive(double[] counts) {
    List<double[]> predictive = new ArrayList<>();
    for (int k = 0; k < counts.length; k++) {
      double[] mean = means.get(k).clone();
      for (Encoding.Block block : encoding.discrete()) {
        int first = block.first() - encoding.numeric();
        if (block.hasLevels()) {
          int width = block.family().width();
          raise(mean, first, width, 1 / (width * (counts[k] + 1)));
        } else {
          mean[first] = Math.max(mean[first], rateOfAll(first, counts) / (counts[k] + 1));
        }
      }
      predictive.add(mean);
    }
    return new DiscreteComponents(encoding, predictive);
  }

  /** At the expense of the other levels of the column. */
  private static void raise(double[] probabilities, int first, int width, double least) {
    double raised = 0;
    double others = 0;
    for (int j = first; j < first + width; j++) {
      raised += probabilities[j] < least ? least : 0;
      others += probabilities[j] < least ? 0 : probabilities[j];
    }
    for (int j = first; j < first + width && raised > 0; j++) {
      probabilities[j] =
          probabilities[j] < least ? least : probabilities[j] * (1 - raised) / others;
    }
  }

  /** Half an event in one row more keeps it from 0. */
  private double rateOfAll(int column, double[] counts) {
    double rows = 0;
    double sum = 0;
    for (int k = 0; k < counts.length; k++) {
      rows += counts[k];
      sum += counts[k] * means.get(k)[column];
    }
    return (sum + 0.5) / (rows + 1);
  }

  @Override
  public int count() {
    return means.size();
  }

  @Override
  public int dimensions() {
    return encoding.width();
  }

  @Override
  public DiscreteFamily family() {
    return new DiscreteFamily(encoding);
  }

  @Override
  public DiscretePass pass(Kernels kernels) {
    return new DiscretePass(this, encoding, kernels);
  }

  @Override
  public ComponentPass passOverIncomplete(Kernels kernels) {
    return new DiscretePass.Observed(pass(kernels));
  }

  @Override
  public PointSource source(DoubleSupplier uniform) {
    return new DiscreteSource(this, encoding, uniform);
  }

  @Override
  public double[] numbers(int k) {
    return means.get(k).clone();
  }

  /** Counts and levels have no other units. */
  @Override
  public Components transformed(double[] scale, double[] shift) {
    throw new IllegalStateException("discrete columns cannot be standardized");
  }

  @Override
  public Components asTheFamilyAllows() {
    return this;
  }

  @Override
  public double narrowness(int k, Covariance data) {
    return Double.POSITIVE_INFINITY;
  }

  @Override
  public double[] mean(int k) {
    return means.get(k);
  }

  /** Sums about 0: none of them is negative, and one of nothing is exactly 0. */
  @Override
  public double[] origin(int k) {
    return new double[means.get(k).length];
  }

  /** As if the columns were normal with their variances. */
  @Override
  public double[] normal(int k, double[] z) {
    double[] normal = new double[z.length];
    double[] mean = means.get(k);
    for (Encoding.Block block : encoding.discrete()) {
      for (int j = block.first() - encoding.numeric(); j < block.end() - encoding.numeric(); j++) {
        double variance = block.hasLevels() ? mean[j] * (1 - mean[j]) : mean[j];
        normal[j] = variance > 0 ? z[j] / Math.sqrt(variance) : 0;
      }
    }
    return normal;
  }

  @Override
  public DiscreteComponents reordered(int[] order) {
    List<double[]> reordered = new ArrayList<>();
    for (int k : order) {
      reordered.add(means.get(k));
    }
    return new DiscreteComponents(encoding, reordered);
  }

  /** Largest of |Δμ_j| / s_j. */
  @Override
  public double distance(Components other, double[] scales) {
    DiscreteComponents that = (DiscreteComponents) other;
    double largest = 0;
    for (int k = 0; k < count(); k++) {
      for (int j = 0; j < means.get(k).length; j++) {
        double change = Math.abs(means.get(k)[j] - that.means.get(k)[j]);
        largest = Math.max(largest, change / scales[encoding.numeric() + j]);
      }
    }
    return largest;
  }

  @Override
  public int compare(int k, int m) {
    return Arrays.compare(means.get(k), means.get(m));
  }

  private Object writeReplace() {
    return ComponentsForm.of(this);
  }
}
