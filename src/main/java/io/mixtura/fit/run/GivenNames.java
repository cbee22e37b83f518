package io.mixtura.fit.run;

import io.mixtura.fit.request.ResolvedNaming;
import io.mixtura.mixture.fitting.Alignment;
import io.mixtura.mixture.fitting.FitOutcome;
import io.mixtura.model.document.ComponentNames;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The names of a model's components, in its order. */
final class GivenNames {
  private GivenNames() {}

  /** Those that were given, or those of the version that components are numbered after. */
  static @Nullable List<String> of(ResolvedNaming naming, FitOutcome.Fitted fitted) {
    List<String> names = naming.names();
    if (names == null) {
      return takenOver(naming, fitted.alignment());
    }
    return naming.areOfStart() ? inOrder(names, fitted.initialToCanonical()) : names;
  }

  /** Of a fit that has not ended nobody knows any more what it began with. */
  static @Nullable List<String> of(ResolvedNaming naming) {
    return naming.areOfStart() ? null : naming.names();
  }

  private static List<String> inOrder(List<String> names, List<Integer> initialToCanonical) {
    int[] order = new int[names.size()];
    for (int i = 0; i < order.length; i++) {
      order[initialToCanonical.get(i)] = i;
    }
    return ComponentNames.reordered(names, order);
  }

  private static @Nullable List<String> takenOver(
      ResolvedNaming naming, @Nullable Alignment alignment) {
    if (naming.alignTo() == null || alignment == null) {
      return null;
    }
    List<String> theirs = naming.alignTo().componentNames();
    List<Integer> partners = alignment.partners();
    return theirs == null
        ? null
        : IntStream.range(0, partners.size())
            .mapToObj(
                k -> partners.get(k) < 0 ? ComponentNames.of(null, k) : theirs.get(partners.get(k)))
            .toList();
  }
}
