package io.mixtura.serving.mlflow;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The shape of a request of MLflow's scoring server; it is read by {@link InvocationBody}. */
@Schema(
    name = "Invocation",
    description =
        "Points as MLflow's scoring server takes them: exactly one of the four, and params")
@JsonInclude(JsonInclude.Include.NON_NULL)
record InvocationRequest(
    @Schema(
            name = "dataframe_split",
            description = "`columns` and `data`, as pandas' `to_dict(orient=\"split\")` has them",
            implementation = Object.class)
        @Nullable Object dataframeSplit,
    @Schema(
            name = "dataframe_records",
            description = "Objects, as pandas' `to_dict(orient=\"records\")` has them",
            implementation = Object.class)
        @Nullable Object dataframeRecords,
    @Schema(
            description = "Point by point: arrays in the model's order, or objects",
            implementation = Object.class)
        @Nullable Object instances,
    @Schema(description = "Column by column, or an array of rows", implementation = Object.class)
        @Nullable Object inputs,
    @Schema(
            description =
                "`answer`: `responsibilities`, the default, or `labels`; `unknownLevels`: `refuse`, the default, or `missing`",
            implementation = Object.class)
        @Nullable Object params) {}
