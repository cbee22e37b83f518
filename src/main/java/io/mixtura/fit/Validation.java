package io.mixtura.fit;

import io.mixtura.fit.request.FitRequest;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** What a fit would be, which was not queued. */
@Schema(name = "FitValidation", description = "What the fit would be: nothing was queued")
record Validation(
    @Schema(description = "The request with every default resolved, without inline data")
        FitRequest request,
    FitEstimate estimate,
    @Schema(description = "What you should know of the data, and what to do about it")
        List<String> warnings) {}
