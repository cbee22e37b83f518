package io.mixtura.model.imports;

import io.mixtura.caller.Needs;
import io.mixtura.caller.Scope;
import io.mixtura.model.Models;
import io.mixtura.model.StoredVersion;
import io.mixtura.model.document.ModelName;
import io.mixtura.web.idempotency.IdempotencyKeys;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Models that were made elsewhere. */
@RestController
@Needs(Scope.FIT)
@Tag(name = "Models")
class ModelImportController {
  /** What mclust 6.0.0 makes of Old Faithful with two components (VVV). */
  private static final String MCLUST =
      """
      {"columns": ["eruptions", "waiting"], "covariance": "full",
       "weights": [0.644127, 0.355873],
       "means": [[4.289662, 79.968115], [2.036388, 54.478516]],
       "covariances": [[[0.169968, 0.940609], [0.940609, 36.046211]],
                       [[0.069168, 0.435168], [0.435168, 33.697282]]]}\
      """;

  private static final String SPHERES =
      """
      {"columns": ["x", "y"], "covariance": "spherical", "weights": [0.7, 0.3],
       "means": [[0, 0], [5, 5]], "covariances": [1, 2.25], "otherColumns": true}\
      """;

  private final ImportReader reader;
  private final ModelImports imports;
  private final Models models;

  ModelImportController(ImportReader reader, ModelImports imports, Models models) {
    this.reader = reader;
    this.imports = imports;
    this.models = models;
  }

  @PostMapping(
      path = Models.PATH + "/versions:import",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "importModel",
      summary = "Store a model that was made elsewhere",
      description =
          """
          Takes the parameters of a Gaussian mixture, from mclust, scikit-learn or a paper, and
          stores them as the next version of the name. It can be asked whatever a fitted one can.
          Components are put into the order of descending weight, ties by mean. What only a fit
          could tell (log-likelihood, criteria, the dataset) is null, and `provenance.origin` is
          `imported`. A model that Mixtura fitted with `standardize` is stated in the data's own
          units, where `spherical` and `identity` ones are `diagonal`.

          What another service gave as `…/export?format=json` is sent as it is, of any family: order
          and numbers stay, so that it answers the same here bit for bit, and criteria, warnings and
          origin come along. What such a document cannot hold is refused.\
          """)
  @io.swagger.v3.oas.annotations.parameters.RequestBody(
      content =
          @Content(
              schema = @Schema(implementation = ModelImport.class),
              examples = {
                @ExampleObject(
                    name = "mclust",
                    summary = "Old Faithful as mclust fits it",
                    value = MCLUST),
                @ExampleObject(
                    name = "spheres",
                    summary = "Two spheres, one variance for each",
                    value = SPHERES)
              }))
  @StoredVersion.Answered
  @ApiResponse(responseCode = "400", description = "The body is not JSON")
  @ApiResponse(
      responseCode = "409",
      description = "The version that this Idempotency-Key made has been deleted")
  @ApiResponse(responseCode = "413", description = "The body is over the limit")
  @ApiResponse(responseCode = "415", description = "The body is not JSON by its Content-Type")
  @ApiResponse(
      responseCode = "422",
      description =
          "These parameters make no mixture, and the errors say why; or the Idempotency-Key was"
              + " used for another request")
  ResponseEntity<byte[]> store(
      @Parameter(
              description = "Name of the model, new or known",
              example = "old-faithful-mclust",
              schema = @Schema(pattern = ModelName.PATTERN))
          @PathVariable
          String name,
      @RequestBody byte[] request,
      @Parameter(
              description =
                  "Any unique text, such as a UUID: sent again with the same request it returns the same version")
          @RequestHeader(name = IdempotencyKeys.HEADER, required = false)
          @Nullable String idempotencyKey) {
    return StoredVersion.answer(imports.store(name, reader.read(request), idempotencyKey), models);
  }
}
