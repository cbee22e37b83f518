package io.mixtura.mixture.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mixtura.mixture.Draws;
import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.covariance.DiagonalCovariance;
import io.mixtura.mixture.covariance.Rescue;
import io.mixtura.mixture.encoding.ColumnFamily;
import io.mixtura.mixture.encoding.Encoding;
import io.mixtura.mixture.fitting.FitOutcome;
import io.mixtura.mixture.kernel.Kernels;
import io.mixtura.mixture.kernel.ScalarKernels;
import io.mixtura.mixture.observations.Observations;
import io.mixtura.mixture.spec.ConvergenceCriterion.Criterion;
import io.mixtura.mixture.spec.FitSpec;
import io.mixtura.mixture.spec.Initialization;
import io.mixtura.mixture.statistics.SufficientStatistics;
import io.mixtura.mixture.testing.Data;
import io.mixtura.mixture.testing.DiscreteData;
import io.mixtura.mixture.testing.Fits;
import io.mixtura.mixture.testing.SpecBuilder;
import io.mixtura.mixture.testing.Weighted;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Counts, binary columns and latent classes, against published results. */
class DiscreteFamilyTests {
  private static final ColumnFamily POISSON = new ColumnFamily.Poisson();
  private static final ColumnFamily BERNOULLI = new ColumnFamily.Bernoulli();

  private static SpecBuilder em(int k, Weighted data, ColumnFamily family) {
    return SpecBuilder.em(k, DiscreteData.all(family, data.rows()[0].length))
        .from(new Initialization.Portfolio(24, 5))
        .until(Criterion.LOG_LIKELIHOOD, 1e-10, 5000);
  }

  /** V. Hasselblad (1969); the digits of the log-likelihood are those of an EM in NumPy, too. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void findsTheTwoSeasonsOfTheLondonTimes(boolean isWeighted) {
    Weighted data = DiscreteData.london();
    Observations points = isWeighted ? data.observations() : Observations.of(data.repeated());

    FitOutcome.Fitted fit =
        Fits.fitted(em(2, data, POISSON).until(Criterion.PARAMETERS, 1e-9, 20_000).build(), points);

    assertThat(fit.logLikelihood()).isCloseTo(-1989.9458598829642, within(1e-6));
    assertThat(fit.model().weight(0)).isCloseTo(0.64012, within(1e-5));
    assertThat(fit.model().distribution(0, 0)[0]).isCloseTo(2.66340, within(1e-5));
    assertThat(fit.model().distribution(1, 0)[0]).isCloseTo(1.25609, within(1e-5));
    assertThat(fit.freeParameters()).isEqualTo(3);
    assertThat(Objects.requireNonNull(fit.criteria()).bic())
        .isCloseTo(3 * Math.log(1096) + 2 * 1989.9458598829642, within(1e-5));
    assertThat(fit.spuriousRestarts()).isZero();
    assertThat(fit.warnings()).isEmpty();
  }

  /** Every start is one of the first 20 seeds'. */
  @Test
  void leapsTakeAtMostHalfOfTheEvaluations() {
    int plain = 0;
    int accelerated = 0;
    for (long seed = 0; seed < 20; seed++) {
      SpecBuilder spec =
          em(2, DiscreteData.london(), POISSON)
              .from(new Initialization.RandomPoints())
              .restarts(1)
              .seed(seed)
              .until(Criterion.LOG_LIKELIHOOD, 1e-7, 5000);
      Observations points = DiscreteData.london().observations();
      accelerated += Fits.fitted(spec.build(), points).iterations();
      plain += Fits.fitted(spec.plain().build(), points).iterations();
    }
    System.out.println("London Times: " + accelerated + " evaluations, plain EM " + plain);
    assertThat(accelerated).isLessThanOrEqualTo(plain / 2);
  }

  record LatentClasses(String name, Weighted data, int classes, double logLikelihood) {
    @Override
    public String toString() {
      return name + " " + classes;
    }
  }

