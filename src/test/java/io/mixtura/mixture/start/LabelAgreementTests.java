package io.mixtura.mixture.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.mixture.em.Clusters;
import io.mixtura.mixture.em.PassThreads;
import io.mixtura.mixture.observations.Observations;
import io.mixtura.mixture.testing.Fits;
import org.junit.jupiter.api.Test;

/** Clusters are found in any order; labels say which of them is which component. */
class LabelAgreementTests {
  private static final double[][] ROWS = {{0}, {1}, {10}, {11}, {20}, {21}};

  /** With the labels in a second column, and sample weights in a third. */
  private static Observations labelled(double[] labels, double... weights) {
    double[][] all = new double[ROWS.length][];
    for (int i = 0; i < all.length; i++) {
      all[i] = new double[] {ROWS[i][0], labels[i], weights.length == 0 ? 1 : weights[i]};
    }
    return Observations.of(all).marked(weights.length == 0 ? -1 : 2, 1, 0);
  }

  private static int[] order(Observations points, Clusters clusters) {
    try (PassThreads passThreads = new PassThreads(1)) {
      return LabelAgreement.of(Fits.eStep(points, passThreads), clusters).order();
    }
  }

  @Test
  void aComponentIsTheClusterThatItsLabelsAreIn() {
    Observations points = labelled(new double[] {0, -1, 1, -1, 2, -1});

    assertThat(order(points, new Clusters.Given(3, new int[] {2, 2, 0, 0, 1, 1})))
        .containsExactly(2, 0, 1);
    assertThat(order(points, new Clusters.Nearest(new double[][] {{10.5}, {20.5}, {0.5}})))
        .containsExactly(2, 0, 1);
  }

  @Test
  void whatMostLabelsSayIsHeardFirst() {
    Observations points = labelled(new double[] {1, 1, 0, 1, -1, -1});

    assertThat(order(points, new Clusters.Given(2, new int[] {0, 0, 1, 1, 1, 1})))
        .containsExactly(1, 0);
  }

  /** Two labels outnumber one, unless that one weighs more. */
  @Test
  void labelsCountByTheWeightOfTheirPoints() {
    double[] labels = {0, 1, 1, -1, -1, -1};
    int[] clusters = {1, 0, 0, 1, 1, 1};
    int[] others = {1, 0, 1, 1, 1, 1};

    assertThat(order(labelled(labels), new Clusters.Given(2, clusters))).containsExactly(1, 0);
    assertThat(order(labelled(labels, 1, 1, 9, 1, 1, 1), new Clusters.Given(2, others)))
        .containsExactly(0, 1);
  }

  @Test
  void aComponentWithoutLabelsTakesWhatIsLeft() {
    Observations points = labelled(new double[] {2, 2, -1, -1, 0, -1});

    assertThat(order(points, new Clusters.Given(3, new int[] {0, 0, 1, 1, 2, 2})))
        .containsExactly(2, 1, 0);
  }
}
