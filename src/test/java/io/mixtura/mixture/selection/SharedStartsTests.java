package io.mixtura.mixture.selection;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.fitting.FitOutcome.Fitted;
import io.mixtura.mixture.observations.Observations;
import io.mixtura.mixture.selection.Candidate.State;
import io.mixtura.mixture.spec.FitSpec;
import io.mixtura.mixture.spec.Initialization;
import io.mixtura.mixture.spec.SelectionCriterion;
import io.mixtura.mixture.spec.SelectionSpec;
import io.mixtura.mixture.testing.Bits;
import io.mixtura.mixture.testing.Data;
import io.mixtura.mixture.testing.Fits;
import io.mixtura.mixture.testing.Selections;
import io.mixtura.mixture.testing.SpecBuilder;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What candidates of a selection find they begin with, all of them. */
class SharedStartsTests {
  private static final List<String> NESTED =
      List.of("EII", "VII", "EEI", "VEI", "VVI", "EEE", "VEE", "EEV", "VEV", "VVV");

  /** Log-likelihoods closer than this are as good as equal: both have converged. */
  private static final double EQUAL = 0.05;

  private static FitSpec spec(int components, String structure, int starts) {
    return SpecBuilder.em(components, CovarianceStructure.of(structure))
        .from(new Initialization.Portfolio(starts, 1))
        .build();
  }

  private static SelectionSpec each(int from, int to, List<String> structures, int starts) {
    return Selections.by(
        SelectionCriterion.BIC,
        IntStream.rangeClosed(from, to)
            .boxed()
            .flatMap(k -> structures.stream().map(name -> spec(k, name, starts)))
            .toArray(FitSpec[]::new));
  }

  /** With one start each of them alone would end somewhere. */
  @Test
  void whatAllowsMoreIsNoWorse() {
    SelectionSpec spec = each(3, 5, NESTED, 1);

    SelectionOutcome outcome = Selections.run(spec, Data.iris());

    int compared = 0;
    for (int i = 0; i < spec.candidates().size(); i++) {
      for (int j = 0; j < spec.candidates().size(); j++) {
        Candidate less = outcome.candidates().get(i);
        Candidate more = outcome.candidates().get(j);
        if (i != j
            && Shortfalls.allowsAll(spec.candidates().get(j), spec.candidates().get(i))
            && less.state() == State.FITTED
            && more.state() == State.FITTED) {
          compared++;
          assertThat(more.logLikelihood())
              .as("%s and %s", spec.candidates().get(j), spec.candidates().get(i))
              .isGreaterThan(less.logLikelihood() - EQUAL);
        }
      }
    }
    assertThat(compared).isGreaterThan(60);
  }

  /** The first candidate, too, hears of what those after it have found. */
  @Test
  void theOrderOfStructuresDecidesLittle() {
    List<String> some = List.of("EII", "VVI", "EEE", "VVV");
    SelectionOutcome one = Selections.run(each(4, 4, some, 2), Data.iris());
    SelectionOutcome other = Selections.run(each(4, 4, some.reversed(), 2), Data.iris());

    Candidate free = other.candidates().getFirst();
    assertThat(free.logLikelihood())
        .isGreaterThan(other.candidates().getLast().logLikelihood())
        .isGreaterThan(one.candidates().get(2).logLikelihood());
  }

  @Test
  void withHeldOutRowsEachCandidateIsFittedAlone() {
    FitSpec[] specs = {spec(2, "tied", 3), spec(2, "full", 3)};

    SelectionOutcome outcome = Selections.run(Selections.heldOut(3, specs), Data.faithful());

    for (int i = 0; i < specs.length; i++) {
      Fitted alone = Fits.fitted(specs[i], Data.faithful());
      assertThat(outcome.candidates().get(i).logLikelihood()).isEqualTo(alone.logLikelihood());
    }
  }

  /** Of another unit, of another start: what these have led to says nothing here. */
  @Test
  void candidatesThatCannotShareAreFittedAlone() {
    FitSpec standardized =
        SpecBuilder.em(2, CovarianceStructure.TIED)
            .from(new Initialization.Portfolio(3, 1))
            .standardized()
            .build();
    FitSpec plain = spec(2, "full", 3);

    SelectionOutcome outcome =
        Selections.run(Selections.by(SelectionCriterion.BIC, standardized, plain), Data.faithful());

    assertThat(outcome.candidates().get(1).logLikelihood())
        .isEqualTo(Fits.fitted(plain, Data.faithful()).logLikelihood());
  }

  @Test
  void theNumberOfThreadsChangesNoBit() {
    SelectionSpec spec = each(2, 3, List.of("EII", "VEV", "full"), 3);
    Observations rows = Observations.of(Data.faithful());

    List<Object> one = Selections.bits(Selections.run(spec, rows));

    try (io.mixtura.mixture.em.PassThreads two = new io.mixtura.mixture.em.PassThreads(2)) {
      assertThat(Selections.bits(Selections.selection(spec, rows, two, Selections.NOBODY).run()))
          .isEqualTo(one);
    }
    assertThat(Bits.of(Selections.run(spec, rows).outcome())).isNotEmpty();
  }

  @Test
  void turnsAreOfEachCandidateAndThenOfThoseThatOthersCameAfter() {
    SelectionSpec spec = each(1, 3, List.of("EII", "VII", "full"), 3);

    assertThat(Visit.all(spec).stream().map(v -> (v.isAgain() ? "-" : "") + v.candidate()))
        .containsExactly("0", "1", "2", "3", "4", "5", "-3", "-4", "6", "7", "8", "-6", "-7");
    assertThat(Visit.all(new SelectionSpec(spec.candidates(), spec.criterion(), 5)))
        .hasSize(9)
        .noneMatch(Visit::isAgain);
  }

  @Test
  void aCandidateBelowOneThatItAllowsIsTold() {
    SelectionSpec spec = each(2, 3, List.of("tied", "full"), 1);
    SelectionOutcome outcome = Selections.run(spec, Data.faithful());
    List<Candidate> all = outcome.candidates();
    assertThat(new Shortfalls(spec, all).told()).isEqualTo(all);

    List<Candidate> swapped = List.of(all.get(1), all.get(0), all.get(2), all.get(3));

    assertThat(new Shortfalls(spec, swapped).told().get(1).explanation())
        .contains("below", "2 components", "'tied'", "more starts");
    assertThat(Stream.of(0, 2, 3).map(i -> new Shortfalls(spec, swapped).told().get(i)))
        .allMatch(one -> one.explanation() == null);
  }
}
