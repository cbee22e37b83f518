package io.mixtura.fit.rows;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.fit.request.DataShape;
import io.mixtura.fit.request.Requests;
import io.mixtura.fit.request.ResolvedFit;
import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.Posterior;
import io.mixtura.mixture.Responsibilities;
import io.mixtura.mixture.em.PassThreads;
import io.mixtura.mixture.fitting.FitOutcome;
import io.mixtura.mixture.observations.Observations;
import io.mixtura.mixture.observations.Tile;
import io.mixtura.mixture.selection.Bootstrap;
import io.mixtura.mixture.selection.BootstrapErrors;
import io.mixtura.mixture.selection.ModelSelection;
import io.mixtura.mixture.selection.SelectionOutcome;
import io.mixtura.mixture.spec.Algorithm;
import io.mixtura.mixture.spec.BootstrapSpec;
import io.mixtura.mixture.testing.Selections;
import io.mixtura.web.problem.Refusal;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Options in any combination, on data whose clusters anybody can see: a request is refused with a
 * message before it is queued, or the fit ends well and finds the clusters.
 *
 * <p>{@code -Dmixtura.combinations.seed=N} tries others; the seed stands in every failure.
 */
class OptionCombinationTests {
  private static final int REQUESTS = Integer.getInteger("mixtura.combinations", 250);
  private static final long SEED = Long.getLong("mixtura.combinations.seed", 20261128);

  /** Latent classes are told apart by a few answers, some of which are missing. */
  private static final double AGREEMENT = 0.85;

  /** A component too many may take what is unusual in all clusters. */
  private static final double AGREEMENT_OF_MORE = 0.7;

  @Test
  void everyCombinationFindsTheClustersOrIsRefused() {
    SplittableRandom random = new SplittableRandom(SEED);
    int fitted = 0;
    try (PassThreads threads = new PassThreads(1)) {
      for (int number = 0; number < REQUESTS; number++) {
        RandomRequest request = new RandomRequest(random.split());
        String asked = "seed %d, request %d: %s".formatted(SEED, number, request.json());
        fitted += isFitted(request, asked, threads) ? 1 : 0;
      }
    }
    assertThat(fitted)
        .as("seed %d: fits of %d requests", SEED, REQUESTS)
        .isGreaterThan(REQUESTS / 2);
  }

  private static boolean isFitted(RandomRequest request, String asked, PassThreads threads) {
    ResolvedFit resolved;
    try {
      resolved = resolved(request);
    } catch (Refusal refused) {
      assertThat(refused.getMessage()).as(asked).isNotBlank();
      return false;
    }
    Observations rows = rows(request, resolved);
    SelectionOutcome ended =
        new ModelSelection(
                resolved.selection(), rows, resolved.columns(), threads, Selections.NOBODY)
            .run();
    assertThat(ended.outcome()).as(asked).isInstanceOf(FitOutcome.Fitted.class);
    FitOutcome.Fitted fitted = (FitOutcome.Fitted) ended.outcome();
    assertFinds(request, resolved.spec().algorithm(), fitted, rows, asked);
    BootstrapSpec bootstrap = resolved.bootstrap();
    if (bootstrap != null) {
      BootstrapErrors errors =
          new Bootstrap(
                  bootstrap,
                  resolved.selection().candidates().get(ended.chosen()),
                  rows,
                  resolved.columns(),
                  threads,
                  () -> false)
              .run(fitted)
              .orElseThrow();
      assertThat(errors.failed()).as(asked).isLessThan(bootstrap.replicates() / 2);
      assertThat(errors.mean(0, 0).standardError()).as(asked).isFinite();
    }
    return true;
  }

  /** As at submission, and with the levels that are found when a fit begins. */
  private static ResolvedFit resolved(RandomRequest request) {
    DataShape shape = new DataShape("clusters", request.columns(), RandomRequest.ROWS);
    ResolvedFit resolved = Requests.resolve(request.json(), shape, 30);
    if (resolved.data().isLabelled()) {
      LabelTally labels = new LabelTally(resolved.spec().components(), List.of());
      Arrays.stream(request.rows())
          .forEach(row -> labels.add(row[resolved.data().labelPosition()]));
      labels.refuseUnlessGood(resolved);
    }
    if (resolved.isGaussian()) {
      return resolved;
    }
    FamilyTally tally = new FamilyTally(resolved);
    for (double[] row : request.rows()) {
      tally.add(Arrays.stream(tally.positions()).mapToDouble(j -> row[j]).toArray());
    }
    return tally.complete();
  }

