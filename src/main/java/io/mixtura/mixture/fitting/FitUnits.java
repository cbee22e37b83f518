package io.mixtura.mixture.fitting;

import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.Standardization;
import io.mixtura.mixture.covariance.DataProfile;
import io.mixtura.mixture.observations.SampleWeights;
import io.mixtura.mixture.spec.Algorithm;
import org.jspecify.annotations.Nullable;

/**
 * The units that a fit computes in, and the way back to the data's own.
 *
 * @param standardization of the columns; null where they are as they were given
 * @param data as the fit sees them
 * @param weights as they were given
 */
record FitUnits(
    Algorithm algorithm,
    @Nullable Standardization standardization,
    DataProfile data,
    SampleWeights weights) {

  /** What a pass reports in the place of the log-likelihood, as users know it. */
  double inOwnUnits(double objective) {
    return inOwnWeights(inUnitsOfData(objective));
  }

  /** A sum over the points with their weights as they were given. */
  double inOwnWeights(double sum) {
    return sum * weights.unit();
  }

  private double inUnitsOfData(double objective) {
    return switch (algorithm) {
      case EM -> standardization == null ? objective : objective + logJacobian(standardization);
      // Adding 0 makes 0 of −0, which is not what an inertia should look like.
      case KMEANS -> -2 * objective + 0.0;
    };
  }

  private double logJacobian(Standardization from) {
    return data.isIncomplete() ? from.logJacobian(data) : data.size() * from.logJacobian();
  }

  MixtureModel inOwnUnits(MixtureModel model) {
    return standardization == null ? model : standardization.inOwnUnits(model);
  }
}
