package io.mixtura.mixture.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.fitting.FitOutcome;
import io.mixtura.mixture.fitting.InformationCriteria;
import io.mixtura.mixture.observations.Observations;
import io.mixtura.mixture.selection.Candidate.State;
import io.mixtura.mixture.spec.ConvergenceCriterion;
import io.mixtura.mixture.spec.FitSpec;
import io.mixtura.mixture.spec.SelectionCriterion;
import io.mixtura.mixture.spec.SelectionSpec;
import io.mixtura.mixture.spec.StoppingReason;
import io.mixtura.mixture.testing.Bits;
import io.mixtura.mixture.testing.Data;
import io.mixtura.mixture.testing.Fits;
import io.mixtura.mixture.testing.Selections;
import io.mixtura.mixture.testing.SpecBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which of several candidates is chosen, and what is told of the others. */
class ModelSelectionTests {
  private static final double[][] FAITHFUL = Data.faithful();

  private static FitSpec full(int components) {
    return SpecBuilder.em(components, CovarianceStructure.FULL).build();
  }

  /** Thirty rows, but only three different points. */
  private static double[][] threePoints() {
    double[][] rows = new double[30][];
    Arrays.setAll(rows, i -> new double[] {i % 3 * 5, i % 3 == 0 ? 0 : 1});
    return rows;
  }

  @Test
  void oneCandidateIsItsFitAndNothingElse() {
    FitSpec spec = full(3);

    SelectionOutcome outcome = Selections.run(SelectionSpec.single(spec), FAITHFUL);

    assertThat(outcome.candidates()).isEmpty();
    assertThat(outcome.chosen()).isZero();
    assertThat(Bits.of(outcome.outcome())).isEqualTo(Bits.of(Fits.run(spec, FAITHFUL)));
  }

