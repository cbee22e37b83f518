package io.mixtura.mixture.em;

import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.statistics.SufficientStatistics;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a sample expects the statistics of all points to be at models near one where a pass over
 * these has been made. How they change from model to model a sample knows better than what they
 * are, so
 *
 * <p>S(θ) ≈ S(θ₀) + c (s(θ) − s(θ₀)),
 *
 * <p>with s those of the sample and c how many times as many all points are. Where the two passes
 * before are known the last M step between them shows how wrong that is in one direction, the
 * slowest of EM, in which a sample may be wrong by more than the whole; the forecast is put right
 * there.
 *
 * <p>J. Chen, J. Zhu, Y. W. Teh, T. Zhang: Stochastic expectation maximization with variance
 * reduction. NeurIPS 31 (2018). C. G. Broyden: A class of methods for solving nonlinear
 * simultaneous equations. Math. Comp. 19 (1965) 577–593.
 */
final class Forecast {
  private final EStep sample;
  private final double times;
  private final double[] scales;
  private final MixtureModel origin;

  /**
   * What the sample's statistics fall short of those of all points where the last pass was made.
   */
  private final SufficientStatistics offset;

  private final @Nullable Trend trend;

  /**
   * How the offset changes with the statistics that a model is made of.
   *
   * @param from those that led to the last pass
   * @param move from those before to these
   * @param change of the offset meanwhile
   */
  private record Trend(double[] from, double[] move, SufficientStatistics change) {
    double steps(double[] to) {
      return Secants.product(Secants.difference(to, from), move) / Secants.product(move, move);
    }
  }

  /**
   * A forecast.
   *
   * @param passes over all points, which M steps connect
   */
  Forecast(List<Squarem.Pass> passes, EStep sample, double times, double[] scales) {
    this.sample = sample;
    this.times = times;
    this.scales = scales;
    this.origin = passes.getLast().state().model();
    this.offset = offset(passes.getLast());
    this.trend = passes.size() < Squarem.PASSES ? null : trend(passes.get(0), passes.get(1));
  }

  private @Nullable Trend trend(Squarem.Pass before, Squarem.Pass next) {
    double[] from = about(next.state().model(), next.statistics()).inUnits(scales);
    double[] to = about(before.state().model(), before.statistics()).inUnits(scales);
    double[] move = Secants.difference(from, to);
    return Secants.product(move, move) > 0
        ? new Trend(from, move, offset.plus(about(next.state().model(), offset(next)), -1))
        : null;
  }

  private SufficientStatistics offset(Squarem.Pass pass) {
    return pass.statistics().plus(sampled(pass.state().model()), -times);
  }

  private SufficientStatistics sampled(MixtureModel model) {
    return sample.run(new ResponsibilityRule.Soft(model));
  }

  private SufficientStatistics about(MixtureModel model, SufficientStatistics statistics) {
    return statistics.about(model.parameters().origins(), origin.parameters().origins());
  }

  /**
   * The statistics that are expected at a model.
   *
   * @param madeOf those that an M step made it of, about the means of the last pass, as the answer
   */
  SufficientStatistics at(MixtureModel model, SufficientStatistics madeOf) {
    SufficientStatistics expected = offset.plus(about(model, sampled(model)), times);
    return trend == null
        ? expected
        : expected.plus(trend.change(), trend.steps(madeOf.inUnits(scales)));
  }
}
