package io.mixtura.access.audit;

import io.mixtura.caller.Needs;
import io.mixtura.caller.Scope;
import io.mixtura.web.Page;
import io.mixtura.web.PageRequest;
import io.mixtura.web.TenantParameter;
import io.mixtura.web.problem.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The endpoint that tells who did what, of all tenants, for who operates the service. */
@RestController
@Needs(Scope.ADMIN)
@Tag(name = "Audit", description = "Who did what to what, from where, and how it ended")
class AuditController {
  private final Audit audit;

  AuditController(Audit audit) {
    this.audit = audit;
  }

  @GetMapping(path = "/api/v1/audit", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "listAudit",
      summary = "List who did what, the newest first",
      description =
          """
          Everything that changed something, or tried to, of all tenants, how fits ended, and attempts that were
          refused for want of a key or a scope. Neither keys nor data are in it. Entries are kept for the time of the
          setting `mixtura.audit.retention`; nobody can change one.
          """)
  @ApiResponse(responseCode = "200", description = "A page of them")
  @ApiResponse(responseCode = "400", description = "Malformed tenant, page token or size")
  Page<AuditEntry> list(
      @Parameter(description = "Only what callers of this tenant did")
          @RequestParam(required = false)
          @Nullable String tenant,
      @Parameter(description = "nextPageToken of the page before") @RequestParam(required = false)
          @Nullable String pageToken,
      @Parameter(description = "Entries on the page, at most 1000; 50 unless given")
          @RequestParam(required = false)
          @Nullable Integer pageSize) {
    PageRequest page = PageRequest.of(pageToken, pageSize);
    return page.page(
            audit.newest(TenantParameter.of(tenant), before(page.after()), page.size() + 1),
            deed -> String.valueOf(deed.number()))
        .map(AuditEntry::of);
  }

  private static long before(@Nullable String number) {
    try {
      return number == null ? Long.MAX_VALUE : Long.parseLong(number);
    } catch (NumberFormatException foreign) {
      throw Refusal.of(
          HttpStatus.BAD_REQUEST,
          "pageToken",
          "the page token is of another list; send the nextPageToken of the page before");
    }
  }

  /** An entry as admins see it. */
  @Schema(name = "AuditEntry", description = "What somebody did, or tried to")
  record AuditEntry(
      Instant at,
      @Schema(description = "The header X-Request-Id of the answer") String request,
      @Schema(
              description = "Of the caller; null if he is not known",
              example = "acme",
              nullable = true)
          @Nullable String tenant,
      @Schema(
              description =
                  "The id of a key, the subject of a token, anybody where no keys are asked for, nobody if he is not known, command, or service for what it does by itself",
              example = "5f1c9a0b2d3e4f60")
          String caller,
      @Schema(
              description =
                  "As this description names it, else the method; fitSucceeded, fitFailed and fitCancelled where a fit ended",
              example = "deleteDataset")
          String operation,
      @Schema(
              description = "The path of what it was done to, or of what was made",
              example = "/api/v1/datasets/db69685cc9b8e9f0940ead36d6365687")
          String object,
      @Schema(example = "192.0.2.7") String address,
      @Schema(description = "Of the answer", example = "204") int status) {

    static AuditEntry of(Deed deed) {
      return new AuditEntry(
          deed.at(),
          deed.request().toString(),
          deed.tenant(),
          deed.caller(),
          deed.operation(),
          deed.object(),
          deed.address(),
          deed.status());
    }
  }
}
