package io.mixtura.model.imports;

import io.mixtura.mixture.GivenMixture;
import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.covariance.GivenCovariances;
import io.mixtura.mixture.covariance.GivenNumbers;
import io.mixtura.mixture.spec.Algorithm;
import io.mixtura.model.NamedComponents;
import io.mixtura.model.document.ColumnDistribution;
import io.mixtura.model.document.ModelDocument;
import io.mixtura.model.document.NewModelVersion;
import io.mixtura.model.document.Noise;
import io.mixtura.model.document.PortableDocument;
import io.mixtura.model.document.Standardization;
import io.mixtura.web.body.Limits;
import io.mixtura.web.problem.Findings;
import io.mixtura.web.problem.JsonRefusals;
import io.mixtura.web.problem.Refusal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A check of a document that another service exported. Nothing in it is rescaled or put into
 * another order, so that the model answers the same bits here; in return it must be exactly what an
 * export can hold.
 */
final class ExportedModel {
  private final ModelDocument document;
  private final Limits limits;
  private final Findings findings = new Findings(ModelDocument.class, List.of());

  private ExportedModel(ModelDocument document, Limits limits) {
    this.document = document;
    this.limits = limits;
  }

  /**
   * The version to be stored.
   *
   * @throws Refusal 422 with everything that is not as exports have it
   */
  static NewModelVersion version(String name, JsonNode portable, Limits limits) {
    ExportedModel exported = new ExportedModel(read(portable), limits);
    exported.check();
    return exported.named(name);
  }

  private static ModelDocument read(JsonNode portable) {
    if (!PortableDocument.VERSION.equals(portable.path(PortableDocument.FORMAT).asString(""))) {
      throw Refusal.unprocessable(
          "/format",
          "must be '%s', what export?format=json writes; leave it out to state parameters of your own"
              .formatted(PortableDocument.VERSION));
    }
    PortableDocument.missing(portable)
        .ifPresent(member -> {
          throw Refusal.unprocessable(
              "/" + member, "'%s' is missing; send an export as it is".formatted(member));
        });
    try {
      return PortableDocument.read(portable);
    } catch (JacksonException mismatched) {
      throw JsonRefusals.of(mismatched);
    }
  }

  private void check() {
    checkSizes();
    findings.refuseIfAny();
    ImportedColumns.check(document.columns(), limits, findings);
    checkWeights();
    checkFamily();
    checkNoise();
    checkColumns();
    checkStandardization();
    checkMetrics();
    checkNames();
    findings.refuseIfAny();
    checkGaussians();
    findings.refuseIfAny();
    checkSaidAgain();
    findings.refuseIfAny();
  }

  private int k() {
    return document.components();
  }

  private int d() {
    return document.dimensions();
  }

  private boolean isHard() {
    return document.algorithm().equals(Algorithm.KMEANS.code());
  }

  private int gaussianColumns() {
    List<ColumnDistribution> families = document.families();
    return families == null
        ? d()
        : Math.toIntExact(families.stream().filter(ColumnDistribution::isGaussian).count());
  }

  private void checkSizes() {
    ImportedColumns.requireCount(
        findings, k(), limits.components(), "/components", "components", "components");
    ImportedColumns.requireCount(
        findings, d(), limits.dimensions(), "/dimensions", "columns", "dimensions");
    requireSize(document.columns(), d(), "/columns");
    requireSize(document.weights(), k(), "/weights");
    findings.require(
        isHard() || document.algorithm().equals(Algorithm.EM.code()),
        "/algorithm",
        "must be 'em' or 'kmeans'");
    boolean hasGaussians = document.means() != null;
    findings.require(
        (document.covariance() != null) == (hasGaussians && !isHard())
            && (document.covariances() != null) == (hasGaussians && !isHard()),
        "/covariances",
        "there must be covariance and covariances where there are means, and of em");
    Optional.ofNullable(document.means()).ifPresent(means -> requireSize(means, k(), "/means"));
    Optional.ofNullable(document.families()).ifPresent(all -> requireSize(all, d(), "/families"));
    Optional.ofNullable(document.degreesOfFreedom())
        .ifPresent(all -> requireSize(all, k(), "/degreesOfFreedom"));
  }

  private boolean requireSize(@Nullable List<?> given, int size, String at) {
    return findings.require(
        size > 0 && given != null && given.size() == size,
        at,
        "must have as many entries as 'components' or 'dimensions' say, %d, but has %d",
        size,
        given == null ? 0 : given.size());
  }

  private void checkWeights() {
    double noise = document.noise() == null ? 0 : document.noise().weight();
    double[] all = Arrays.copyOf(GivenNumbers.array(document.weights()), k() + 1);
    all[k()] = noise;
    double sum = Arrays.stream(all).sum();
    findings.require(
        Arrays.stream(all).allMatch(weight -> weight >= 0)
            && Math.abs(sum - 1) <= PortableDocument.ROUNDING,
        "/weights",
        "must not be negative and sum to 1, with that of the noise, but sum to %s",
        sum);
  }

