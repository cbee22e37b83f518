package io.mixtura.mixture;

import io.mixtura.mixture.covariance.DataProfile;
import io.mixtura.mixture.family.ConjugatePrior;
import io.mixtura.mixture.observations.View;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The change of units z = (x − mean) / standardDeviation, column by column. */
public final class Standardization {
  private final double[] means;
  private final double[] standardDeviations;

  public Standardization(double[] means, double[] standardDeviations) {
    this.means = means;
    this.standardDeviations = standardDeviations;
  }

  /** Mean of each column. */
  public double[] means() {
    return means.clone();
  }

  /** Standard deviation of each column, with divisor n; 1 for a column that is constant. */
  public double[] standardDeviations() {
    return standardDeviations.clone();
  }

  /** The points in standardized units. */
  public View view() {
    return new View.Standardized(means, standardDeviations);
  }

  /** The same model for points in standardized units. */
  public MixtureModel standardized(MixtureModel model) {
    double[] scale = new double[means.length];
    double[] shift = new double[means.length];
    for (int j = 0; j < scale.length; j++) {
      scale[j] = 1 / standardDeviations[j];
      shift[j] = -means[j] / standardDeviations[j];
    }
    return transformed(model, scale, shift);
  }

  /** The same belief for points in standardized units. */
  public ConjugatePrior standardized(ConjugatePrior prior) {
    List<Double> mean = prior.mean();
    List<List<Double>> scale = prior.scale();
    return new ConjugatePrior(
        prior.shrinkage(),
        prior.degreesOfFreedom(),
        mean == null
            ? null
            : IntStream.range(0, means.length)
                .mapToObj(j -> (mean.get(j) - means[j]) / standardDeviations[j])
                .toList(),
        scale == null
            ? null
            : IntStream.range(0, means.length)
                .mapToObj(i -> standardized(scale.get(i), i))
                .toList());
  }

  private List<Double> standardized(List<Double> row, int i) {
    return IntStream.range(0, means.length)
        .mapToObj(j -> row.get(j) / (standardDeviations[i] * standardDeviations[j]))
        .toList();
  }

  /** The same model for points in the data's own units. */
  public MixtureModel inOwnUnits(MixtureModel model) {
    return transformed(model, standardDeviations, means);
  }

  private static MixtureModel transformed(MixtureModel model, double[] scale, double[] shift) {
    double[] weights = new double[model.components()];
    Arrays.setAll(weights, model::weight);
    return new MixtureModel(weights, model.parameters().transformed(scale, shift));
  }

  /** As {@link #logJacobian}, of all values of the data together, of which some are missing. */
  public double logJacobian(DataProfile data) {
    double sum = 0;
    for (int j = 0; j < standardDeviations.length; j++) {
      sum -= data.size(j) * StrictMath.log(standardDeviations[j]);
    }
    return sum;
  }

  /** log |dz/dx|: a log density per standardized point plus this is one per point in own units. */
  public double logJacobian() {
    double sum = 0;
    for (double standardDeviation : standardDeviations) {
      sum -= StrictMath.log(standardDeviation);
    }
    return sum;
  }
}