  /** Log-likelihoods as the documentation of R's poLCA states them. */
  static Stream<LatentClasses> latentClasses() {
    return Stream.of(
        new LatentClasses("values", DiscreteData.values(), 1, -543.6498),
        new LatentClasses("values", DiscreteData.values(), 2, -504.4677),
        new LatentClasses("carcinoma", DiscreteData.carcinoma(), 2, -317.2568),
        new LatentClasses("carcinoma", DiscreteData.carcinoma(), 3, -293.705),
        new LatentClasses("carcinoma", DiscreteData.carcinoma(), 4, -289.2858));
  }

  @ParameterizedTest
  @MethodSource("latentClasses")
  void findsTheLatentClassesOfPoLca(LatentClasses golden) {
    for (ColumnFamily family : List.of(BERNOULLI, DiscreteData.levels(0, 1))) {
      FitOutcome.Fitted fit =
          Fits.fitted(
              em(golden.classes(), golden.data(), family).build(), golden.data().observations());
      int d = golden.data().rows()[0].length;

      assertThat(fit.logLikelihood()).isCloseTo(golden.logLikelihood(), within(6e-5));
      assertThat(fit.freeParameters())
          .isEqualTo((long) golden.classes() * d + golden.classes() - 1);
    }
  }

  /** Of the three kinds of slides one has carcinoma for nobody but B, and one for nearly all. */
  @Test
  void probabilitiesOfZeroAndOneAreMaximaLikeOthers() {
    FitOutcome.Fitted fit =
        Fits.fitted(
            em(3, DiscreteData.carcinoma(), BERNOULLI).build(),
            DiscreteData.carcinoma().observations());

    // As an EM in NumPy finds them, to its digits.
    assertThat(yes(fit, 0))
        .containsExactly(
            new double[] {1, 0.980944, 0.857504, 0.586247, 1, 0.476391, 1}, within(2e-4));
    assertThat(yes(fit, 1))
        .containsExactly(new double[] {0.057310, 0.137943, 0, 0, 0.055082, 0, 0}, within(2e-4));
    assertThat(fit.spuriousRestarts()).isZero();
  }

  private static double[] yes(FitOutcome.Fitted fit, int k) {
    return IntStream.range(0, fit.model().dimensions())
        .mapToDouble(j -> fit.model().distribution(k, j)[1])
        .toArray();
  }

  static Stream<Initialization> starts() {
    List<Integer> labels = IntStream.range(0, 118).mapToObj(i -> i / 40).toList();
    return Stream.of(
        new Initialization.KMeans(),
        new Initialization.RandomPoints(),
        new Initialization.Portfolio(6, 2),
        new Initialization.Partition(labels));
  }

  @ParameterizedTest
  @MethodSource("starts")
  void everyStartLeadsToAMaximumAndNeverFalls(Initialization start) {
    Weighted data = DiscreteData.carcinoma();
    FitOutcome.Fitted fit =
        Fits.fitted(em(3, data, BERNOULLI).from(start).build(), data.repeated());

    // The two best maxima that 200 random starts of an EM in NumPy come to.
    assertThat(fit.logLikelihood()).isGreaterThan(-300);
    for (int i = 1; i < fit.history().size(); i++) {
      assertThat(fit.history().get(i)).isGreaterThanOrEqualTo(fit.history().get(i - 1) - 1e-9);
    }
  }

  @Test
  void levelsMayBeAnyNumbers() {
    double[][] rows = DiscreteData.carcinoma().repeated();
    double[][] coded =
        Arrays.stream(rows)
            .map(row -> Arrays.stream(row).map(x -> x == 1 ? -7.5 : 3).toArray())
            .toArray(double[][]::new);
    SpecBuilder spec = SpecBuilder.em(2, DiscreteData.all(DiscreteData.levels(-7.5, 3), 7));

    assertThat(Fits.fitted(spec.build(), coded).logLikelihood()).isCloseTo(-317.2568, within(1e-3));
  }

  @Test
  void onAnyNumberOfThreadsTheBitsAreTheSame() {
    double[][] rows = sample(3000, 5);
    FitSpec spec = SpecBuilder.em(3, DiscreteData.all(POISSON, 2)).build();

    FitOutcome one = Fits.run(spec, Observations.of(rows), 1, Kernels.best());
    FitOutcome four = Fits.run(spec, Observations.of(rows), 4, new ScalarKernels());

    assertThat(Fits.fitted(four).model().toArray()).isEqualTo(Fits.fitted(one).model().toArray());
  }

