package io.mixtura.mixture.statistics;

import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The sums that one pass over points leaves behind: all that an M step and the convergence test
 * need, whatever the number of points. Statistics of disjoint sets of points add up by {@link
 * #merge}, the one seam through which tiles, threads, checkpoints and machines meet.
 *
 * <p>r is the responsibility of a component for a point, times the point's sample weight w if it
 * has one. For each component k: N_k = Σ r, Σ r (x−μ_k) and, as {@link SecondMoments} asks, Σ r
 * (x−μ_k)(x−μ_k)ᵀ, all about the mean μ_k of the model that the pass was made with; and what
 * further tallies Σ r t(x) the {@link StatisticsForm} of the family asks for.
 */
public final class SufficientStatistics implements Serializable {
  private static final long serialVersionUID = 1;

  /** Numbers that are not of any component. */
  private static final int HEAD = 3;

  private final StatisticsForm form;
  private final double[] counts;
  private final double[][] sums;
  private final double[][] second;
  private final double[][] tallies;
  private double logLikelihood;
  private double logLargest;
  private double logPrior;

  /** Statistics of no points. */
  public SufficientStatistics(int components, StatisticsForm form) {
    this.form = form;
    this.counts = new double[components];
    this.sums = new double[components][form.dimensions()];
    this.second = new double[components][form.seconds()];
    this.tallies = new double[components][form.tallies()];
  }

  private SufficientStatistics(SufficientStatistics of, int components) {
    this.form = of.form;
    this.counts = Arrays.copyOf(of.counts, components);
    this.sums = Arrays.copyOf(of.sums, components);
    this.second = Arrays.copyOf(of.second, components);
    this.tallies = Arrays.copyOf(of.tallies, components);
    this.logLikelihood = of.logLikelihood;
    this.logLargest = of.logLargest;
  }

  /** Those of the first components, to read. */
  public SufficientStatistics first(int components) {
    return new SufficientStatistics(this, components);
  }

  /** Number of components. */
  public int components() {
    return counts.length;
  }

  /** Number of dimensions. */
  public int dimensions() {
    return form.dimensions();
  }

  /** Which sums are kept. */
  public StatisticsForm form() {
    return form;
  }

  /** Which second moments are kept. */
  public SecondMoments moments() {
    return form.moments();
  }

  /** N_k, the effective number of points of a component. */
  public double count(int k) {
    return counts[k];
  }

  /**
   * What the points of a component count for in its sums and moments: N_k unless otherwise said.
   */
  public double mass(int k) {
    return form.hasMass() ? tallies[k][0] : counts[k];
  }

  /** Σ r (x−μ_k): the array itself. */
  public double[] sums(int k) {
    return sums[k];
  }

  /** The second moments: the array itself. */
  public double[] second(int k) {
    return second[k];
  }

  /** The tallies: the array itself. */
  public double[] tallies(int k) {
    return tallies[k];
  }

  /**
   * Σ_i w_i log p(x_i | θ); for hard assignments Σ_i w_i max_k of what would be logged, see {@link
   * EStep}.
   */
  public double logLikelihood() {
    return logLikelihood;
  }

  /**
   * What the fit maximizes: the log-likelihood, plus the logarithm of the prior if there is one.
   */
  public double objective() {
    return logLikelihood + logPrior;
  }

  public void setLogPrior(double value) {
    logPrior = value;
  }

  /** Σ_i w_i log max_k r_ik, which is 0 when every point is assigned without doubt. */
  public double logLargestResponsibility() {
    return logLargest;
  }

  public void addCount(int k, double count) {
    counts[k] += count;
  }

  public void addMass(int k, double mass) {
    if (form.hasMass()) {
      tallies[k][0] += mass;
    } else {
      counts[k] += mass;
    }
  }

  public void addLogLikelihood(double value) {
    logLikelihood += value;
  }

  public void addLogLargest(double value) {
    logLargest += value;
  }

  /** Adds the statistics of other points, gathered about the same means. */
  public void merge(SufficientStatistics other) {
    addTimes(other, 1);
  }

  /** Adds so many times the statistics of others, gathered about the same means; returns these. */
  SufficientStatistics addTimes(SufficientStatistics other, double factor) {
    logLikelihood += factor * other.logLikelihood;
    logLargest += factor * other.logLargest;
    add(counts, other.counts, factor);
    for (int k = 0; k < counts.length; k++) {
      add(sums[k], other.sums[k], factor);
      add(second[k], other.second[k], factor);
      add(tallies[k], other.tallies[k], factor);
    }
    return this;
  }

  private static void add(double[] into, double[] from, double factor) {
    for (int i = 0; i < into.length; i++) {
      into[i] += factor * from[i];
    }
  }

  /** The same but for Σ r (x−μ_k), which is 0: for means that are where they are to stay. */
  public SufficientStatistics withoutSums() {
    SufficientStatistics others = times(1);
    for (double[] of : others.sums) {
      Arrays.fill(of, 0);
    }
    return others;
  }

  /** These and so many times others, gathered about the same means, as new ones. */
  public SufficientStatistics plus(SufficientStatistics other, double factor) {
    return times(1).addTimes(other, factor);
  }

  /** Whether no component is without points. */
  public boolean areOfPoints() {
    for (double count : counts) {
      // Written so that NaN is none.
      if (!(count > 0)) {
        return false;
      }
    }
    return true;
  }

  /** So many times these, as new ones. */
  public SufficientStatistics times(double factor) {
    return new SufficientStatistics(counts.length, form).addTimes(this, factor);
  }

  /**
   * The same statistics about other points: Σ r (x−ν) = Σ r (x−μ) + N δ, and for the second moments
   * likewise, with δ = μ − ν and N the mass.
   *
   * @param from the point of each component that these were gathered about
   * @param to those that they are wanted about
   */
  public SufficientStatistics about(double[][] from, double[][] to) {
    SufficientStatistics moved = times(1);
    for (int k = 0; k < counts.length; k++) {
      moved.move(k, from[k], to[k]);
    }
    return moved;
  }

  private void move(int k, double[] from, double[] to) {
    double[] delta = new double[form.dimensions()];
    for (int j = 0; j < delta.length; j++) {
      delta[j] = from[j] - to[j];
    }
    double[] s = sums[k];
    double n = mass(k);
    switch (form.moments()) {
      case NONE -> {}
      case DIAGONAL -> {
        for (int j = 0; j < form.numeric(); j++) {
          second[k][j] += delta[j] * (2 * s[j] + n * delta[j]);
        }
      }
      case FULL -> {
        for (int i = 0, t = 0; i < form.numeric(); i++) {
          for (int j = 0; j <= i; j++, t++) {
            second[k][t] += s[i] * delta[j] + delta[i] * (s[j] + n * delta[j]);
          }
        }
      }
    }
    add(s, delta, n);
  }

  /**
   * All that is kept in one array: the log-likelihood, Σ_i w_i log max_k r_ik and the log prior,
   * then of component after component its number of points, sums, second moments and tallies.
   */
  public double[] toArray() {
    double[] all = new double[HEAD + counts.length * form.numbers()];
    all[0] = logLikelihood;
    all[1] = logLargest;
    all[2] = logPrior;
    int at = HEAD;
    for (int k = 0; k < counts.length; k++) {
      all[at++] = counts[k];
      at = write(sums[k], all, at);
      at = write(second[k], all, at);
      at = write(tallies[k], all, at);
    }
    return all;
  }

  /** The statistics that {@link #toArray} was called on, bit for bit. */
  public static SufficientStatistics fromArray(int components, StatisticsForm form, double[] all) {
    SufficientStatistics read = new SufficientStatistics(components, form);
    read.logLikelihood = all[0];
    read.logLargest = all[1];
    read.logPrior = all[2];
    int at = HEAD;
    for (int k = 0; k < components; k++) {
      read.counts[k] = all[at++];
      at = read(all, at, read.sums[k]);
      at = read(all, at, read.second[k]);
      at = read(all, at, read.tallies[k]);
    }
    return read;
  }

  private static int write(double[] part, double[] all, int at) {
    System.arraycopy(part, 0, all, at, part.length);
    return at + part.length;
  }

  private static int read(double[] all, int at, double[] part) {
    System.arraycopy(all, at, part, 0, part.length);
    return at + part.length;
  }

  /** All that is kept of all components in one array, in units of the columns. */
  public double[] inUnits(double[] scales) {
    return IntStream.range(0, counts.length)
        .mapToObj(k -> inUnits(k, scales))
        .flatMapToDouble(Arrays::stream)
        .toArray();
  }

  /** All that is kept of a component in one array, in units of the columns. */
  public double[] inUnits(int k, double[] scales) {
    int d = form.dimensions();
    int tally = 1 + d + second[k].length;
    double[] numbers = new double[tally + tallies[k].length];
    numbers[0] = counts[k];
    for (int i = 0; i < d; i++) {
      numbers[1 + i] = sums[k][i] / scales[i];
    }
    for (int i = 0, t = 0; i < form.numeric(); i++) {
      int first = form.moments() == SecondMoments.FULL ? 0 : i;
      for (int j = first; j <= i && t < second[k].length; j++, t++) {
        numbers[1 + d + t] = second[k][t] / (scales[i] * scales[j]);
      }
    }
    System.arraycopy(tallies[k], 0, numbers, tally, tallies[k].length);
    return numbers;
  }
}
