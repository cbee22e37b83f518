package io.mixtura.model;

import io.mixtura.caller.Needs;
import io.mixtura.caller.Scope;
import io.mixtura.model.document.ModelDocument;
import io.mixtura.model.document.VersionSummary;
import io.mixtura.web.Page;
import io.mixtura.web.PageRequest;
import io.mixtura.web.problem.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/** The stored models over HTTP. */
@RestController
@RequestMapping("/api/v1/models")
@Tag(name = "Models", description = "What fits have stored: immutable versions under names")
class ModelController {
  private static final String TOKEN = "`nextPageToken` of the page before";
  private static final String SIZE = "Entries on a page, at most 1000; 50 unless given";

  /** Without an example: nobody shall delete what is there by trying out. */
  private static final String DELETED = "Name of the model";

  private final Models models;

  ModelController(Models models) {
    this.models = models;
  }

  @Needs(Scope.READ)
  @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(operationId = "listModels", summary = "List the models, in alphabetical order")
  @ApiResponse(responseCode = "200", description = "A page of names")
  @ApiResponse(responseCode = "400", description = "Malformed pageToken or pageSize")
  Page<ModelSummary> list(
      @Parameter(description = "Only models whose names hold this text")
          @RequestParam(defaultValue = "")
          String name,
      @Parameter(description = TOKEN) @RequestParam(required = false) @Nullable String pageToken,
      @Parameter(description = SIZE) @RequestParam(required = false) @Nullable Integer pageSize) {
    PageRequest page = PageRequest.of(pageToken, pageSize);
    return page.page(models.names(name, page.after(), page.size() + 1), ModelSummary::name);
  }

  @Needs(Scope.READ)
  @GetMapping(path = "/{name}/versions", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "listModelVersions",
      summary = "List the versions of a model, newest first")
  @ApiResponse(responseCode = "200", description = "A page of versions, without their parameters")
  @ApiResponse(responseCode = "400", description = "Malformed pageToken or pageSize")
  @ApiResponse(responseCode = "404", description = "No such model; the detail names what there is")
  Page<VersionSummary> versions(
      @ModelNameParameter @PathVariable String name,
      @Parameter(description = TOKEN) @RequestParam(required = false) @Nullable String pageToken,
      @Parameter(description = SIZE) @RequestParam(required = false) @Nullable Integer pageSize) {
    PageRequest page = PageRequest.of(pageToken, pageSize);
    int before = page.after() == null ? Integer.MAX_VALUE : versionIn(page.after());
    return page.page(
        models.versions(name, before, page.size() + 1), summary -> "" + summary.version());
  }

  @Needs(Scope.READ)
  @GetMapping(path = "/{name}/versions/{version}", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "getModelVersion",
      summary = "Get a version: parameters, quality and origin",
      description =
          "A version never changes; its ETag is the checksum of the answer. By its number it may be kept"
              + " for ever (`Cache-Control: immutable`); `latest` and aliases are asked again: send the"
              + " ETag as If-None-Match to learn whether they are still the same.")
  @ApiResponse(
      responseCode = "200",
      description = "The version",
      headers = @Header(name = "ETag", schema = @Schema(type = "string")),
      content = @Content(schema = @Schema(implementation = ModelDocument.class)))
  @ApiResponse(
      responseCode = "304",
      description = "The version is the one that If-None-Match names",
      content = @Content)
  @ApiResponse(
      responseCode = "404",
      description = "No such model or version; the detail names what there is")
  @Nullable ResponseEntity<byte[]> get(
      @ModelNameParameter @PathVariable String name,
      @VersionParameter @PathVariable String version,
      WebRequest request,
      HttpServletResponse response) {
    VersionKey key = models.key(name, version);
    response.setHeader(HttpHeaders.CACHE_CONTROL, VersionCaching.of(version).getHeaderValue());
    response.setHeader(HttpHeaders.CONTENT_LOCATION, key.path());
    if (request.checkNotModified(key.etag())) {
      return null;
    }
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .body(models.document(key).getBytes(StandardCharsets.UTF_8));
  }

  @Needs(Scope.FIT)
  @DeleteMapping("/{name}/versions/{version}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      operationId = "deleteModelVersion",
      summary = "Delete a version",
      description = "By its number, which is never given again. There is no way back.")
  @ApiResponse(responseCode = "204", description = "Deleted")
  @ApiResponse(
      responseCode = "400",
      description =
          "`latest` is not accepted here: sent twice, it would delete two versions; nor is an alias")
  @ApiResponse(
      responseCode = "404",
      description = "No such model or version; the detail names what there is")
  @ApiResponse(responseCode = "409", description = "It has an alias; the detail says which")
  void delete(
      @Parameter(description = DELETED) @PathVariable String name,
      @Parameter(description = "Number of the version") @PathVariable String version) {
    if (version.equals(Models.LATEST)) {
      throw Refusal.of(
          HttpStatus.BAD_REQUEST,
          "version",
          "'latest' is not accepted here: sent twice, it would delete two versions; give the number");
    }
    if (Alias.in(version).isPresent()) {
      throw Refusal.of(
          HttpStatus.BAD_REQUEST,
          "version",
          "an alias is not accepted here, and its version is not deleted while it has one; DELETE …/aliases/… takes the alias away");
    }
    models.delete(name, version);
  }

  @Needs(Scope.FIT)
  @DeleteMapping("/{name}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      operationId = "deleteModel",
      summary = "Delete a model with all its versions",
      description =
          "With its aliases and what is said of it. A later fit under the same name goes on counting. There is no way back.")
  @ApiResponse(responseCode = "204", description = "Deleted")
  @ApiResponse(responseCode = "404", description = "No such model; the detail names what there is")
  void delete(@Parameter(description = DELETED) @PathVariable String name) {
    models.delete(name);
  }

  private static int versionIn(String pageToken) {
    try {
      return Integer.parseInt(pageToken);
    } catch (NumberFormatException foreign) {
      throw Refusal.of(
          HttpStatus.BAD_REQUEST,
          "pageToken",
          "this page token is of another list; send the nextPageToken of the page before");
    }
  }
}
