package io.mixtura.mixture.em;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.covariance.DataProfile;
import io.mixtura.mixture.covariance.Rescue;
import io.mixtura.mixture.encoding.ColumnFamily;
import io.mixtura.mixture.encoding.Encoding;
import io.mixtura.mixture.family.ComponentFamily;
import io.mixtura.mixture.family.Components;
import io.mixtura.mixture.family.DegreesOfFreedom;
import io.mixtura.mixture.family.GaussianFamily;
import io.mixtura.mixture.family.Maximization;
import io.mixtura.mixture.family.NoisyFamily;
import io.mixtura.mixture.family.StudentFamily;
import io.mixtura.mixture.observations.Observations;
import io.mixtura.mixture.spec.Acceleration;
import io.mixtura.mixture.spec.ConvergenceCriterion;
import io.mixtura.mixture.spec.MixingWeights;
import io.mixtura.mixture.statistics.SufficientStatistics;
import io.mixtura.mixture.testing.Clusters;
import io.mixtura.mixture.testing.DiscreteData;
import io.mixtura.mixture.testing.Fits;
import io.mixtura.mixture.testing.Holes;
import io.mixtura.mixture.testing.TextbookGaps;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each family's iterations over rows with gaps, held step by step against plain loops. */
class IncompleteFamiliesTests {
  private static final int CLUSTERS = 3;
  private static final int ROWS = 300;
  private static final List<ColumnFamily> NUMBERS =
      DiscreteData.all(new ColumnFamily.Gaussian(), 4);
  private static final ColumnFamily LEVELS = DiscreteData.levels(0, 1, 2);
  private static final List<ColumnFamily> MIXED =
      List.of(
          new ColumnFamily.Poisson(),
          new ColumnFamily.Gaussian(),
          LEVELS,
          new ColumnFamily.Bernoulli(),
          new ColumnFamily.Gaussian());

  private record Kind(ComponentFamily family, List<ColumnFamily> columns, boolean isShared) {
    static Kind of(List<ColumnFamily> columns, CovarianceStructure structure) {
      return new Kind(ComponentFamily.of(structure, columns), columns, false);
    }

    static Kind student(String structure, DegreesOfFreedom degrees) {
      return new Kind(
          new StudentFamily(CovarianceStructure.of(structure), degrees),
          NUMBERS,
          degrees instanceof DegreesOfFreedom.Shared);
    }

    Kind noisy() {
      return new Kind(new NoisyFamily(family), columns, isShared);
    }
  }

  private static Map<String, Kind> kinds() {
    DegreesOfFreedom each = new DegreesOfFreedom.PerComponent();
    Map<String, Kind> kinds = new LinkedHashMap<>();
    kinds.put("poisson", Kind.of(DiscreteData.all(new ColumnFamily.Poisson(), 3), full()));
    kinds.put("bernoulli", Kind.of(DiscreteData.all(new ColumnFamily.Bernoulli(), 6), full()));
    kinds.put("categorical", Kind.of(DiscreteData.all(LEVELS, 5), full()));
    kinds.put("mixed full", Kind.of(MIXED, full()));
    kinds.put("mixed diagonal", Kind.of(MIXED, CovarianceStructure.DIAGONAL));
    kinds.put("student full", Kind.student("full", each));
    kinds.put("student tied", Kind.student("tied", new DegreesOfFreedom.Shared()));
    kinds.put("student diagonal", Kind.student("diagonal", each));
    kinds.put("noise full", new Kind(new GaussianFamily(full()), NUMBERS, false).noisy());
    kinds.put("noise spherical", noisySpheres());
    kinds.put("noise student", Kind.student("full", new DegreesOfFreedom.Shared()).noisy());
    return kinds;
  }

  private static Kind noisySpheres() {
    return new Kind(new GaussianFamily(CovarianceStructure.SPHERICAL), NUMBERS, false).noisy();
  }

  private static CovarianceStructure full() {
    return CovarianceStructure.FULL;
  }

  static Stream<Arguments> problems() {
    return kinds().keySet().stream()
        .flatMap(kind -> Stream.of(0.05, 0.3, 0.6).map(share -> Arguments.of(kind, share)));
  }

