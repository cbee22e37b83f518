package io.mixtura.serving.inference;

import io.mixtura.caller.Needs;
import io.mixtura.caller.Scope;
import io.mixtura.model.ModelNameParameter;
import io.mixtura.model.Models;
import io.mixtura.model.VersionKey;
import io.mixtura.model.VersionParameter;
import io.mixtura.model.document.ModelVersion;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Models for the clients of the Open Inference Protocol, version 2. */
@RestController
@Needs(Scope.PREDICT)
@RequestMapping("/v2")
@Tag(
    name = "Inference",
    description = "The Open Inference Protocol, version 2, for the clients of other model servers")
class InferenceController {
  private static final String PLATFORM = "mixtura";

  private static final String WHOLE =
      """
      {"inputs": [{"name": "points", "shape": [2, 2], "datatype": "FP64", "data": [3.6, 79, 1.8, 54]}]}\
      """;
  private static final String COLUMNS =
      """
      {"id": "42", "outputs": [{"name": "mostProbable"}],
       "inputs": [{"name": "eruptions", "shape": [2, 1], "datatype": "FP32", "data": [3.6, 1.8]},
                  {"name": "waiting", "shape": [2], "datatype": "INT64", "data": [79, 54]}]}\
      """;

  private static final String MODEL = "/models/{name}";
  private static final String VERSION = MODEL + "/versions/{version}";

  private final Models models;
  private final JsonMapper json;
  private final String build;

  InferenceController(Models models, JsonMapper json, ObjectProvider<BuildProperties> build) {
    this.models = models;
    this.json = json;
    BuildProperties built = build.getIfAvailable();
    this.build = built == null ? "" : String.valueOf(built.getVersion());
  }

  @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(operationId = "getInferenceServer", summary = "What this server is and can do")
  @ApiResponse(responseCode = "200", description = "Name, version and extensions")
  ServerMetadata server() {
    return new ServerMetadata(PLATFORM, build, List.of("binary_tensor_data"));
  }

  @GetMapping(
      path = {MODEL, VERSION},
      produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "getInferenceModel",
      summary = "The tensors that a version takes and gives",
      description = "-1 in a shape is the number of points")
  @ApiResponse(responseCode = "200", description = "Inputs and outputs")
  @ApiResponse(responseCode = "404", description = "No such model or version")
  ResponseEntity<ModelMetadata> model(
      @ModelNameParameter @PathVariable String name,
      @VersionParameter @PathVariable(required = false) @Nullable String version) {
    return metadata(models.get(name, version));
  }

  @GetMapping(
      path = {MODEL + "/ready", VERSION + "/ready"},
      produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "isInferenceModelReady",
      summary = "Whether a version can be asked",
      description = "Every version that is stored can")
  @ApiResponse(responseCode = "200", description = "It can")
  @ApiResponse(responseCode = "404", description = "No such model or version")
  ResponseEntity<ModelReady> ready(
      @ModelNameParameter @PathVariable String name,
      @VersionParameter @PathVariable(required = false) @Nullable String version) {
    return ready(models.key(name, version));
  }

  @PostMapping(
      path = {MODEL + "/infer", VERSION + "/infer"},
      consumes = {MediaType.APPLICATION_JSON_VALUE, MediaType.APPLICATION_OCTET_STREAM_VALUE},
      produces = {MediaType.APPLICATION_JSON_VALUE, MediaType.APPLICATION_OCTET_STREAM_VALUE})
  @InferenceOperation
  @Operation(
      operationId = "infer",
      summary = "Ask as one asks other inference servers",
      description = InferenceOperation.DESCRIPTION)
  @io.swagger.v3.oas.annotations.parameters.RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON_VALUE,
              schema = @Schema(implementation = InferenceOperation.Body.class),
              examples = {
                @ExampleObject(
                    name = "whole",
                    summary = "All columns in one tensor",
                    value = WHOLE),
                @ExampleObject(name = "columns", summary = "A tensor per column", value = COLUMNS)
              }))
  void infer(
      @ModelNameParameter @PathVariable String name,
      @VersionParameter @PathVariable(required = false) @Nullable String version,
      @Parameter(description = InferenceOperation.LENGTH)
          @RequestHeader(name = InferenceRequest.JSON_LENGTH, required = false)
          @Nullable Integer jsonLength,
      @RequestBody byte[] body,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    ModelVersion asked = models.get(name, version);
    new InferenceAnswer(InferenceRequest.read(body, jsonLength, json, asked), asked)
        .send(request, response);
  }

  private static ResponseEntity<ModelMetadata> metadata(ModelVersion version) {
    return answered(version.path(), ModelMetadata.of(version));
  }

  private static ResponseEntity<ModelReady> ready(VersionKey key) {
    return answered(key.path(), new ModelReady(key.name(), true));
  }

  private static <T> ResponseEntity<T> answered(String version, T answer) {
    return ResponseEntity.ok().header(HttpHeaders.CONTENT_LOCATION, version).body(answer);
  }
}
