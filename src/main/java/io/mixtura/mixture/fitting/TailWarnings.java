package io.mixtura.mixture.fitting;

import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.family.DegreesOfFreedom;
import io.mixtura.mixture.spec.FitSpec;
import java.util.List;
import java.util.Optional;
import java.util.function.DoublePredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Warnings of degrees of freedom that are at a bound of what is estimated.
 *
 * @param spec of the fit
 */
record TailWarnings(FitSpec spec) {

  List<String> of(FitWarnings.Ending ending) {
    return Stream.of(gaussian(ending), heaviest(ending)).flatMap(Optional::stream).toList();
  }

  /** Estimates that the upper bound has kept from going on. */
  private Optional<String> gaussian(FitWarnings.Ending ending) {
    List<Integer> bound = at(ending, degrees -> degrees >= DegreesOfFreedom.MOST);
    boolean areAll = bound.size() == ending.best().state().model().clusters();
    return bound.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "the degrees of freedom of %s are at 200, the most that are estimated: such tails are as good as Gaussian%s"
                .formatted(
                    ComponentNames.of(bound),
                    areAll ? ", and family 'gaussian' says the same with fewer parameters" : ""));
  }

  private Optional<String> heaviest(FitWarnings.Ending ending) {
    List<Integer> bound = at(ending, degrees -> degrees <= DegreesOfFreedom.LEAST);
    return bound.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "the degrees of freedom of %s are at 0.5, the least that are estimated: tails so heavy have neither mean nor variance, and come of values far from all others or equal to each other; use noise, fewer components, or give degreesOfFreedom a number"
                .formatted(ComponentNames.of(bound)));
  }

  private List<Integer> at(FitWarnings.Ending ending, DoublePredicate isMeant) {
    MixtureModel model = ending.best().state().model();
    return !spec.family().hasFreeTails()
        ? List.of()
        : IntStream.range(0, model.clusters())
            .filter(k -> isMeant.test(model.degreesOfFreedom(k)))
            .mapToObj(ending.canonical()::get)
            .sorted()
            .toList();
  }
}
