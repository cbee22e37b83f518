package io.mixtura.mixture.em;

import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.family.Maximization.Maximized;
import io.mixtura.mixture.statistics.SufficientStatistics;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Leaps to where a sample says that EM on all points would end: the fixed point of M steps from
 * statistics that a {@link Forecast} expects, so that a step costs a pass over the sample. It is
 * the step of Newton's method that the sample believes in, and comes nearer to the maximum by as
 * much as the sample's information matrix is that of all. Like {@link Squarem}'s leaps it is made
 * of statistics, so no structure and no family needs to know of it, and it is a proposal.
 *
 * <p>M. I. Jordan, J. D. Lee, Y. Yang: Communication-efficient distributed statistical inference.
 * J. Amer. Statist. Assoc. 114 (2019) 668–681.
 */
public final class SampleLeaps {
  private static final int MOST_STEPS = 36;

  /** Of the first step; the sample does not know the rest of the way better. */
  private static final double ENOUGH = 0.03;

  /**
   * Steps that are so many times longer than the shortest one say that combinations lead astray.
   */
  private static final double ASTRAY = 4;

  private final EStep sample;
  private final double times;
  private final MStep mStep;
  private final double[] scales;
  private final double fewest;

  /**
   * Leaps from passes over all points.
   *
   * @param times how many times as many all points are as those of the sample
   * @param scales of the columns
   * @param fewest points of the sample that a component must have for the sample to know it
   */
  public SampleLeaps(EStep sample, double times, MStep mStep, double[] scales, double fewest) {
    this.sample = sample;
    this.times = times;
    this.mStep = mStep;
    this.scales = scales;
    this.fewest = fewest;
  }

  /** Passes over the sample, at most, in so many iterations with all points. */
  public static double passesAtMost(int iterations) {
    return (1 + iterations / (double) Squarem.PASSES) * (MOST_STEPS + 2);
  }

  /**
   * The end of a leap.
   *
   * @param length in steps of EM: where the error shrinks by λ from step to step, 1 / (1 − λ)
   */
  record Landing(MixtureModel model, double length) {}

  /**
   * Where a leap leads to; empty where it would not be sound, or the sample does not know enough.
   *
   * @param passes over all points, which M steps connect; from the last one the leap is made
   */
  Optional<Landing> from(List<Squarem.Pass> passes) {
    Squarem.Pass last = passes.getLast();
    if (!areKnown(last.state().model().clusters(), last.statistics())) {
      return Optional.empty();
    }
    return new Search(last.state().model(), new Forecast(passes, sample, times, scales))
        .from(last.statistics());
  }

  private boolean areKnown(int clusters, SufficientStatistics all) {
    return IntStream.range(0, clusters).allMatch(k -> all.count(k) >= fewest * times);
  }

  /** A search for statistics that come out of a pass as they went into the M step. */
  private final class Search {
    private final MixtureModel origin;
    private final Forecast forecast;
    private final Secants secants = new Secants(scales);
    private double least = Double.POSITIVE_INFINITY;
    private @Nullable SufficientStatistics best;

    Search(MixtureModel origin, Forecast forecast) {
      this.origin = origin;
      this.forecast = forecast;
    }

    Optional<Landing> from(SufficientStatistics all) {
      Guess guess = guess(all);
      double enough = 0;
      for (int step = 0; step < MOST_STEPS && guess != null; step++) {
        SufficientStatistics image = forecast.at(guess.model(), guess.statistics());
        double length = secants.see(guess.statistics(), image);
        enough = step == 0 ? ENOUGH * length : enough;
        if (length < least) {
          least = length;
          best = image;
        }
        guess = length > enough ? next(image, length) : null;
      }
      Guess end = best == null ? null : guess(best);
      return Optional.ofNullable(end)
          .map(landed -> new Landing(landed.model(), secants.longestWay()));
    }

    private @Nullable Guess next(SufficientStatistics image, double length) {
      Guess combined = length > ASTRAY * least ? null : guess(secants.next());
      if (combined == null) {
        secants.forget();
        return guess(image);
      }
      return combined;
    }

    /** Null where an M step does not accept the statistics, or must rescue a component. */
    private @Nullable Guess guess(SufficientStatistics statistics) {
      return statistics.areOfPoints()
              && mStep.family().admits(statistics)
              && mStep.maximize(statistics, origin)
                  instanceof Maximized<MixtureModel>(var model, var rescued)
              && rescued.isEmpty()
          ? new Guess(statistics, model)
          : null;
    }
  }

  /** Statistics, and the model that an M step makes of them. */
  private record Guess(SufficientStatistics statistics, MixtureModel model) {}
}
