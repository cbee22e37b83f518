package io.mixtura.model.document;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How well latent classes explain the table of answers, as R's poLCA prints it. */
@Schema(
    name = "GoodnessOfFit",
    description =
        "How well latent classes explain the table of answers, as R's poLCA has it. f is the number of rows in a cell of the table (sample weights count as rows), N that of all rows without missing values, F = N p what the model expects")
@JsonPropertyOrder(alphabetic = false)
public record GoodnessOfFit(
    @Schema(
            description =
                "G² = 2 Σ f log(f/F), the likelihood ratio (deviance) against the table itself; null if every row lacks a value",
            example = "15.26171")
        @Nullable Double gSquared,
    @Schema(
            description = "Pearson's χ² = Σ (f − F)² / F over all cells; null as gSquared is",
            example = "20.50336")
        @Nullable Double chiSquared,
    @Schema(
            description =
                "The lesser of n and the number of cells − 1, minus freeParameters; below 0 the classes are not identified, and a warning says so",
            example = "95")
        long residualDegreesOfFreedom,
    @Schema(
            description =
                "1 − Σ H(r) / (n H(π)), with H(p) = −Σ p log p: the share of the doubt about a row's class that its answers take away (Latent GOLD's entropy R²); null for one class",
            example = "0.92133")
        @Nullable Double entropyRSquared,
    @Schema(
            description = "N: rows without missing values, or the sum of their sample weights",
            example = "118")
        double completeObservations) {}
