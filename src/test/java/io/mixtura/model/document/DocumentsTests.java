package io.mixtura.model.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.encoding.ColumnFamily;
import io.mixtura.mixture.family.ComponentFamily;
import io.mixtura.mixture.spec.Algorithm;
import io.mixtura.mixture.statistics.SecondMoments;
import io.mixtura.model.Fitted;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DocumentsTests {
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:01Z");

  @Test
  void aDocumentReadsAsDocumented() {
    String json = Documents.write(ModelDocument.of(Fitted.oldFaithful("geyser"), 3, NOW));
    assertThat(json)
        .startsWith(
            """
            {"name":"geyser","version":3,"createdAt":"2026-11-23T10:00:01Z","algorithm":"em",\
            "covariance":"full","columns":["eruptions","waiting"],"components":2,"dimensions":2,\
            "weights":[0.64412713,0.35587287],\
            "means":[[4.2899640154,79.9681198],[2.0363886,54.478516399]],\
            "covariances":[[[0.16996844,0.94060932],[0.94060932,36.0462113]],\
            [[0.06916767,0.43516762],[0.43516762,33.69728207]]],\
            "standardization":null,"logLikelihood":-1130.2639576,\
            """)
        .contains(
            """
            "inertia":null,"freeParameters":11,"iterations":14,"converged":true,\
            "reason":"logLikelihood","warnings":["a warning"],\
            "provenance":{"origin":"fit","fitId":"0193b0a2-\
            """)
        .contains(
            """
            "request":{"components":2,"initialization":{"method":"kmeans"}},"seed":42,\
            """)
        .endsWith(
            """
            "startedAt":"2026-11-23T10:00:00.123456Z","finishedAt":"2026-11-23T10:00:00.154456Z",\
            "timings":{"initializationMillis":5,"iterationsMillis":20,"totalMillis":31},\
            "weightColumn":null,"totalWeight":null},\
            "family":"gaussian","degreesOfFreedom":null,"noise":null,"families":null,"bootstrap":null,\
            "moments":{"mean":[3.4879776645601597,70.89706148252436],\
            "covariance":[[1.2982507974875097,13.928185389238427],[13.928185389238427,184.14387105424532]],\
            "reason":null},"componentNames":null}\
            """);
  }

  @Test
  void kMeansHasNoCovariancesAndNoLikelihood() {
    String json = Documents.write(ModelDocument.of(Fitted.standardizedKMeans("geyser"), 1, NOW));
    assertThat(json)
        .contains("\"algorithm\":\"kmeans\",\"covariance\":null")
        .contains("\"covariances\":null")
        .contains(
            """
            "standardization":{"means":[3.4877830882,70.8970588],\
            "standardDeviations":[1.13927121,13.56996]}\
            """)
        .contains("\"logLikelihood\":null", "\"inertia\":79.28");
  }

  @Test
  void whatANewerReleaseAddsIsPassedOver() {
    ModelDocument document = ModelDocument.of(Fitted.oldFaithful("geyser"), 1, NOW);
    String newer = Documents.write(document).replaceFirst("\\{", "{\"labels\":{\"a\":[1]},");
    assertThat(Documents.document(newer)).isEqualTo(document);
  }

  @Test
  void whatWasStoredBeforeModelsCouldBeImportedWasFitted() {
    ModelDocument document = ModelDocument.of(Fitted.oldFaithful("geyser"), 1, NOW);
    String older = Documents.write(document).replace("\"origin\":\"fit\",", "");
    assertThat(older).doesNotContain("origin");
    assertThat(Documents.document(older)).isEqualTo(document);
  }

  /** What follows from the parameters is not believed: it may be missing, or somebody's own. */
  @Test
  void momentsAreMadeAnewWhateverADocumentSays() {
    ModelDocument document = ModelDocument.of(Fitted.oldFaithful("geyser"), 1, NOW);
    String json = Documents.write(document);
    String older = json.replaceFirst(",\"moments\":.*", "}");
    String other = json.replaceFirst("\"mean\":\\[[^]]*]", "\"mean\":[0,null]");
    assertThat(Documents.document(older).moments()).isNull();
    for (String read : List.of(older, other)) {
      ModelVersion version = Documents.document(read).toVersion("etag");
      assertThat(Moments.of(version.model())).isEqualTo(document.moments());
    }
  }

  @ParameterizedTest
  @MethodSource("structures")
  void parametersComeBackBitForBit(CovarianceStructure structure) {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int trial = 0; trial < 50; trial++) {
      int k = 1 + random.nextInt(7);
      int d = 1 + random.nextInt(5);
      MixtureModel model = random(structure, k, d, random);
      String json = Documents.write(ModelDocument.of(Fitted.with(model), 1, NOW));
      MixtureModel read = Documents.document(json).toVersion("etag").model();
      assertThat(read.structure()).isEqualTo(structure);
      assertThat(read.toArray()).as("seed %d", seed).containsExactly(model.toArray());
    }
  }

  @Test
  void tailsAndNoiseComeBackBitForBit() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int trial = 0; trial < 50; trial++) {
      int k = 1 + random.nextInt(4);
      int d = 1 + random.nextInt(5);
      MixtureModel plain = random(CovarianceStructure.FULL, k, d, random);
      MixtureModel tails = plain.withDegreesOfFreedom(random.doubles(k, 0.5, 200).toArray());
      for (MixtureModel model :
          List.of(
              tails,
              plain.withNoise(
                  random.nextDouble(),
                  random.doubles(d, -1e3, 1e3).toArray(),
                  random.doubles(d, 1e-3, 1e3).toArray()),
              tails.withNoise(
                  random.nextDouble(), random.doubles(d).toArray(), random.doubles(d).toArray()))) {
        String json = Documents.write(ModelDocument.of(Fitted.with(model), 1, NOW));
        MixtureModel read = Documents.document(json).toVersion("etag").model();
        assertThat(read.isStudent()).isEqualTo(model.isStudent());
        assertThat(read.hasNoise()).isEqualTo(model.hasNoise());
        assertThat(read.components()).isEqualTo(model.components());
        assertThat(read.toArray()).as("seed %d", seed).containsExactly(model.toArray());
      }
    }
  }

  @Test
  void whatWasStoredBeforeThereWereFamiliesIsGaussian() {
    ModelDocument document = ModelDocument.of(Fitted.oldFaithful("geyser"), 1, NOW);
    String older =
        Documents.write(document)
            .replace(",\"family\":\"gaussian\",\"degreesOfFreedom\":null,\"noise\":null", "");
    assertThat(older).doesNotContain("family");
    MixtureModel model = Documents.document(older).toVersion("etag").model();
    assertThat(model.isStudent()).isFalse();
    assertThat(model.hasNoise()).isFalse();
    assertThat(model.toArray()).containsExactly(Fitted.oldFaithful("geyser").model().toArray());
  }

  @ParameterizedTest
  @MethodSource("families")
  void parametersOfOtherFamiliesComeBackBitForBit(List<ColumnFamily> columns) {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    ComponentFamily family = ComponentFamily.of(CovarianceStructure.FULL, columns);
    double[] numbers = random.doubles(2 * (1 + family.numbers(columns.size()))).toArray();
    MixtureModel model = MixtureModel.fromArray(family, 2, columns.size(), numbers);
    ModelDocument document = ModelDocument.of(Fitted.with(model), 1, NOW);

    ModelDocument read = Documents.document(Documents.write(document));

    assertThat(read).isEqualTo(document);
    ModelVersion version = read.toVersion("etag");
    assertThat(version.algorithm()).isEqualTo(Algorithm.EM);
    assertThat(version.model().columns()).isEqualTo(columns);
    assertThat(version.model().toArray()).as("seed %d", seed).containsExactly(numbers);
  }

  static Stream<List<ColumnFamily>> families() {
    ColumnFamily gaussian = new ColumnFamily.Gaussian();
    ColumnFamily levels = new ColumnFamily.Categorical(List.of(-1.0, 0.5, 7.0));
    ColumnFamily poisson = new ColumnFamily.Poisson();
    ColumnFamily bernoulli = new ColumnFamily.Bernoulli();
    return Stream.of(
        List.of(poisson),
        List.of(bernoulli, levels),
        List.of(levels, gaussian, poisson),
        List.of(gaussian, bernoulli, gaussian, poisson));
  }

  static List<CovarianceStructure> structures() {
    return CovarianceStructure.ALL;
  }

  /** Any weights, and A Aᵀ + I, or only its diagonal, as covariances. */
  private static MixtureModel random(CovarianceStructure structure, int k, int d, Random random) {
    double[] weights = random.doubles(k, 0.1, 1).toArray();
    double sum = DoubleStream.of(weights).sum();
    double[][] means = new double[k][];
    double[][][] covariances = new double[k][d][d];
    for (int c = 0; c < k; c++) {
      weights[c] /= sum;
      means[c] = random.doubles(d, -1e3, 1e3).toArray();
      double[] factor = random.doubles((long) d * d).toArray();
      for (int i = 0; i < d; i++) {
        for (int j = 0; j < d; j++) {
          double product = i == j ? 1 : 0;
          for (int l = 0; l < d; l++) {
            product += factor[i * d + l] * factor[j * d + l];
          }
          boolean kept = i == j || structure.moments() == SecondMoments.FULL;
          covariances[c][i][j] = kept ? product : 0;
        }
      }
    }
    return MixtureModel.gaussian(structure, weights, means, covariances);
  }
}
