package io.mixtura.mixture.fitting;

import io.mixtura.mixture.spec.FitSpec;
import io.mixtura.mixture.start.StartSearch;

/** The cost of a fit at most, before anything of it is run. */
public final class FitCost {
  private FitCost() {}

  /** Passes over all rows if no start converges; those over samples count as what they are. */
  public static double passesAtMost(FitSpec spec, int rows, int dimensions) {
    return spec.initialization().isSearch()
        ? StartSearch.passesAtMost(spec, rows, dimensions)
        : spec.starts() * (spec.convergence().maxIterations() + 1.0);
  }
}
