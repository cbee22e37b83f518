package io.mixtura.mixture.start;

import io.mixtura.mixture.em.EStep;
import io.mixtura.mixture.em.ResponsibilityRule;
import io.mixtura.mixture.statistics.SufficientStatistics;
import java.util.Arrays;

/** The means of the points whose component is known. */
final class LabelledMeans {
  private LabelledMeans() {}

  /**
   * A pass over the points.
   *
   * @param origin something near to them
   * @param others one point for each component, which stands where no point has that label
   */
  static double[][] of(EStep eStep, double[] origin, double[][] others) {
    double[][] origins = new double[others.length][];
    Arrays.fill(origins, origin);
    SufficientStatistics labelled =
        eStep.run(new ResponsibilityRule.Labelled(KMeans.centres(origins)));
    double[][] means = new double[others.length][];
    Arrays.setAll(means, k -> labelled.count(k) > 0 ? mean(labelled, k, origin) : others[k]);
    return means;
  }

  private static double[] mean(SufficientStatistics statistics, int k, double[] origin) {
    double[] mean = origin.clone();
    for (int j = 0; j < mean.length; j++) {
      mean[j] += statistics.sums(k)[j] / statistics.count(k);
    }
    return mean;
  }
}
