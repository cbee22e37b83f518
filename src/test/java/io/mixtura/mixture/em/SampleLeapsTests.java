package io.mixtura.mixture.em;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.covariance.DiagonalCovariance;
import io.mixtura.mixture.covariance.Rescue;
import io.mixtura.mixture.family.GaussianFamily;
import io.mixtura.mixture.family.Maximization.Maximized;
import io.mixtura.mixture.observations.Observations;
import io.mixtura.mixture.spec.MixingWeights;
import io.mixtura.mixture.statistics.SufficientStatistics;
import io.mixtura.mixture.testing.Data;
import io.mixtura.mixture.testing.Fits;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A sample, and one pass over all points, tell nearly where EM on all of them would end. */
class SampleLeapsTests {
  private static final PassThreads THREADS = new PassThreads(1);
  private static final double[] SCALES = {1, 1};
  private static final MStep M_STEP =
      new MStep(
          new GaussianFamily(CovarianceStructure.FULL),
          new MixingWeights.Learned(),
          new Rescue(new DiagonalCovariance(new double[] {1, 1}), 1e-6));

  @AfterAll
  static void close() {
    THREADS.close();
  }

  private static EStep points(double[][] rows) {
    return Fits.eStep(Observations.of(rows), THREADS);
  }

  private static SufficientStatistics pass(EStep points, MixtureModel model) {
    return points.run(new ResponsibilityRule.Soft(model));
  }

  private static Squarem.Pass seen(EStep points, MixtureModel model) {
    return new Squarem.Pass(EmState.start(model), pass(points, model));
  }

  private static MixtureModel next(SufficientStatistics statistics, MixtureModel model) {
    return ((Maximized<MixtureModel>) M_STEP.maximize(statistics, model)).parameters();
  }

  /** Two components that overlap, so that EM is slow. */
  private static double[][] overlapping(int rows) {
    SplittableRandom random = new SplittableRandom(20261128);
    double[][] drawn = new double[rows][];
    Arrays.setAll(
        drawn,
        i ->
            new double[] {
              random.nextGaussian() + (i % 3 == 0 ? 2 : 0), random.nextGaussian() * (1 + i % 3 / 2)
            });
    return drawn;
  }

  private static MixtureModel start() {
    double[][] one = {{1, 0}, {0, 1}};
    return MixtureModel.gaussian(
        CovarianceStructure.FULL,
        new double[] {0.5, 0.5},
        new double[][] {{-1, 0}, {2, 0}},
        new double[][][] {one, one});
  }

  private static MixtureModel climbed(EStep points, MixtureModel from, int steps) {
    MixtureModel model = from;
    for (int step = 0; step < steps; step++) {
      model = next(pass(points, model), model);
    }
    return model;
  }

  @Test
  void aSampleOfAllPointsLeadsToTheirMaximum() {
    double[][] rows = Data.faithful();
    EStep points = points(rows);
    MixtureModel start =
        MixtureModel.gaussian(
            CovarianceStructure.FULL,
            new double[] {0.5, 0.5},
            new double[][] {{2.5, 60}, {4, 75}},
            new double[][][] {{{1, 0}, {0, 100}}, {{1, 0}, {0, 100}}});
    SampleLeaps leaps = new SampleLeaps(points, 1, M_STEP, new double[] {1.1, 13.6}, 20);

    MixtureModel end = leaps.from(List.of(seen(points, start))).orElseThrow().model();

    assertThat(pass(points, end).logLikelihood()).isCloseTo(-1130.264, within(0.01));
  }

  /** The maximum of a tenth of the points is short of that of all by what chance has made. */
  @Test
  void fromASamplesMaximumALeapTakesMostOfTheRest() {
    double[][] rows = overlapping(40_000);
    EStep all = points(rows);
    EStep few = points(Arrays.copyOf(rows, 4_000));
    MixtureModel ofFew = climbed(few, start(), 2_000);
    double best = pass(all, climbed(all, ofFew, 1_000)).logLikelihood();
    SampleLeaps leaps = new SampleLeaps(few, 10, M_STEP, SCALES, 20);

    MixtureModel end = leaps.from(List.of(seen(all, ofFew))).orElseThrow().model();

    double before = best - pass(all, ofFew).logLikelihood();
    assertThat(before).isGreaterThan(1);
    assertThat(best - pass(all, end).logLikelihood()).isBetween(-1e-3, before / 10);
  }

  /**
   * In the direction of the last step a forecast knows what was seen before, not what it believes.
   */
  @Test
  void threePassesPutAForecastRight() {
    double[][] rows = overlapping(8_000);
    EStep all = points(rows);
    EStep few = points(Arrays.copyOf(rows, 500));
    Squarem.Pass zero = seen(all, start());
    Squarem.Pass one = seen(all, next(zero.statistics(), start()));
    Squarem.Pass two = seen(all, next(one.statistics(), one.state().model()));
    double[][] origins = two.state().model().parameters().origins();
    double[][] before = one.state().model().parameters().origins();
    SufficientStatistics known = one.statistics().about(before, origins);
    SufficientStatistics madeOf = zero.statistics().about(start().parameters().origins(), origins);

    Forecast right = new Forecast(List.of(zero, one, two), few, 16, SCALES);
    Forecast believed = new Forecast(List.of(two), few, 16, SCALES);

    MixtureModel there = one.state().model();
    assertThat(right.at(there, madeOf).inUnits(SCALES))
        .containsExactly(known.inUnits(SCALES), within(1e-6));
    assertThat(Math.abs(believed.at(there, madeOf).count(0) - known.count(0))).isGreaterThan(1);
  }

  /** Where a step would leave a component without points there is nowhere to leap to. */
  @Test
  void thereIsNoLeapToWhatAnMStepRefuses() {
    EStep all = points(overlapping(4_000));
    Squarem.Pass pass = seen(all, start());
    SufficientStatistics none = pass.statistics().times(0);

    assertThat(
            new SampleLeaps(all, 1, M_STEP, SCALES, 20)
                .from(List.of(new Squarem.Pass(pass.state(), none))))
        .isEmpty();
  }

  /** Of 4,000 points a sample with 40 has some 20 of each component. */
  @Test
  void whatASampleHardlyHasItDoesNotKnow() {
    double[][] rows = overlapping(4_000);
    EStep few = points(Arrays.copyOf(rows, 40));
    Squarem.Pass pass = seen(points(rows), start());

    assertThat(new SampleLeaps(few, 100, M_STEP, SCALES, 5).from(List.of(pass))).isPresent();
    assertThat(new SampleLeaps(few, 100, M_STEP, SCALES, 100).from(List.of(pass))).isEmpty();
  }

  /** A linear map in so many dimensions is solved by as many secants and one. */
  @Test
  void secantsSolveWhatIsLinear() {
    EStep points = points(overlapping(1_000));
    SufficientStatistics end = pass(points, start());
    SufficientStatistics slow = pass(points, climbed(points, start(), 1)).times(1e-2);
    Secants secants = new Secants(SCALES);
    // The map keeps 0.99 of what is away from the end in one direction.
    SufficientStatistics at = end.plus(slow, 1);
    double first = secants.see(at, end.plus(slow, 0.99));
    SufficientStatistics then = end.plus(slow, 0.99);
    secants.see(then, end.plus(slow, 0.99 * 0.99));

    double[] found = secants.next().inUnits(SCALES);

    assertThat(first).isGreaterThan(0.1);
    assertThat(found).containsExactly(end.inUnits(SCALES), within(1e-6));
    assertThat(secants.longestWay()).isCloseTo(100, within(1e-3));
  }
}