  private static Observations rows(RandomRequest request, ResolvedFit resolved) {
    Observations rows = resolved.data().select(Observations.of(request.rows()));
    return resolved.data().takesMissing() ? rows.incomplete() : rows;
  }

  private static void assertFinds(
      RandomRequest request,
      Algorithm algorithm,
      FitOutcome.Fitted fitted,
      Observations rows,
      String asked) {
    boolean isHard = algorithm == Algorithm.KMEANS;
    for (double number : fitted.model().toArray()) {
      assertThat(number).as(asked).isFinite();
    }
    assertThat(isHard ? fitted.inertia() : fitted.logLikelihood()).as(asked).isFinite();
    int[] all = assigned(fitted.model(), rows, isHard);
    int[] counted = request.counted();
    int[] assigned = Arrays.stream(counted).map(i -> all[i]).toArray();
    int[] of = Arrays.stream(counted).map(request::cluster).toArray();
    boolean isMore = fitted.model().clusters() > 3;
    int[] found = isMore ? merged(assigned, of) : assigned;
    assertThat(adjustedRandIndex(of, found))
        .as(asked)
        .isGreaterThan(isMore ? AGREEMENT_OF_MORE : AGREEMENT);
    if (request.hasLabels()) {
      long agreeing =
          IntStream.range(0, assigned.length)
              .filter(i -> assigned[i] == request.label(counted[i]))
              .count();
      assertThat(agreeing / (double) assigned.length)
          .as("rows in the component of their label, " + asked)
          .isGreaterThan(AGREEMENT);
    }
  }

  /** Where there are more components than clusters, each as the cluster that it has most of. */
  private static int[] merged(int[] assigned, int[] of) {
    int[][] table = new int[Arrays.stream(assigned).max().orElseThrow() + 1][3];
    for (int i = 0; i < of.length; i++) {
      table[assigned[i]][of[i]]++;
    }
    return Arrays.stream(assigned)
        .map(k ->
            IntStream.range(0, 3)
                .reduce(0, (best, other) -> table[k][other] > table[k][best] ? other : best))
        .toArray();
  }

  private static int[] assigned(MixtureModel model, Observations rows, boolean isHard) {
    Posterior posterior = isHard ? Posterior.hard(model) : Posterior.soft(model);
    Responsibilities answer = new Responsibilities(model.components());
    int[] assigned = new int[rows.size()];
    Tile tile = new Tile(rows.dimensions());
    for (int index = 0; index < rows.tiles(); index++) {
      rows.read(index, tile);
      posterior.evaluate(tile, answer);
      for (int p = 0; p < tile.count(); p++) {
        int at = index * Tile.POINTS + p;
        for (int k = 1; k < model.components(); k++) {
          assigned[at] = answer.get(p, k) > answer.get(p, assigned[at]) ? k : assigned[at];
        }
      }
    }
    return assigned;
  }

  /** L. Hubert, P. Arabie: Comparing partitions. Journal of Classification 2 (1985) 193–218. */
  private static double adjustedRandIndex(int[] one, int[] other) {
    int k = Arrays.stream(one).max().orElseThrow() + 1;
    int m = Arrays.stream(other).max().orElseThrow() + 1;
    double[][] table = new double[k][m];
    double[] rows = new double[k];
    double[] columns = new double[m];
    for (int i = 0; i < one.length; i++) {
      table[one[i]][other[i]]++;
      rows[one[i]]++;
      columns[other[i]]++;
    }
    double together = Arrays.stream(table).mapToDouble(OptionCombinationTests::pairs).sum();
    double expected = pairs(rows) * pairs(columns) / (one.length * (one.length - 1) / 2.0);
    return (together - expected) / ((pairs(rows) + pairs(columns)) / 2 - expected);
  }

  private static double pairs(double[] sizes) {
    return Arrays.stream(sizes).map(n -> n * (n - 1) / 2).sum();
  }
}
