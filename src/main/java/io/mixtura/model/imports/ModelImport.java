package io.mixtura.model.imports;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mixtura.model.document.StructureName;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A model that was made elsewhere, as a request states it. */
@Schema(name = "ModelImport", description = "A Gaussian mixture by its parameters")
@JsonInclude(JsonInclude.Include.NON_NULL)
record ModelImport(
    @ArraySchema(
            arraySchema =
                @Schema(
                    description = "Names of the d dimensions, in order",
                    requiredMode = Schema.RequiredMode.REQUIRED))
        @Nullable List<String> columns,
    @Schema(description = "Structure of the covariances", defaultValue = "full")
        @StructureName(inRequests = true)
        @Nullable String covariance,
    @ArraySchema(
            arraySchema =
                @Schema(
                    description = "k weights above 0 that sum to 1",
                    requiredMode = Schema.RequiredMode.REQUIRED))
        @Nullable List<Double> weights,
    @ArraySchema(
            arraySchema =
                @Schema(
                    description = "k means of d numbers",
                    requiredMode = Schema.RequiredMode.REQUIRED))
        @Nullable List<List<Double>> means,
    @Schema(
            description =
                "One d × d matrix for each component; or, as other tools print them, `tied`: one"
                    + " matrix for all, `diagonal`: d variances for each component, `spherical`: one"
                    + " variance for each component. Left out for `identity`",
            implementation = Object.class)
        @Nullable JsonNode covariances,
    @Schema(
            description = "As answers state it, null: an import takes gaussian columns alone",
            implementation = Object.class)
        @Nullable JsonNode families,
    @Schema(
            description =
                "Whether it may become a version of a model whose latest version has other columns",
            defaultValue = "false")
        @Nullable Boolean otherColumns,
    @Schema(
            description =
                "As answers state it, so that they can be sent as they are; what is stored has the name in the path")
        @Nullable String model,
    @Schema(description = "Likewise; what is stored gets the next number")
        @Nullable Integer version,
    @ArraySchema(
            arraySchema =
                @Schema(
                    description =
                        "What the components are called, in the order in which they are given here",
                    nullable = true))
        @Nullable List<String> componentNames) {}
