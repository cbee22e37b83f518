package io.mixtura.assignment;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The shape of the answer for many points; {@code JsonAnswer} writes it without holding it. */
@Schema(description = "What a model says of many points")
record Assignments(
    @Schema(description = "Name of the model", example = "old-faithful") String model,
    @Schema(description = "The version that answered", example = "1") int version,
    @Schema(description = "Number of components k", example = "2") int components,
    @Schema(
            description = "What the components are called, in their order; only if they have names",
            example = "[\"long\", \"short\"]")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable List<String> componentNames,
    @Schema(description = "One entry per point, in the order of the request")
        List<Assignment> rows) {}
