package io.mixtura.assignment;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The shape of an answer of labels; {@code LabelAnswer} writes it without holding it. */
@Schema(name = "Labels", description = "The most probable component of each of many points")
record Labels(
    @Schema(description = "Name of the model", example = "old-faithful") String model,
    @Schema(description = "The version that answered", example = "1") int version,
    @Schema(description = "Number of components k, noise not counted", example = "2")
        int components,
    @Schema(
            description = "What the components are called, in their order; only if they have names",
            example = "[\"long\", \"short\"]")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable List<String> componentNames,
    @Schema(
            description =
                "One number per point, counted from 0, in the order of the request; -1 is noise",
            example = "[0, 1]")
        List<Integer> labels) {}
