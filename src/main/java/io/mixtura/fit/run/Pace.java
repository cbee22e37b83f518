package io.mixtura.fit.run;

import io.mixtura.mixture.fitting.FitObserver.FitProgress;
import io.mixtura.mixture.selection.SelectionObserver.Place;
import io.mixtura.mixture.spec.FitSpec;
import io.mixtura.mixture.spec.SelectionSpec;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The share of a fit's work that is done, and how long the rest takes at the pace so far.
 *
 * <p>Starts converge when they do, so both are estimates: seeking starts counts as half of a fit,
 * following them as the other half, and a candidate as so much as it has components, in a second
 * turn as less. The share never falls, not after a takeover either.
 */
final class Pace {
  private static final double SEARCH = 0.5;

  /** After so many iterations a start is taken to be half way. */
  private static final double HALF_WAY = 20;

  /** Replicates begin near their end, but there are hundreds of them. */
  private static final double BEFORE_REPLICATES = 0.3;

  /** Less than that tells nothing of the pace. */
  private static final double LEAST = 0.01;

  private static final long NANOS = 1_000_000;

  private final SelectionSpec spec;
  private final double ofFits;
  private final LongSupplier nanos;
  private double fraction;
  private double reached;
  private boolean areRepeated;
  private double first = Double.NaN;
  private long began;

  /**
   * The pace of a run that begins now.
   *
   * @param areRepeated whether the fit is repeated for standard errors
   * @param before the share that an earlier run of the same fit has told of
   * @param nanos the time
   */
  Pace(SelectionSpec spec, boolean areRepeated, double before, LongSupplier nanos) {
    this.spec = spec;
    this.ofFits = areRepeated ? BEFORE_REPLICATES : 1;
    this.fraction = before;
    this.nanos = nanos;
    this.began = nanos.getAsLong();
  }

  /** The share that is done, from 0 to 1. */
  double fraction() {
    return fraction;
  }

  /** Milliseconds to the end; null while too little is done to tell. */
  @Nullable Long etaMillis() {
    double done = reached - first;
    return done >= LEAST || areRepeated && done > 0
        ? Math.round((nanos.getAsLong() - began) * (1 - reached) / done / NANOS)
        : null;
  }

  void fitting(Place place, FitProgress progress) {
    FitSpec atWork = spec.candidates().get(place.candidate());
    double part = (place.fold() + 1 + ofOneFit(atWork, progress)) / (place.folds() + 1);
    reach(ofFits * (place.before() + part * place.share()));
  }

  void repeating(int replicate, int replicates) {
    double share = ofFits + (1 - ofFits) * replicate / replicates;
    if (!areRepeated) {
      // What the fit took tells nothing of what a replicate takes.
      areRepeated = true;
      began = nanos.getAsLong();
      first = share;
    }
    reach(share);
  }

  private void reach(double share) {
    first = Double.isNaN(first) ? share : first;
    reached = Math.max(reached, share);
    fraction = Math.max(fraction, share);
  }

  private static double ofOneFit(FitSpec fit, FitProgress progress) {
    double search = fit.initialization().isSearch() ? SEARCH : 0;
    if (progress.position() < 0) {
      return search * progress.start() / progress.startsTried();
    }
    double ofStart = progress.iteration() / (progress.iteration() + HALF_WAY);
    return search + (1 - search) * (progress.position() + ofStart) / progress.positions();
  }
}
