package io.mixtura.web.body;

import io.mixtura.caller.Needs;
import io.mixtura.caller.Scope;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The endpoint that tells what the service accepts at most. */
@RestController
@Needs(Scope.READ)
@Tag(name = "Limits", description = "What the service accepts at most")
class LimitsController {
  private final Limits limits;

  LimitsController(Limits limits) {
    this.limits = limits;
  }

  @GetMapping("/api/v1/limits")
  @Operation(operationId = "getLimits", summary = "What the service accepts at most")
  @ApiResponse(responseCode = "200", description = "The limits, all of them settings")
  LimitsView limits() {
    return new LimitsView(
        limits.values(),
        limits.dimensions(),
        limits.components(),
        limits.body().toBytes(),
        limits.request().toBytes(),
        limits.queue(),
        limits.fitHeap(),
        limits.fitTime().toMillis(),
        limits.levels(),
        limits.levelLength(),
        ShareView.of(limits.tenant()),
        ShareView.of(limits));
  }

  /** The answer. */
  @Schema(name = "Limits")
  record LimitsView(
      @Schema(
              description = "Numbers in a dataset or a sample: rows × columns",
              example = "1000000000")
          long values,
      @Schema(description = "Columns that a dataset may have and a fit may use", example = "1024")
          int dimensions,
      @Schema(description = "Components of a mixture", example = "512") int components,
      @Schema(
              description = "Bytes of a body that is streamed: datasets, points",
              example = "4294967296")
          long bodyBytes,
      @Schema(
              description = "Bytes of any other body, such as a fit with inline data",
              example = "16777216")
          long requestBytes,
      @Schema(
              description =
                  "Fits of all tenants that may wait; past it a new one is answered with 429",
              example = "1000")
          int queue,
      @Schema(
              description =
                  "Percent of the heap that a fit may need, as `fits:validate` estimates it",
              example = "75")
          int fitHeapPercent,
      @Schema(
              description =
                  "Milliseconds that a fit may take, as the expectedMillis of `fits:validate`",
              example = "86400000")
          long fitMillis,
      @Schema(description = "Different texts that a column of text may hold", example = "1000")
          int levels,
      @Schema(description = "Characters of one of them", example = "200") int levelLength,
      @Schema(description = "What a tenant may take; GET /api/v1/usage tells what it does")
          ShareView tenant,
      @Schema(description = "What all tenants together may take") ShareView total) {}
}
