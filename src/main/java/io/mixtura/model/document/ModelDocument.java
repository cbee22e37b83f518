package io.mixtura.model.document;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.mixtura.mixture.MixtureModel;
import io.mixtura.mixture.covariance.CovarianceStructure;
import io.mixtura.mixture.spec.Algorithm;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A version as JSON: what is stored, and what is answered. */
@Schema(name = "ModelVersion", description = "A stored model with its parameters and its origin")
@JsonPropertyOrder(alphabetic = false)
public record ModelDocument(
    @Schema(description = "Name of the model", example = "old-faithful") String name,
    @Schema(description = "Number of the version, from 1; never reused", example = "1") int version,
    Instant createdAt,
    @Schema(allowableValues = {"em", "kmeans"}) String algorithm,
    @Schema(
            description =
                "Structure of the covariances: a plain name, or a code of R's mclust; null for kmeans",
            nullable = true)
        @StructureName
        @Nullable String covariance,
    @Schema(description = "Names of the dimensions, in order") List<String> columns,
    @Schema(description = "Number of components k", example = "2") int components,
    @Schema(description = "Number of dimensions d", example = "2") int dimensions,
    @Schema(
            description =
                "Mixing weights; components stand in the order of descending weight. They sum to 1, or with noise to 1 − its weight")
        Numbers weights,
    @Schema(
            description =
                "One mean per component of the gaussian columns, in the data's own units; null if"
                    + " no column is",
            nullable = true)
        @Nullable List<Numbers> means,
    @Schema(
            description =
                "One matrix per component of the gaussian columns; of t components the scale matrix, of which ν/(ν−2) times is the covariance where ν is above 2. Null for kmeans, or if no column is gaussian",
            nullable = true)
        @Nullable List<List<Numbers>> covariances,
    @Schema(
            description =
                "The transformation the model was fitted under; null if none. All parameters here"
                    + " are in the data's own units")
        @Nullable Standardization standardization,
    @Schema(
            description = "Log-likelihood of all observations; null for kmeans and imported models",
            nullable = true)
        @Nullable Double logLikelihood,
    @Schema(
            description = "The log-likelihood divided by n; null for kmeans and imported models",
            nullable = true)
        @Nullable Double logLikelihoodPerObservation,
    @Schema(
            description = "2 p − 2 log L: lower is better; null for kmeans and imported models",
            nullable = true)
        @Nullable Double aic,
    @Schema(
            description = "p log n − 2 log L: lower is better; null for kmeans and imported models",
            nullable = true)
        @Nullable Double bic,
    @Schema(
            description =
                "The BIC − 2 Σ log max r over the points: lower is better; null for kmeans, for"
                    + " imported models, and for the best of a cancelled fit, which is not to go"
                    + " through all points once more when it has to stop",
            nullable = true)
        @Nullable Double icl,
    @Schema(
            description =
                "Of latent classes: bernoulli and categorical columns alone, without labels and with at most 100,000 rows that differ; null for others",
            nullable = true)
        @Nullable GoodnessOfFit goodnessOfFit,
    @Schema(
            description = "Sum of squared distances to the nearest mean; null for em",
            nullable = true)
        @Nullable Double inertia,
    @Schema(description = "Number p of free parameters", example = "11") int freeParameters,
    @Schema(description = "Iterations of the best run; null for an imported model")
        @Nullable Integer iterations,
    @Schema(
            description =
                "Whether the fit stopped because it had converged; null for an imported model")
        @Nullable Boolean converged,
    @Schema(description = "Why the fit stopped; null for an imported model")
        @Nullable String reason,
    List<String> warnings,
    Provenance provenance,
    @Schema(
            description =
                "Distribution of the components, or of their gaussian columns: see families; null for kmeans",
            allowableValues = {"gaussian", "student"},
            nullable = true)
        @Nullable String family,
    @Schema(
            description = "student: the degrees of freedom ν of each component; null for others",
            nullable = true)
        @Nullable Numbers degreesOfFreedom,
    @Schema(description = "Null without noise", nullable = true) @Nullable Noise noise,
    @Schema(
            description =
                "How each column is distributed in the components; null where all are gaussian",
            nullable = true)
        @Nullable List<ColumnDistribution> families,
    @Schema(description = "Null unless the fit was asked for `bootstrap`", nullable = true)
        @Nullable BootstrapIntervals bootstrap,
    @Schema(
            description =
                "Follows from the parameters, and is not read when a model is taken in; null for kmeans, and for models that were stored before there was such a thing",
            nullable = true)
        @Nullable Moments moments,
    @Schema(
            description =
                "What the components are called, in their order; null where they have numbers alone",
            example = "[\"long\", \"short\"]",
            nullable = true)
        @Nullable List<String> componentNames) {

  public static ModelDocument of(NewModelVersion fitted, int version, Instant createdAt) {
    MixtureModel model = fitted.model();
    Metrics metrics = fitted.metrics();
    boolean hard = fitted.algorithm() == Algorithm.KMEANS;
    return new ModelDocument(
        fitted.name(),
        version,
        createdAt,
        fitted.algorithm().code(),
        structure(model, hard),
        fitted.columns(),
        model.clusters(),
        model.dimensions(),
        weights(model),
        means(model),
        covariances(model, hard),
        fitted.standardization(),
        metrics.logLikelihood(),
        metrics.logLikelihoodPerObservation(),
        metrics.aic(),
        metrics.bic(),
        metrics.icl(),
        metrics.goodnessOfFit(),
        metrics.inertia(),
        metrics.freeParameters(),
        metrics.iterations(),
        metrics.converged(),
        metrics.reason(),
        metrics.warnings(),
        fitted.provenance(),
        family(model, hard),
        degreesOfFreedom(model),
        Noise.of(model),
        ColumnDistribution.of(fitted.columns(), model),
        fitted.bootstrap(),
        hard ? null : Moments.of(model),
        fitted.componentNames());
  }

  static @Nullable String structure(MixtureModel model, boolean hard) {
    return hard || !model.hasGaussians() ? null : model.structure().code();
  }

  static Numbers weights(MixtureModel model) {
    return new Numbers(components(model).mapToDouble(model::weight).toArray());
  }

  static @Nullable List<Numbers> means(MixtureModel model) {
    return model.hasGaussians()
        ? components(model).mapToObj(k -> new Numbers(model.mean(k))).toList()
        : null;
  }

  static @Nullable List<List<Numbers>> covariances(MixtureModel model, boolean hard) {
    return hard || !model.hasGaussians()
        ? null
        : components(model).mapToObj(k -> matrix(model.covariance(k))).toList();
  }

  static @Nullable String family(MixtureModel model, boolean hard) {
    return hard || !model.hasGaussians() ? null : model.isStudent() ? "student" : "gaussian";
  }

  static @Nullable Numbers degreesOfFreedom(MixtureModel model) {
    return model.isStudent()
        ? new Numbers(components(model).mapToDouble(model::degreesOfFreedom).toArray())
        : null;
  }

  public ModelVersion toVersion(String etag) {
    return new ModelVersion(
        name,
        version,
        createdAt,
        isKMeans() ? Algorithm.KMEANS : Algorithm.EM,
        columns,
        model(),
        standardization,
        metrics(),
        provenance,
        componentNames,
        etag);
  }

  /** Old documents know neither tails nor noise: there are none. */
  private MixtureModel model() {
    MixtureModel places = places();
    MixtureModel model =
        degreesOfFreedom == null ? places : places.withDegreesOfFreedom(degreesOfFreedom.values());
    return noise == null ? model : noise.with(model);
  }

  private MixtureModel places() {
    return new StoredParameters(
            covariance == null ? CovarianceStructure.IDENTITY : CovarianceStructure.of(covariance),
            weights,
            Objects.requireNonNullElse(means, List.of()),
            isKMeans()
                ? Collections.nCopies(components, metric())
                : Objects.requireNonNullElse(covariances, List.of()),
            Objects.requireNonNullElseGet(families, () -> ColumnDistribution.gaussian(columns)))
        .model();
  }

  private boolean isKMeans() {
    return algorithm.equals(Algorithm.KMEANS.code());
  }

  /**
   * What k-means measures distances with: the squared scale of each column, 1 unless standardized.
   */
  private List<Numbers> metric() {
    double[][] diagonal = new double[dimensions][dimensions];
    for (int j = 0; j < dimensions; j++) {
      double scale = standardization == null ? 1 : standardization.standardDeviations().get(j);
      diagonal[j][j] = scale * scale;
    }
    return matrix(diagonal);
  }

  private Metrics metrics() {
    return new Metrics(
        logLikelihood,
        logLikelihoodPerObservation,
        aic,
        bic,
        icl,
        goodnessOfFit,
        inertia,
        freeParameters,
        iterations,
        converged,
        reason,
        warnings);
  }

  private static IntStream components(MixtureModel model) {
    return IntStream.range(0, model.clusters());
  }

  private static List<Numbers> matrix(double[][] rows) {
    return Stream.of(rows).map(Numbers::new).toList();
  }
}