  private static double[][] sample(int n, long seed) {
    DiscreteFamily family = new DiscreteFamily(new Encoding(DiscreteData.all(POISSON, 2)));
    MixtureModel model =
        new MixtureModel(
            new double[] {0.5, 0.3, 0.2}, family.of(new double[][] {{2, 30}, {9, 4}, {0.5, 0}}, 2));
    Draws draws = new Draws(model, seed);
    double[][] rows = new double[n][2];
    for (double[] row : rows) {
      draws.next(row);
    }
    return rows;
  }

  /** Of 20,000 points a rate λ is known to about √(λ / 4000), which is below the tolerance / 3. */
  @Test
  void recoversTheModelThatPointsAreDrawnFrom() {
    long seed = 20_261_123;
    System.out.println("seed " + seed);
    FitOutcome.Fitted fit =
        Fits.fitted(SpecBuilder.em(3, DiscreteData.all(POISSON, 2)).build(), sample(20_000, seed));

    assertThat(fit.model().weight(0)).isCloseTo(0.5, within(0.02));
    assertThat(fit.model().distribution(0, 0)[0]).isCloseTo(2, within(0.07));
    assertThat(fit.model().distribution(0, 1)[0]).isCloseTo(30, within(0.26));
    assertThat(fit.model().distribution(1, 0)[0]).isCloseTo(9, within(0.15));
    assertThat(fit.model().distribution(1, 1)[0]).isCloseTo(4, within(0.1));
    assertThat(fit.model().distribution(2, 0)[0]).isCloseTo(0.5, within(0.04));
    // Never seen where the rate is 0.
    assertThat(fit.model().distribution(2, 1)[0]).isCloseTo(0, within(0.01));
  }

  /** No points can have led there. */
  @Test
  void aLeapBeyondWhatAFamilyAllowsIsRejected() {
    DiscreteFamily family = new DiscreteFamily(new Encoding(List.of(POISSON, BERNOULLI)));
    Components current = family.of(new double[][] {{1, 0.5, 0.5}}, 2);
    for (double[] sums :
        new double[][] {{-1e-9, 2, 3}, {1, -1e-9, 5}, {1, 6, -1}, {Double.NaN, 2, 3}}) {
      SufficientStatistics statistics = new SufficientStatistics(1, family.form(2));
      statistics.addCount(0, 5);
      System.arraycopy(sums, 0, statistics.sums(0), 0, sums.length);

      assertThat(
              family.maximize(
                  statistics, current, new Rescue(DiagonalCovariance.spherical(1, 1), 0)))
          .isInstanceOf(Maximization.Collapsed.class);
    }
  }

  @Test
  void aColumnOfOneLevelIsAWarningAndNoCollapse() {
    double[][] rows = {{1, 0}, {1, 0}, {1, 1}, {1, 1}, {1, 0}, {1, 1}};
    FitOutcome.Fitted fit =
        Fits.fitted(SpecBuilder.em(1, List.of(DiscreteData.levels(1), BERNOULLI)).build(), rows);

    assertThat(fit.logLikelihood()).isCloseTo(6 * Math.log(0.5), within(1e-12));
    assertThat(fit.warnings())
        .containsExactly(
            "constant columns tell nothing about components: '%s'".formatted(Data.names(2).get(0)));
    assertThat(fit.freeParameters()).isEqualTo(1);
  }

  @Test
  void aModelOfItsNumbersIsTheSame() {
    DiscreteFamily family =
        new DiscreteFamily(new Encoding(List.of(POISSON, DiscreteData.levels(1, 2, 5))));
    MixtureModel model =
        new MixtureModel(
            new double[] {0.25, 0.75},
            family.of(new double[][] {{1.5, 0.1, 0.2, 0.7}, {3, 0, 1, 0}}, 2));

    MixtureModel read = MixtureModel.fromArray(family, 2, 2, model.toArray());

    assertThat(read.toArray()).isEqualTo(model.toArray());
    assertThat(read.distribution(1, 1)).containsExactly(0, 1, 0);
    assertThat(read.dimensions()).isEqualTo(2);
    assertThat(read.hasGaussians()).isFalse();
  }
}