  @ParameterizedTest(name = "{0}, {1} missing")
  @MethodSource("problems")
  void iteratesAsPlainLoopsDo(String kind, double missing) {
    Kind asked = Objects.requireNonNull(kinds().get(kind));
    Clusters clusters = Clusters.of(ROWS, asked.columns(), 3);
    double[][] rows = Holes.in(clusters.rows(), missing, 17);
    try (PassThreads threads = new PassThreads(1)) {
      Run run = new Run(asked.family(), rows, threads);
      MixtureModel model = run.start(clusters);
      TextbookGaps book = new TextbookGaps(model, asked.isShared());
      double last = Double.NEGATIVE_INFINITY;
      for (int step = 1; step <= 12; step++) {
        model = run.next(model);
        book.iterate(rows);
        double logLikelihood = run.logLikelihood(model);
        double expected = book.logLikelihood(rows);
        assertThat(logLikelihood).isCloseTo(expected, within(1e-9 * Math.abs(expected)));
        assertThat(logLikelihood).isGreaterThan(last - 1e-9 * Math.abs(last));
        last = logLikelihood;
        assertSame(model, book);
      }
    }
  }

  private static void assertSame(MixtureModel model, TextbookGaps book) {
    for (int k = 0; k < model.components(); k++) {
      assertThat(model.weight(k)).isCloseTo(book.weights[k], within(1e-9));
    }
    for (int k = 0; k < model.clusters(); k++) {
      for (int j = 0; j < model.columns().size(); j++) {
        if (!model.columns().get(j).isGaussian()) {
          assertThat(model.distribution(k, j)).containsExactly(book.parameters[k][j], within(1e-9));
        }
      }
      if (model.hasGaussians()) {
        assertThat(model.mean(k)).containsExactly(book.means(k), within(1e-9));
        for (int j = 0; j < model.mean(k).length; j++) {
          assertThat(model.covariance(k)[j]).containsExactly(book.scale(k)[j], within(1e-8));
        }
      }
      if (model.isStudent()) {
        assertThat(model.degreesOfFreedom(k))
            .isCloseTo(book.degrees(k), within(1e-8 * book.degrees(k)));
      }
    }
  }

  /** The engine, one plain iteration at a time. */
  private static final class Run {
    private final LocalEStep eStep;
    private final DataProfile data;
    private final MStep mStep;
    private final Encoding encoding;

    Run(ComponentFamily asked, double[][] rows, PassThreads threads) {
      this.encoding = asked.encoding(rows[0].length);
      this.eStep = Fits.eStep(encoding.of(Observations.of(rows).incomplete()), threads);
      this.data = Profiling.of(eStep, asked.form(eStep.shape().dimensions()));
      Rescue rescue = new Rescue(data.ofGaussian().covariance(), 0);
      this.mStep =
          new MStep(asked.on(eStep::box, data, rescue), new MixingWeights.Learned(), rescue);
    }

    /** Near the clusters, as wide as the data. */
    MixtureModel start(Clusters clusters) {
      Observations complete = encoding.of(Observations.of(clusters.rows()));
      double[][] places = new double[CLUSTERS][complete.dimensions()];
      double[] sizes = new double[CLUSTERS];
      for (int cluster : clusters.of()) {
        sizes[cluster]++;
      }
      for (int i = 0; i < ROWS; i++) {
        int k = clusters.of()[i];
        double[] point = complete.point(i);
        for (int j = 0; j < point.length; j++) {
          places[k][j] += point[j] / sizes[k];
        }
      }
      Components components =
          ((Maximization.Maximized<Components>)
                  mStep.family().wideAsTheData(places, data, mStep.rescue()))
              .parameters();
      double[] weights = {0.4, 0.3, 0.3};
      return new MixtureModel(
          components.hasNoise() ? NoiseWeight.start(weights) : weights, components);
    }

    MixtureModel next(MixtureModel model) {
      ExpectationMaximization one =
          new ExpectationMaximization(
              this::pass,
              mStep,
              new ConvergenceCriterion(ConvergenceCriterion.Criterion.LOG_LIKELIHOOD, 0, 1),
              data,
              Acceleration.NONE,
              (state, resumable) -> {});
      return ((ExpectationMaximization.Ending.Ended) one.run(EmState.start(model))).state().model();
    }

    private SufficientStatistics pass(MixtureModel model) {
      return eStep.run(new ResponsibilityRule.Soft(model));
    }

    double logLikelihood(MixtureModel model) {
      return pass(model).logLikelihood();
    }
  }
}
