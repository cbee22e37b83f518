package io.mixtura.assignment;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A request for random points: how many, and from which seed. */
@Schema(name = "SampleRequest", description = "How many points to draw")
@JsonInclude(JsonInclude.Include.NON_NULL)
record SampleRequest(
    @Schema(
            description = "Points to draw",
            minimum = "1",
            requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable Long size,
    @Schema(description = "The same seed gives the same points, bit for bit", defaultValue = "42")
        @Nullable Long seed) {}
