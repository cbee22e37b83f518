package io.mixtura.model;

import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.spec.Algorithm;
import io.mixtura.model.document.Metrics;
import io.mixtura.model.document.NewModelVersion;
import io.mixtura.model.document.Provenance;
import io.mixtura.model.document.Standardization;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/** Fitted models for tests. */
public final class Fitted {

  /** The columns of {@link #oldFaithful}. */
  public static final List<String> COLUMNS = List.of("eruptions", "waiting");

  private static final double[][] MEANS = {{4.2899640154, 79.9681198}, {2.0363886, 54.478516399}};

  private Fitted() {}

  /** Two full components on Old Faithful. */
  public static NewModelVersion oldFaithful(String name) {
    MixtureModel model =
        MixtureModel.gaussian(
            CovarianceStructure.FULL,
            new double[] {0.64412713, 1 - 0.64412713},
            MEANS,
            new double[][][] {
              {{0.16996844, 0.94060932}, {0.94060932, 36.0462113}},
              {{0.06916767, 0.43516762}, {0.43516762, 33.69728207}}
            });
    return with(name, COLUMNS, model);
  }

  /** Any mixture, fitted by EM, with the metrics and the origin of {@link #oldFaithful}. */
  public static NewModelVersion with(MixtureModel model) {
    return with(
        "any", IntStream.range(0, model.dimensions()).mapToObj(j -> "x" + j).toList(), model);
  }

  private static NewModelVersion with(String name, List<String> columns, MixtureModel model) {
    Metrics metrics =
        new Metrics(
            -1130.2639576,
            -4.1553822,
            2282.53,
            2322.19,
            2323.01,
            null,
            null,
            11,
            14,
            true,
            "logLikelihood",
            List.of("a warning"));
    return new NewModelVersion(name, Algorithm.EM, columns, model, null, metrics, provenance());
  }

  /** Two means on Old Faithful, standardized. */
  public static NewModelVersion standardizedKMeans(String name) {
    Standardization scale =
        new Standardization(List.of(3.4877830882, 70.8970588), List.of(1.13927121, 13.5699600));
    double[][] metric = {{1.13927121 * 1.13927121, 0}, {0, 13.5699600 * 13.5699600}};
    MixtureModel model =
        MixtureModel.gaussian(
            CovarianceStructure.IDENTITY,
            new double[] {0.64, 0.36},
            MEANS,
            new double[][][] {metric, metric});
    Metrics metrics =
        new Metrics(
            null,
            null,
            null,
            null,
            null,
            null,
            79.28,
            4,
            3,
            true,
            "assignmentsUnchanged",
            List.of());
    return new NewModelVersion(
        name, Algorithm.KMEANS, COLUMNS, model, scale, metrics, provenance());
  }

  /** Two means on Old Faithful in its own units. */
  public static NewModelVersion kMeans(String name) {
    double[][] identity = {{1, 0}, {0, 1}};
    MixtureModel model =
        MixtureModel.gaussian(
            CovarianceStructure.IDENTITY,
            new double[] {0.63, 0.37},
            MEANS,
            new double[][][] {identity, identity});
    Metrics metrics =
        new Metrics(
            null,
            null,
            null,
            null,
            null,
            null,
            8901.77,
            4,
            3,
            true,
            "assignmentsUnchanged",
            List.of());
    return new NewModelVersion(name, Algorithm.KMEANS, COLUMNS, model, null, metrics, provenance());
  }

  private static Provenance provenance() {
    Instant start = Instant.parse("2026-11-23T10:00:00.123456Z");
    return new Provenance(
        Provenance.FIT,
        "0193b0a2-5c1e-7a6f-8f8a-0123456789ab",
        "0123456789abcdef0123456789abcdef",
        "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
        "faithful",
        COLUMNS,
        272,
        JsonMapper.shared()
            .readTree("{\"components\":2,\"initialization\":{\"method\":\"kmeans\"}}"),
        42L,
        "0.1.0",
        "1",
        "vector",
        "25",
        start,
        start.plusMillis(31),
        new Provenance.Timings(5, 20, null, 31),
        null,
        null);
  }
}
