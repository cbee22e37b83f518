package io.mixtura.mixture.fitting;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.mixture.encoding.ColumnFamily;
import io.mixtura.mixture.observations.Observations;
import io.mixtura.mixture.spec.Initialization;
import io.mixtura.mixture.spec.MixingWeights;
import io.mixtura.mixture.testing.Data;
import io.mixtura.mixture.testing.DiscreteData;
import io.mixtura.mixture.testing.Fits;
import io.mixtura.mixture.testing.SpecBuilder;
import io.mixtura.mixture.testing.Weighted;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether a fit says that the data leave its parameters open. */
class IdentificationTests {
  private static final ColumnFamily YES_OR_NO = new ColumnFamily.Bernoulli();
  private static final String CELLS = "patterns of values can determine";
  private static final String FLAT = "flat at its maximum";

  private static List<String> warnings(SpecBuilder spec, Observations rows) {
    return Fits.fitted(spec.from(new Initialization.Portfolio(24, 5)).build(), rows).warnings();
  }

  private static List<String> warnings(int classes, Weighted data) {
    int d = data.rows()[0].length;
    return warnings(SpecBuilder.em(classes, DiscreteData.all(YES_OR_NO, d)), data.observations());
  }

  private static void assertSilent(List<String> warnings) {
    assertThat(warnings).noneMatch(text -> text.contains(CELLS) || text.contains(FLAT));
  }

  private static void assertFlat(List<String> warnings, int parameters, int determined) {
    String said = "of %d free parameters that are not at a bound these columns determine %d";
    assertThat(warnings)
        .anySatisfy(
            text -> assertThat(text).contains(FLAT, said.formatted(parameters, determined)));
  }

  /** Rows of so many items, drawn from two classes. */
  private static Observations drawn(int items, int rows) {
    return Observations.of(draw(items, rows));
  }

  private static double[][] draw(int items, int rows) {
    SplittableRandom random = new SplittableRandom(5);
    double[][] drawn = new double[rows][items];
    for (double[] row : drawn) {
      double yes = random.nextDouble() < 0.4 ? 0.8 : 0.3;
      for (int j = 0; j < items; j++) {
        row[j] = random.nextDouble() < yes + 0.02 * j ? 1 : 0;
      }
    }
    return drawn;
  }

  private static SpecBuilder items(int classes, int items) {
    return SpecBuilder.em(classes, DiscreteData.all(YES_OR_NO, items));
  }

  @Test
  void twoItemsTellNoTwoClasses() {
    Weighted table =
        new Weighted(
            new double[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}}, new double[] {41, 14, 17, 28});

    assertThat(warnings(2, table))
        .anySatisfy(text ->
            assertThat(text)
                .startsWith("5 free parameters are more than the 3 that 4 patterns")
                .contains("use 1 component, or more columns"));
    assertSilent(warnings(1, table));
  }

  @Test
  void threeItemsTellTwoClassesAndNoThree() {
    assertSilent(warnings(items(2, 3), drawn(3, 500)));
    assertThat(warnings(items(3, 3), drawn(3, 500)))
        .anySatisfy(
            text -> assertThat(text).contains(CELLS, "11 free parameters", "use fewer components"));
  }

  /** Three classes have no more parameters than there are cells, and are not identified either. */
  @Test
  void noNumberOfClassesIsAdvisedThatMayBeFlat() {
    assertThat(warnings(items(5, 4), drawn(4, 500)))
        .anySatisfy(text ->
            assertThat(text)
                .contains(CELLS, "use fewer components, or more columns")
                .doesNotContain("at most"));
  }

  /** Goodman's example: 14 parameters for 15 cells, and yet only 13 of them are determined. */
  @Test
  void fourItemsTellNoThreeClasses() {
    assertFlat(warnings(3, DiscreteData.values()), 14, 13);
    assertSilent(warnings(2, DiscreteData.values()));
  }

  /** With weights that are given there is nothing left open. */
  @Test
  void givenWeightsDetermineTheRest() {
    assertSilent(
        warnings(
            items(3, 4).weights(new MixingWeights.Fixed(List.of(0.5, 0.3, 0.2))),
            DiscreteData.values().observations()));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void fiveItemsTellClasses(int classes) {
    assertSilent(warnings(items(classes, 5), drawn(5, 2000)));
  }

  /** All rows of a class being equal leaves nothing open: its probabilities are at their bounds. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void classesOfCarcinomaAreDetermined(int classes) {
    assertSilent(warnings(classes, DiscreteData.carcinoma()));
  }

  @ParameterizedTest
  @CsvSource({"2", "3", "4"})
  void classesOfElectionAreDetermined(int classes) {
    List<ColumnFamily> columns = DiscreteData.all(DiscreteData.levels(1, 2, 3, 4), 12);
    assertSilent(warnings(SpecBuilder.em(classes, columns), Observations.of(Data.election())));
  }

  /** Items that are always answered alike tell the share of each answer as others do. */
  @Test
  void oneClassIsAlwaysDetermined() {
    double[][] rows = {{0, 0, 0}, {1, 1, 1}, {1, 1, 1}};
    assertSilent(warnings(items(1, 3), Observations.of(rows)));
  }

  /** Where it is known of rows what class they are of, two items are enough. */
  @Test
  void labelsDetermineClasses() {
    List<double[]> rows = new ArrayList<>();
    for (double[] row : draw(2, 200)) {
      rows.add(new double[] {row[0], row[1], rows.size() < 40 ? rows.size() % 2 : -1});
    }
    Observations labelled = Observations.of(rows.toArray(double[][]::new)).marked(-1, 2, 0, 1);

    assertSilent(Fits.fitted(items(2, 2).build(), labelled).warnings());
  }

  /** Counts tell classes apart by themselves, and measurements help items that are too few. */
  @Test
  void countsAndMeasurementsDetermineClasses() {
    SplittableRandom random = new SplittableRandom(9);
    double[][] rows = draw(2, 400);
    double[][] counts = new double[rows.length][];
    double[][] mixed = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      boolean isFirst = random.nextInt(3) == 0;
      counts[i] = new double[] {random.nextInt(isFirst ? 4 : 12)};
      mixed[i] = new double[] {rows[i][0], rows[i][1], (isFirst ? 0 : 5) + random.nextGaussian()};
    }

    assertSilent(
        warnings(SpecBuilder.em(2, List.of(new ColumnFamily.Poisson())), Observations.of(counts)));
    assertSilent(
        warnings(
            SpecBuilder.em(2, List.of(YES_OR_NO, YES_OR_NO, new ColumnFamily.Gaussian())),
            Observations.of(mixed)));
  }

  /** Two components that are one can share its rows as they like. */
  @Test
  void equalComponentsAreNotDetermined() {
    double[][] rows = {{0}, {1}, {1}, {2}, {3}, {5}};
    FitOutcome.Fitted fitted =
        Fits.fitted(
            SpecBuilder.em(2, List.of(new ColumnFamily.Poisson()))
                .fromMeans(new double[][] {{2}, {2}})
                .build(),
            rows);

    assertFlat(fitted.warnings(), 3, 1);
  }
}