  private void checkFamily() {
    List<Double> degrees = document.degreesOfFreedom();
    findings.require(
        (degrees != null) == "student".equals(document.family()),
        "/degreesOfFreedom",
        "must be there for the family 'student', and only there");
    findings.require(
        degrees == null || degrees.stream().allMatch(nu -> nu > 0 && Double.isFinite(nu)),
        "/degreesOfFreedom",
        "must be numbers above 0");
    boolean isPlain = document.families() == null && degrees == null && document.noise() == null;
    findings.require(
        !isHard() || isPlain,
        "/algorithm",
        "'kmeans' has gaussian columns alone, without degreesOfFreedom and noise");
  }

  private void checkNoise() {
    Noise noise = document.noise();
    if (noise != null) {
      findings.require(
          document.families() == null && isNumbers(noise.lower(), d()) && isSides(noise.sides()),
          "/noise",
          "must have %d numbers in lower, as many above 0 in sides, and gaussian columns alone",
          d());
    }
  }

  private boolean isSides(@Nullable List<Double> sides) {
    return isNumbers(sides, d())
        && Objects.requireNonNull(sides).stream().allMatch(side -> side > 0);
  }

  private static boolean isNumbers(@Nullable List<Double> numbers, int size) {
    return numbers != null
        && numbers.size() == size
        && numbers.stream().allMatch(x -> x != null && Math.abs(x) <= GivenNumbers.LARGEST);
  }

  private void checkColumns() {
    List<ColumnDistribution> families = document.families();
    for (int j = 0; families != null && j < d(); j++) {
      ColumnDistribution family = families.get(j);
      String at = "/families/" + j;
      findings.require(
          family != null && document.columns().get(j).equals(family.column()),
          at,
          "must name the column '%s'",
          document.columns().get(j));
      findings.require(
          at, () -> Objects.requireNonNull(family, "a column is missing").requireSound(k()));
    }
  }

  private void checkStandardization() {
    Standardization scales = document.standardization();
    if (scales != null) {
      findings.require(
          isNumbers(scales.means(), d())
              && isNumbers(scales.standardDeviations(), d())
              && scales.standardDeviations().stream().allMatch(scale -> scale > 0),
          "/standardization",
          "must have %d means and as many standardDeviations above 0",
          d());
    }
  }

  private void checkMetrics() {
    findings.require(
        Stream.of(
                document.logLikelihood(),
                document.logLikelihoodPerObservation(),
                document.aic(),
                document.bic(),
                document.icl(),
                document.inertia())
            .allMatch(measure -> measure == null || Double.isFinite(measure)),
        "/logLikelihood",
        "log-likelihood, criteria and inertia must be finite numbers or null");
    findings.require(document.freeParameters() >= 0, "/freeParameters", "must not be negative");
  }

  private void checkNames() {
    if (document.componentNames() != null) {
      NamedComponents.check(document.componentNames(), k(), findings);
    }
  }

  private void checkGaussians() {
    List<? extends List<Double>> means = document.means();
    int size = gaussianColumns();
    findings.require(
        (means == null) == (size == 0),
        "/means",
        "must be there for gaussian columns, and only for them");
    for (int c = 0; means != null && c < k(); c++) {
      findings.require(
          isNumbers(means.get(c), size),
          "/means/" + c,
          "must be %d numbers from -1e100 to 1e100, one for each gaussian column",
          size);
    }
    if (document.covariance() != null && document.covariances() != null) {
      findings.require("/covariances", () -> requireCovariances(size));
    }
  }

  private void requireCovariances(int size) {
    CovarianceStructure structure =
        CovarianceStructure.of(Objects.requireNonNull(document.covariance()));
    List<List<List<Double>>> matrices = new ArrayList<>();
    for (List<? extends List<Double>> matrix : Objects.requireNonNull(document.covariances())) {
      matrices.add(matrix == null ? List.of() : List.copyOf(matrix));
    }
    GivenCovariances.check(matrices, structure, k(), size);
  }

  /** What is stored is said again by the model: what it reads otherwise than it stands is wrong. */
  private void checkSaidAgain() {
    MixtureModel model = document.toVersion("").model();
    ModelDocument again = ModelDocument.of(named(document.name()), 1, document.createdAt());
    requireSame("/weights", document.weights(), again.weights());
    requireSame("/means", document.means(), again.means());
    requireSame("/covariances", document.covariances(), again.covariances());
    requireSame("/degreesOfFreedom", document.degreesOfFreedom(), again.degreesOfFreedom());
    requireSame("/noise", document.noise(), again.noise());
    requireSame("/families", document.families(), again.families());
    findings.require("/covariances", () -> GivenMixture.requireWidth(model));
  }

  private void requireSame(String at, @Nullable Object given, @Nullable Object again) {
    findings.require(
        Objects.equals(given, again),
        at,
        "is not what an export holds: the numbers contradict each other or the family");
  }

  private NewModelVersion named(String name) {
    return NewModelVersion.of(name, document);
  }
}
