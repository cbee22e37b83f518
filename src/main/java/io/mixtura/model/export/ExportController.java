package io.mixtura.model.export;

import io.mixtura.caller.Needs;
import io.mixtura.caller.Scope;
import io.mixtura.model.ModelNameParameter;
import io.mixtura.model.Models;
import io.mixtura.model.VersionCaching;
import io.mixtura.model.VersionKey;
import io.mixtura.model.VersionParameter;
import io.mixtura.model.document.ModelVersion;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Stored models as files of other programs. */
@RestController
@Tag(name = "Models")
class ExportController {
  private final Models models;

  ExportController(Models models) {
    this.models = models;
  }

  @Needs(Scope.READ)
  @GetMapping(
      path = Models.PATH + "/versions/{version}/export",
      produces = {
        "application/x-npz",
        MediaType.APPLICATION_OCTET_STREAM_VALUE,
        MediaType.APPLICATION_JSON_VALUE
      })
  @Operation(
      operationId = "exportModel",
      summary = "Export a version for other programs",
      description =
          """
          `json` is everything that is stored, of all families: POST it as it is to `versions:import` of another
          service, and the model answers the same there, bit for bit.

          `onnx` is a graph on float64 for onnxruntime and others. Its input `points` has the model's columns in
          order (n × d); outputs are `responsibilities` (n × k), `logDensity` (n × 1) and `mostProbable` (n).
          With noise there is one component more, the last. The metadata name the columns, one a line.

          `npz` has arrays under the names of scikit-learn's GaussianMixture, which predicts with them:

              import numpy as np
              from sklearn.mixture import GaussianMixture
              file = np.load("model.npz")
              model = GaussianMixture(len(file["weights_"]), covariance_type=str(file["covariance_type"]))
              for name in file.files: setattr(model, name, file[name])

          Structures without a name there are `full`. Both of these are of Gaussian components; what they have no words for
          (t, k-means, counts and levels, of npz noise) is a 406.\
          """)
  @ApiResponse(
      responseCode = "200",
      description = "The file; the same version makes the same bytes",
      content = @Content(schema = @Schema(type = "string", format = "binary")))
  @ApiResponse(responseCode = "400", description = "No such format")
  @ApiResponse(
      responseCode = "404",
      description = "No such model or version; the detail names what there is")
  @ApiResponse(
      responseCode = "406",
      description = "The format has no words for such a model; the detail says for what")
  ResponseEntity<byte[]> export(
      @ModelNameParameter @PathVariable String name,
      @VersionParameter @PathVariable String version,
      @Parameter(
              description = "What to make of it",
              example = "onnx",
              schema = @Schema(allowableValues = {"json", "npz", "onnx"}))
          @RequestParam
          String format) {
    ExportFormat asked = ExportFormat.of(format);
    VersionKey key = models.key(name, version);
    ModelVersion found = models.get(key);
    return ResponseEntity.ok()
        .contentType(asked.type())
        .cacheControl(VersionCaching.of(version))
        .header(HttpHeaders.CONTENT_LOCATION, found.path())
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename(asked.file(found)).build().toString())
        .body(asked.bytes(found, () -> models.document(key)));
  }
}
