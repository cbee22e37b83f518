package io.mixtura.model;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/** A name with what is stored under it. */
@Schema(description = "A name with what is stored under it")
record ModelSummary(
    @Schema(description = "Name of the model", example = "old-faithful") String name,
    @Schema(description = "Number of the newest version", example = "3") int latestVersion,
    @Schema(description = "Number of stored versions", example = "3") int versions,
    @Schema(description = "When the newest version was stored") Instant updatedAt) {}
