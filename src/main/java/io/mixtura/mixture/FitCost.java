package io.mixtura.mixture;

/** What a fit costs at most, before anything of it is run. */
public final class FitCost {
  private FitCost() {}

  /** Passes over all rows if no start converges; those over samples count as what they are. */
  public static double passesAtMost(FitSpec spec, int rows, int dimensions) {
    return spec.initialization() instanceof Initialization.Portfolio
        ? Exploration.passesAtMost(spec, rows, dimensions)
        : spec.starts() * (spec.convergence().maxIterations() + 1.0);
  }
}