  @Test
  void eachCandidateIsWhatItsFitAloneWouldBe() {
    FitSpec[] specs = {full(1), full(2), SpecBuilder.em(3, CovarianceStructure.TIED).build()};

    SelectionOutcome outcome =
        Selections.run(Selections.by(SelectionCriterion.BIC, specs), FAITHFUL);

    for (int i = 0; i < specs.length; i++) {
      FitOutcome.Fitted alone = Fits.fitted(specs[i], FAITHFUL);
      Candidate candidate = outcome.candidates().get(i);
      assertThat(candidate.criteria()).isEqualTo(alone.criteria());
      assertThat(candidate.logLikelihood()).isEqualTo(alone.logLikelihood());
      assertThat(candidate.freeParameters()).isEqualTo(alone.freeParameters());
      assertThat(candidate.reason()).isEqualTo(alone.reason());
      assertThat(candidate.state()).isEqualTo(State.FITTED);
      assertThat(candidate.explanation()).isNull();
      assertThat(candidate.heldOut()).isNaN();
      if (i == outcome.chosen()) {
        assertThat(Bits.of(Selections.fitted(outcome).model())).isEqualTo(Bits.of(alone.model()));
      }
    }
    assertThat(outcome.chosen()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(
      value = SelectionCriterion.class,
      names = {"BIC", "AIC", "ICL"})
  void theCandidateWithTheLowestCriterionIsChosen(SelectionCriterion criterion) {
    FitSpec[] specs =
        IntStream.rangeClosed(1, 5)
            .boxed()
            .flatMap(k ->
                java.util.stream.Stream.of("tied", "diagonal", "full")
                    .map(name -> SpecBuilder.em(k, CovarianceStructure.of(name)).build()))
            .toArray(FitSpec[]::new);

    SelectionOutcome outcome = Selections.run(Selections.by(criterion, specs), FAITHFUL);

    List<Double> values =
        outcome.candidates().stream()
            .map(candidate -> {
              InformationCriteria all = Objects.requireNonNull(candidate.criteria());
              return switch (criterion) {
                case AIC -> all.aic();
                case ICL -> all.icl();
                default -> all.bic();
              };
            })
            .toList();
    double lowest = values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    assertThat(values.get(outcome.chosen())).isEqualTo(lowest);
    FitSpec chosen = specs[outcome.chosen()];
    // AIC asks for more than the others; ICL, which charges for overlap, for less.
    switch (criterion) {
      case AIC -> assertThat(chosen.components()).isGreaterThan(3);
      case ICL -> assertThat(chosen.components()).isEqualTo(2);
      default -> assertThat(chosen.components()).isEqualTo(3);
    }
  }

  /** With one component all shapes of an ellipsoid are one: they differ by rounding alone. */
  @Test
  void ofCandidatesThatDoEquallyWellTheFirstIsChosen() {
    for (List<String> order :
        List.of(List.of("VVV", "EEE", "VEV", "EVV"), List.of("EVE", "VVE", "EEV", "VVV", "EEE"))) {
      FitSpec[] specs =
          order.stream()
              .map(name -> SpecBuilder.em(1, CovarianceStructure.of(name)).restarts(1).build())
              .toArray(FitSpec[]::new);
      assertThat(Selections.run(Selections.by(SelectionCriterion.AIC, specs), Data.iris()).chosen())
          .isZero();
    }
  }

  @Test
  void whatFailsIsExplainedAndNotChosen() {
    double[][] rows = threePoints();
    FitSpec[] specs =
        IntStream.rangeClosed(1, 4)
            .mapToObj(k -> SpecBuilder.em(k, CovarianceStructure.FULL).regularization(0).build())
            .toArray(FitSpec[]::new);

    SelectionOutcome outcome = Selections.run(Selections.by(SelectionCriterion.BIC, specs), rows);

    assertThat(outcome.chosen()).isZero();
    assertThat(outcome.candidates()).hasSize(4);
    for (Candidate failed : outcome.candidates().subList(1, 4)) {
      assertThat(failed.state()).isEqualTo(State.FAILED);
      assertThat(failed.criteria()).isNull();
      assertThat(failed.logLikelihood()).isNaN();
      assertThat(failed.explanation())
          .contains("collapsed in column 'x", "Set regularization above 0");
    }
    assertThat(Selections.fitted(outcome).warnings())
        .contains("of the 4 candidates 3 failed and 0 ended spurious; their explanation says why");
  }

  /** Its likelihood is far higher, and means nothing. */
  @Test
  void aSpuriousOptimumIsNotPreferred() {
    double[][] rows = threePoints();
    FitSpec[] specs = {full(1), full(2), full(3)};

    SelectionOutcome outcome = Selections.run(Selections.by(SelectionCriterion.BIC, specs), rows);

    Candidate chosen = outcome.candidates().get(outcome.chosen());
    Candidate spurious = outcome.candidates().get(2);
    assertThat(outcome.chosen()).isZero();
    assertThat(spurious.state()).isEqualTo(State.SPURIOUS);
    assertThat(spurious.explanation()).contains("its likelihood is spurious", "use fewer");
    assertThat(Objects.requireNonNull(spurious.criteria()).bic())
        .isLessThan(Objects.requireNonNull(chosen.criteria()).bic() - 100);
  }

  @Test
  void whereNothingIsSoundTheBestOfTheSpuriousIsChosenAndSaysSo() {
    double[][] rows = threePoints();

    SelectionOutcome outcome =
        Selections.run(Selections.by(SelectionCriterion.BIC, full(2), full(3)), rows);

    assertThat(outcome.candidates()).extracting(Candidate::state).containsOnly(State.SPURIOUS);
    assertThat(outcome.chosen()).isEqualTo(1);
    assertThat(Selections.fitted(outcome).warnings())
        .anySatisfy(warning -> assertThat(warning).contains("no start ended in a sound maximum"));
  }

  @Test
  void whereEveryCandidateFailsTheFirstIsExplained() {
    double[][] rows = new double[20][];
    Arrays.fill(rows, new double[] {3, 4});
    FitSpec[] specs = {full(1), full(2)};

    SelectionOutcome outcome = Selections.run(Selections.by(SelectionCriterion.BIC, specs), rows);

    assertThat(outcome.outcome())
        .isInstanceOfSatisfying(
            FitOutcome.Degenerate.class,
            failed ->
                assertThat(failed.message())
                    .startsWith("none of the 2 candidates led to a model")
                    .contains("1 components with covariance 'full'", "all rows are equal"));
    assertThat(outcome.candidates()).extracting(Candidate::state).containsOnly(State.FAILED);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void aChoiceAtTheEdgeIsWarnedOf(int edge) {
    FitSpec[] specs =
        switch (edge) {
          case 0 -> new FitSpec[] {full(1), full(2)};
          case 1 -> new FitSpec[] {full(2), full(3)};
          case 2 -> new FitSpec[] {full(1), full(2), full(3)};
          default -> new FitSpec[] {full(2), SpecBuilder.em(2, CovarianceStructure.TIED).build()};
        };

    SelectionOutcome outcome =
        Selections.run(Selections.by(SelectionCriterion.ICL, specs), FAITHFUL);

    assertThat(specs[outcome.chosen()].components()).isEqualTo(2);
    List<String> warnings = Selections.fitted(outcome).warnings();
    switch (edge) {
      case 0 ->
          assertThat(warnings)
              .containsExactly(
                  "2 components were chosen, the most that were tried, so more may do better: raise components.max");
      case 1 ->
          assertThat(warnings)
              .contains(
                  "2 components were chosen, the fewest that were tried, so fewer may do better: lower components.min");
      default -> assertThat(warnings).noneMatch(warning -> warning.contains("that were tried"));
    }
  }

  @Test
  void whatHadNotConvergedIsWarnedOf() {
    FitSpec[] specs =
        IntStream.rangeClosed(1, 3)
            .mapToObj(k ->
                SpecBuilder.em(k, CovarianceStructure.FULL)
                    .until(ConvergenceCriterion.Criterion.LOG_LIKELIHOOD, 1e-12, 3)
                    .build())
            .toArray(FitSpec[]::new);

    SelectionOutcome outcome =
        Selections.run(Selections.by(SelectionCriterion.BIC, specs), FAITHFUL);

    long unconverged =
        outcome.candidates().stream()
            .filter(one -> one.reason() == StoppingReason.ITERATION_LIMIT)
            .count();
    assertThat(unconverged).isPositive();
    assertThat(Selections.fitted(outcome).warnings())
        .contains(
            "%d of the 3 candidates had not converged when they were compared: raise convergence.maxIterations"
                .formatted(unconverged));
  }

  /** From given means both come to the same maxima, so only rounding sets them apart. */
  @Test
  void rowsOfWeightTwoAreChosenByAsDoubledOnes() {
    double[][] doubled = new double[FAITHFUL.length * 2][];
    Arrays.setAll(doubled, i -> FAITHFUL[i / 2]);
    double[] weights = new double[FAITHFUL.length];
    Arrays.fill(weights, 2);
    FitSpec[] specs =
        List.of("full", "tied", "diagonal").stream()
            .map(name ->
                SpecBuilder.em(2, CovarianceStructure.of(name))
                    .fromMeans(new double[][] {{2, 54}, {4.3, 80}})
                    .build())
            .toArray(FitSpec[]::new);
    SelectionSpec spec = Selections.by(SelectionCriterion.BIC, specs);

    SelectionOutcome weighted = Selections.run(spec, Observations.of(FAITHFUL, weights));
    SelectionOutcome expected = Selections.run(spec, doubled);

    assertThat(weighted.chosen()).isEqualTo(expected.chosen());
    for (int i = 0; i < specs.length; i++) {
      double bic = Objects.requireNonNull(expected.candidates().get(i).criteria()).bic();
      assertThat(Objects.requireNonNull(weighted.candidates().get(i).criteria()).bic())
          .isCloseTo(bic, within(1e-10 * bic));
    }
  }

  @Test
  void theTimesAreThoseOfAllCandidates() {
    SelectionOutcome outcome = Selections.run(Selections.heldOut(3, full(1), full(2)), FAITHFUL);

    FitOutcome.Timings all = Selections.fitted(outcome).timings();
    List<FitOutcome.Timings> each = new ArrayList<>();
    outcome.candidates().forEach(candidate -> each.add(candidate.timings()));
    assertThat(all.iterations())
        .isEqualTo(each.stream().mapToLong(FitOutcome.Timings::iterations).sum());
    assertThat(each).allMatch(one -> one.initialization() > 0);
  }
}
