package io.mixtura.assignment;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** The shape of the answer for many points; {@code JsonAnswer} writes it without holding it. */
@Schema(description = "What a model says of many points")
record Assignments(
    @Schema(description = "Name of the model", example = "old-faithful") String model,
    @Schema(description = "The version that answered", example = "1") int version,
    @Schema(description = "Number of components k", example = "2") int components,
    @Schema(description = "One entry per point, in the order of the request")
        List<Assignment> rows) {}
