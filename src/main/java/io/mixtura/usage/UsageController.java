package io.mixtura.usage;

import io.mixtura.caller.Caller;
import io.mixtura.caller.Needs;
import io.mixtura.caller.Scope;
import io.mixtura.caller.Tenant;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The endpoint that tells what a tenant takes of the service. */
@RestController
@Needs(Scope.READ)
@Tag(name = "Limits", description = "What the service accepts at most")
class UsageController {
  private final Usage usage;

  UsageController(Usage usage) {
    this.usage = usage;
  }

  @GetMapping("/api/v1/usage")
  @Operation(
      operationId = "getUsage",
      summary = "What the tenant takes of the service, beside its share",
      description = "Who has the scope `admin` is told, too, what all tenants together take.")
  @ApiResponse(
      responseCode = "200",
      description = "What is used, and the shares, which are settings")
  UsageView usage() {
    Tenant tenant = Tenant.current();
    boolean admin = Caller.current().filter(caller -> caller.has(Scope.ADMIN)).isPresent();
    return new UsageView(tenant.name(), usage.of(tenant), admin ? usage.ofAll() : null);
  }

  /** The answer. */
  @Schema(name = "Usage")
  record UsageView(
      @Schema(example = "acme") String tenant,
      @Schema(description = "What this tenant takes") Used used,
      @Schema(
              description = "What all tenants together take; null unless asked with scope admin",
              nullable = true)
          @Nullable Used total) {}

  /** What is used. */
  @Schema(name = "Used", description = "What is taken of the service, beside what may be")
  record Used(
      @Schema(description = "Numbers in all datasets: rows × columns") OfShare values,
      @Schema(description = "Bytes that datasets take up") OfShare bytes,
      @Schema(description = "Fits that wait") OfShare queued,
      @Schema(description = "Fits that run") OfShare running,
      @Schema(description = "Requests to the process that answers, in about the last second")
          OfShare requests,
      @Schema(description = "Bodies and answers that are streamed by the process that answers")
          OfShare streams) {}

  /** One of them. */
  @Schema(name = "OfShare", description = "What is used, and the most that may be")
  record OfShare(
      @Schema(example = "544") long used, @Schema(example = "100000000000") long share) {}
}
