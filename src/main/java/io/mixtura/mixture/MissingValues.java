package io.mixtura.mixture;

import io.mixtura.mixture.covariance.Covariance;
import io.mixtura.mixture.covariance.FullCovariance;
import io.mixtura.mixture.observations.Box;
import io.mixtura.mixture.observations.MissingColumns;
import io.mixtura.mixture.pass.Completion;
import java.util.Objects;

/** Means and variances that one component expects of missing values, given those that are there. */
sealed interface MissingValues {

  /**
   * Writes them where values are missing.
   *
   * @param values of all columns, NaN for what is missing
   */
  void expect(double[] values, double[] means, double[] variances);

  /** Those of a component of a mixture. */
  static MissingValues of(MixtureModel model, int k) {
    return k < model.clusters()
        ? new OfCluster(model, k)
        : new OfNoise(Objects.requireNonNull(model.noise()));
  }

  /** Noise is anywhere in its box, whatever the other columns. */
  record OfNoise(Box box) implements MissingValues {
    /** Of a uniform distribution: a twelfth of the square of its width. */
    private static final double TWELFTH = 1 / 12.0;

    @Override
    public void expect(double[] values, double[] means, double[] variances) {
      for (int j = 0; j < values.length; j++) {
        double side = box.sides()[j];
        means[j] = box.lower()[j] + side / 2;
        variances[j] = side * side * TWELFTH;
      }
    }
  }

  /**
   * Gaussian and t columns follow from others of their kind; columns of counts and levels from
   * none.
   */
  record OfCluster(MixtureModel model, int k) implements MissingValues {
    @Override
    public void expect(double[] values, double[] means, double[] variances) {
      if (model.hasGaussians()) {
        int[] columns = model.encoding().gaussianColumns();
        expectGaussian(columns, Marginal.picked(values, columns), means, variances);
      }
      for (int j = 0; j < values.length; j++) {
        if (!model.encoding().isGaussian(j)) {
          double[] moments = model.moments(k, j);
          means[j] = moments[0];
          variances[j] = moments[1];
        }
      }
    }

    private void expectGaussian(
        int[] columns, double[] values, double[] means, double[] variances) {
      double[] mean = model.gaussians().mean(k);
      double[] deviations = new double[mean.length];
      long[] bits = new long[Math.ceilDiv(mean.length, Long.SIZE)];
      for (int j = 0; j < mean.length; j++) {
        boolean isMissing = Double.isNaN(values[j]);
        deviations[j] = isMissing ? 0 : values[j] - mean[j];
        bits[j / Long.SIZE] |= isMissing ? 1L << j : 0;
      }
      MissingColumns gaps = MissingColumns.of(bits);
      double[] shifts = new double[gaps.count()];
      double[] spread = new double[gaps.count()];
      double length = solve(gaps, deviations, shifts, spread);
      double stretch = gaps.count() == 0 ? 1 : stretch(length, mean.length - gaps.count());
      for (int i = 0; i < shifts.length; i++) {
        int gap = gaps.columns()[i];
        means[columns[gap]] = mean[gap] + shifts[i];
        variances[columns[gap]] = spread[i] * stretch;
      }
    }

    /** Returns the squared length of the values that are there. */
    private double solve(
        MissingColumns gaps, double[] deviations, double[] shifts, double[] spread) {
      Covariance covariance = model.gaussians().covariance(k);
      return covariance instanceof FullCovariance full
          ? solveCorrelated(full, gaps, deviations, shifts, spread)
          : solveAlone(covariance, gaps, deviations, spread);
    }

    private static double solveCorrelated(
        FullCovariance full,
        MissingColumns gaps,
        double[] deviations,
        double[] shifts,
        double[] spread) {
      Completion completion = new Completion(full, gaps);
      double[] y = full.whitened(deviations);
      double length = completion.turn(y);
      completion.solve(y);
      for (int i = 0; i < shifts.length; i++) {
        shifts[i] = y[i];
        spread[i] = completion.variance(i);
      }
      return length;
    }

    private static double solveAlone(
        Covariance covariance, MissingColumns gaps, double[] deviations, double[] spread) {
      double length = 0;
      for (int j = 0; j < deviations.length; j++) {
        length += deviations[j] * deviations[j] / covariance.get(j, j);
      }
      for (int i = 0; i < spread.length; i++) {
        spread[i] = covariance.get(gaps.columns()[i], gaps.columns()[i]);
      }
      return length;
    }

    /** By what a scale given so many values becomes a variance; infinite where there is none. */
    private double stretch(double length, int there) {
      double degrees = model.degreesOfFreedom(k);
      if (Double.isInfinite(degrees)) {
        return 1;
      }
      double left = degrees + there - 2;
      return left > 0 ? (degrees + length) / left : Double.POSITIVE_INFINITY;
    }
  }
}
