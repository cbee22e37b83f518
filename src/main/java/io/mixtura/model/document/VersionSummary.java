package io.mixtura.model.document;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A version as lists show it. */
@Schema(name = "ModelVersionSummary", description = "A stored version without its parameters")
public record VersionSummary(
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
    @Schema(description = "Null for kmeans and imported models", nullable = true)
        @Nullable Double logLikelihood,
    @Schema(description = "Lower is better; null for kmeans and imported models", nullable = true)
        @Nullable Double bic,
    @Schema(description = "Null for em", nullable = true) @Nullable Double inertia,
    @Schema(
            description =
                "Whether the fit stopped because it had converged; null for an imported model")
        @Nullable Boolean converged,
    @Schema(description = "The dataset it was fitted to; null for an imported model")
        @Nullable String datasetId,
    @Schema(description = "The fit that made it; null for an imported model")
        @Nullable String fitId,
    @Schema(description = "The family of each column; null where all are gaussian", nullable = true)
        @Nullable List<String> families) {

  public static VersionSummary of(ModelDocument document) {
    return new VersionSummary(
        document.name(),
        document.version(),
        document.createdAt(),
        document.algorithm(),
        document.covariance(),
        document.columns(),
        document.components(),
        document.dimensions(),
        document.logLikelihood(),
        document.bic(),
        document.inertia(),
        document.converged(),
        document.provenance().datasetId(),
        document.provenance().fitId(),
        document.families() == null
            ? null
            : document.families().stream().map(ColumnDistribution::family).toList());
  }
}
