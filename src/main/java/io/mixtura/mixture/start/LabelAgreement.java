package io.mixtura.mixture.start;

import io.mixtura.mixture.em.Clusters;
import io.mixtura.mixture.em.EStep;
import io.mixtura.mixture.em.ResponsibilityRule;
import io.mixtura.mixture.statistics.SufficientStatistics;
import java.util.Arrays;

/**
 * The agreement of clusters with the labels that some points have, which they were found without:
 * which of the clusters is to be which component.
 */
final class LabelAgreement {
  /** Weight of the points with a label (row) in a cluster (column). */
  private final double[][] together;

  private LabelAgreement(double[][] together) {
    this.together = together;
  }

  /** A pass over the points. */
  static LabelAgreement of(EStep eStep, Clusters clusters) {
    SufficientStatistics statistics = eStep.run(new ResponsibilityRule.Agreement(clusters));
    double[][] together = new double[clusters.count()][clusters.count()];
    for (int label = 0; label < together.length; label++) {
      for (int cluster = 0; cluster < together.length; cluster++) {
        together[label][cluster] = statistics.tallies(cluster)[label];
      }
    }
    return new LabelAgreement(together);
  }

  /**
   * For each component the cluster that becomes it: the pair with the most points in common first,
   * then the next among the rest.
   */
  int[] order() {
    int[] order = new int[together.length];
    Arrays.fill(order, -1);
    boolean[] isTaken = new boolean[order.length];
    for (int pair = 0; pair < order.length; pair++) {
      int component = -1;
      int cluster = -1;
      for (int k = 0; k < order.length; k++) {
        for (int c = 0; c < order.length; c++) {
          boolean isFree = order[k] < 0 && !isTaken[c];
          if (isFree && (component < 0 || together[k][c] > together[component][cluster])) {
            component = k;
            cluster = c;
          }
        }
      }
      order[component] = cluster;
      isTaken[cluster] = true;
    }
    return order;
  }
}
