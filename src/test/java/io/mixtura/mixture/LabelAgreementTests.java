package io.mixtura.mixture;

import static org.assertj.core.api.Assertions.assertThat;

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

  @Test
  void aComponentIsTheClusterThatItsLabelsAreIn() {
    Observations points = labelled(new double[] {0, -1, 1, -1, 2, -1});

    assertThat(LabelAgreement.of(points, 3, new int[] {2, 2, 0, 0, 1, 1}).order())
        .containsExactly(2, 0, 1);
    assertThat(LabelAgreement.of(points, new double[][] {{10.5}, {20.5}, {0.5}}).order())
        .containsExactly(2, 0, 1);
  }

  @Test
  void whatMostLabelsSayIsHeardFirst() {
    Observations points = labelled(new double[] {1, 1, 0, 1, -1, -1});

    assertThat(LabelAgreement.of(points, 2, new int[] {0, 0, 1, 1, 1, 1}).order())
        .containsExactly(1, 0);
  }

  /** Two labels outnumber one, unless that one weighs more. */
  @Test
  void labelsCountByTheWeightOfTheirPoints() {
    double[] labels = {0, 1, 1, -1, -1, -1};
    int[] clusters = {1, 0, 0, 1, 1, 1};
    int[] others = {1, 0, 1, 1, 1, 1};

    assertThat(LabelAgreement.of(labelled(labels), 2, clusters).order()).containsExactly(1, 0);
    assertThat(LabelAgreement.of(labelled(labels, 1, 1, 9, 1, 1, 1), 2, others).order())
        .containsExactly(0, 1);
  }

  @Test
  void aComponentWithoutLabelsTakesWhatIsLeft() {
    Observations points = labelled(new double[] {2, 2, -1, -1, 0, -1});

    assertThat(LabelAgreement.of(points, 3, new int[] {0, 0, 1, 1, 2, 2}).order())
        .containsExactly(2, 1, 0);
  }
}
