package io.mixtura.mixture.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.fitting.FitOutcome;
import io.mixtura.mixture.spec.FitSpec;
import io.mixtura.mixture.spec.Initialization;
import io.mixtura.mixture.spec.SelectionCriterion;
import io.mixtura.mixture.spec.SelectionSpec;
import io.mixtura.mixture.testing.Data;
import io.mixtura.mixture.testing.Selections;
import io.mixtura.mixture.testing.SpecBuilder;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * All 14 structures with 1 to 5 components, with the default starts, against the tables of {@code
 * mclustBIC} and {@code mclustICL} of R's mclust 6.0.0 (signs turned: lower is better). It starts
 * from one hierarchical clustering and stops early by default; these starts find the same or a
 * better optimum, so a table here may be lower, and has no gaps where it has. What it chooses is
 * the best all the same.
 */
class MclustSelectionTests {
  /** What mclust gains by going on from where it stops by default is of this size. */
  private static final double STOPPED_EARLY = 1e-4;

  private record Line(int components, String covariance, double bic) {
    static Line of(String text) {
      String[] cells = text.split(",", -1);
      return new Line(
          Integer.parseInt(cells[0]),
          cells[1],
          cells[2].isEmpty() ? Double.POSITIVE_INFINITY : Double.parseDouble(cells[2]));
    }
  }

  @ParameterizedTest
  @CsvSource({"iris,2,VEV,561.728462115,22", "faithful,3,EEE,2314.31629567,25"})
  void choosesAsMclustAndFindsNoWorseOptima(
      String data, int components, String covariance, double bic, int better) {
    List<Line> lines =
        Data.text("/golden/mclust-selection-%s.csv".formatted(data))
            .lines()
            .skip(1)
            .map(Line::of)
            .toList();
    List<FitSpec> specs = lines.stream().map(MclustSelectionTests::spec).toList();
    double[][] rows = data.equals("iris") ? Data.iris() : Data.faithful();

    SelectionOutcome outcome =
        Selections.run(new SelectionSpec(specs, SelectionCriterion.BIC, 0), rows);

    int lower = 0;
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      double own = Objects.requireNonNull(outcome.candidates().get(i).criteria()).bic();
      assertThat(own).as("%s", line).isLessThanOrEqualTo(line.bic() + STOPPED_EARLY);
      if (line.components() == 1) {
        assertThat(own).as("%s", line).isCloseTo(line.bic(), within(1e-8 * own));
      }
      lower += own < line.bic() - 1 ? 1 : 0;
    }
    assertThat(lower).isGreaterThanOrEqualTo(better);
    assertThat(lines.get(outcome.chosen()).components()).isEqualTo(components);
    assertThat(lines.get(outcome.chosen()).covariance()).isEqualTo(covariance);
    FitOutcome.Fitted fitted = Selections.fitted(outcome);
    assertThat(Objects.requireNonNull(fitted.criteria()).bic()).isBetween(bic - 0.03, bic + 1e-6);
    assertThat(fitted.model().components()).isEqualTo(components);
    assertThat(fitted.model().structure()).isEqualTo(CovarianceStructure.of(covariance));
  }

  /**
   * Wine, 178 × 13, by {@code mclustBIC(wine, G = 1:9)}: with common axes, whose M step only raises
   * Q, each sound candidate is as good. Where mclust ends with components on fewer rows than
   * columns there may be no sound one here.
   */
  @ParameterizedTest
  @ValueSource(strings = {"EVE", "VVE"})
  void commonAxesOfManyColumnsAreNoWorse(String covariance) {
    List<Line> lines =
        Data.text("/golden/mclust-selection-wine.csv")
            .lines()
            .skip(1)
            .map(Line::of)
            .filter(line -> line.covariance().equals(covariance) && line.components() <= 5)
            .toList();
    List<FitSpec> specs = lines.stream().map(MclustSelectionTests::spec).toList();

    SelectionOutcome outcome =
        Selections.run(new SelectionSpec(specs, SelectionCriterion.BIC, 0), Data.wine());

    for (int i = 0; i < lines.size(); i++) {
      Candidate own = outcome.candidates().get(i);
      if (lines.get(i).components() < 5) {
        assertThat(own.state()).as("%s", lines.get(i)).isEqualTo(Candidate.State.FITTED);
      }
      assertThat(Objects.requireNonNull(own.criteria()).bic())
          .as("%s", lines.get(i))
          .isLessThanOrEqualTo(lines.get(i).bic() + STOPPED_EARLY);
    }
  }

  private static FitSpec spec(Line line) {
    return SpecBuilder.em(line.components(), CovarianceStructure.of(line.covariance()))
        .from(new Initialization.Portfolio(24, 5))
        .build();
  }
}
