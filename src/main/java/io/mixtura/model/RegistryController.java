package io.mixtura.model;

import io.mixtura.caller.Needs;
import io.mixtura.caller.Scope;
import io.mixtura.web.IfMatch;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The models as a whole over HTTP: what is said of one, and the aliases of its versions. */
@RestController
@RequestMapping(Models.PATH)
@Tag(name = "Models")
class RegistryController {
  private static final String IF_MATCH =
      "An ETag of the model: refused with 412 if it has changed since";
  private static final String ETAG = "Checksum of what is said of the model and of its versions";
  private static final String CHANGED = "The model has changed since it had the ETag in If-Match";
  private static final String NO_MODEL = "No such model; the detail names what there is";

  private final Registry registry;

  RegistryController(Registry registry) {
    this.registry = registry;
  }

  @Needs(Scope.READ)
  @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "getModel",
      summary = "Get a model: its description, tags and aliases",
      description = "Its versions are listed below it, at `…/versions`.")
  @ApiResponse(
      responseCode = "200",
      description = "The model",
      headers =
          @Header(name = HttpHeaders.ETAG, description = ETAG, schema = @Schema(type = "string")))
  @ApiResponse(
      responseCode = "304",
      description = "If-None-Match names its ETag",
      content = @Content)
  @ApiResponse(responseCode = "404", description = NO_MODEL)
  ResponseEntity<RegisteredModel> get(@ModelNameParameter @PathVariable String name) {
    return answer(registry.get(name));
  }

  @Needs(Scope.FIT)
  @PatchMapping(
      consumes = {ModelPatch.TYPE, MediaType.APPLICATION_JSON_VALUE},
      produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "changeModel",
      summary = "Describe a model, tag it, or choose which alias answers by default",
      description =
          "A merge patch (RFC 7396): what it names is changed, null deletes, all else stays. Versions never change.")
  @io.swagger.v3.oas.annotations.parameters.RequestBody(
      content =
          @Content(
              mediaType = ModelPatch.TYPE,
              schema = @Schema(implementation = ModelPatch.Shape.class),
              examples =
                  @ExampleObject(
                      "{\"description\": \"Eruptions of a geyser\", \"tags\": {\"stage\": \"live\"}}")))
  @ApiResponse(
      responseCode = "200",
      description = "The model as it is now",
      headers =
          @Header(name = HttpHeaders.ETAG, description = ETAG, schema = @Schema(type = "string")))
  @ApiResponse(responseCode = "400", description = "The body is not JSON")
  @ApiResponse(responseCode = "404", description = NO_MODEL)
  @ApiResponse(responseCode = "412", description = CHANGED)
  @ApiResponse(responseCode = "415", description = "The body is no merge patch by its Content-Type")
  @ApiResponse(responseCode = "422", description = "What cannot be changed, or not to this")
  ResponseEntity<RegisteredModel> patch(
      @ModelNameParameter @PathVariable String name,
      @RequestBody JsonNode patch,
      @Parameter(description = IF_MATCH)
          @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
          @Nullable String ifMatch) {
    return answer(registry.patch(name, new ModelPatch(patch), new IfMatch(ifMatch)));
  }

  @Needs(Scope.FIT)
  @PutMapping(
      path = "/aliases/{alias}",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "putAlias",
      summary = "Have an alias stand for a version",
      description =
          "Whichever it stood for before. From now on `@champion` in the place of a version asks this one.")
  @io.swagger.v3.oas.annotations.parameters.RequestBody(
      content =
          @Content(
              schema = @Schema(implementation = AliasedVersion.class),
              examples = @ExampleObject("{\"version\": 1}")))
  @ApiResponse(
      responseCode = "200",
      description = "The model with all of its aliases",
      headers =
          @Header(name = HttpHeaders.ETAG, description = ETAG, schema = @Schema(type = "string")))
  @ApiResponse(responseCode = "400", description = "The body is not JSON")
  @ApiResponse(responseCode = "404", description = NO_MODEL)
  @ApiResponse(responseCode = "409", description = "The model has as many as there can be")
  @ApiResponse(responseCode = "412", description = CHANGED)
  @ApiResponse(responseCode = "415", description = "The body is not JSON by its Content-Type")
  @ApiResponse(responseCode = "422", description = "No version, or no alias that there can be")
  ResponseEntity<RegisteredModel> put(
      @ModelNameParameter @PathVariable String name,
      @Parameter(
              description = "The alias, such as champion",
              example = "champion",
              schema = @Schema(pattern = "@?" + Alias.PATTERN))
          @PathVariable
          String alias,
      @RequestBody AliasedVersion wanted,
      @Parameter(description = IF_MATCH)
          @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
          @Nullable String ifMatch) {
    return answer(registry.put(name, Alias.of(alias), wanted.checked(), new IfMatch(ifMatch)));
  }

  @Needs(Scope.FIT)
  @DeleteMapping("/aliases/{alias}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      operationId = "deleteAlias",
      summary = "Take an alias away",
      description = "The version that it stood for stays.")
  @ApiResponse(responseCode = "204", description = "It is gone")
  @ApiResponse(responseCode = "400", description = "If-Match holds no ETag")
  @ApiResponse(
      responseCode = "404",
      description = "No such model or alias; the detail names what there is")
  @ApiResponse(responseCode = "409", description = "It is the default of the model")
  @ApiResponse(responseCode = "412", description = CHANGED)
  void delete(
      @Parameter(description = "Name of the model") @PathVariable String name,
      @Parameter(description = "The alias") @PathVariable String alias,
      @Parameter(description = IF_MATCH)
          @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
          @Nullable String ifMatch) {
    registry.delete(name, alias, new IfMatch(ifMatch));
  }

  private static ResponseEntity<RegisteredModel> answer(RegisteredModel model) {
    return ResponseEntity.ok().eTag(model.etag()).cacheControl(CacheControl.noCache()).body(model);
  }
}
