package io.mixtura.fit.run;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * The reason why a fit failed.
 *
 * @param reason {@code DEGENERATE}, {@code DATA}, or a reason of the queue
 * @param detail what happened and what to do about it
 */
@Schema(name = "FitFailure", description = "Why a fit failed")
public record FitFailure(
    @Schema(
            description =
                "`DEGENERATE`: every start collapsed; `DATA`: the dataset cannot be read; `ERROR`: a fault of the service; `ATTEMPTS`: one process after the other died on it",
            allowableValues = {"DEGENERATE", "DATA", "ERROR", "ATTEMPTS"})
        String reason,
    @Schema(description = "What happened, and what to do about it") String detail) {

  static FitFailure degenerate(String detail) {
    return new FitFailure("DEGENERATE", detail);
  }

  static FitFailure data(String detail) {
    return new FitFailure("DATA", detail);
  }
}
