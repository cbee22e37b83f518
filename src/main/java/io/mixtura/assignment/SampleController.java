package io.mixtura.assignment;

import io.mixtura.assignment.format.AnswerFormat;
import io.mixtura.assignment.format.RowWriter;
import io.mixtura.assignment.stream.DensityModels;
import io.mixtura.assignment.stream.Exchange;
import io.mixtura.caller.Needs;
import io.mixtura.caller.Scope;
import io.mixtura.dataset.Intake;
import io.mixtura.model.ModelNameParameter;
import io.mixtura.model.Models;
import io.mixtura.model.VersionParameter;
import io.mixtura.model.document.ModelVersion;
import io.mixtura.web.body.Limits;
import io.mixtura.web.problem.Refusal;
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
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** The endpoint that draws random points of a model. */
@RestController
@Needs(Scope.PREDICT)
@Tag(name = "Density")
class SampleController {
  private static final long DEFAULT_SEED = 42;
  private static final String REQUEST =
      """
      {"size": 3, "seed": 42}\
      """;

  private final Models models;
  private final Limits limits;

  SampleController(Models models, Limits limits) {
    this.models = models;
    this.limits = limits;
  }

  @PostMapping(
      path = {Models.PATH + "/versions/{version}/sample", Models.PATH + "/sample"},
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = {MediaType.APPLICATION_JSON_VALUE, Intake.NDJSON, Intake.CSV, Intake.NPY})
  @Operation(
      operationId = "samplePoints",
      summary = "Draw random points of a model",
      description =
          """
          Each point comes with the component that it was drawn from (-1 where it is noise). The same seed gives the same
          points, bit for bit, on every machine; a smaller size gives the first of them. The answer
          is JSON, CSV (which `POST /datasets` and `POST …/responsibilities` take as it is) or npy
          (the coordinates alone), as the header `Accept` says, and is streamed: as many numbers as
          a dataset may have.\
          """)
  @io.swagger.v3.oas.annotations.parameters.RequestBody(
      content =
          @Content(
              schema = @Schema(implementation = SampleRequest.class),
              examples = @ExampleObject(value = REQUEST)))
  @ApiResponse(
      responseCode = "200",
      description = "The points. The header Content-Location names the version they are drawn from",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON_VALUE,
            schema = @Schema(implementation = Samples.class)),
        @Content(mediaType = Intake.CSV, schema = @Schema(type = "string")),
        @Content(mediaType = Intake.NDJSON, schema = @Schema(type = "string")),
        @Content(mediaType = Intake.NPY, schema = @Schema(type = "string", format = "binary"))
      })
  @ApiResponse(responseCode = "400", description = "The body is no JSON")
  @ApiResponse(responseCode = "404", description = "No such model or version")
  @ApiResponse(responseCode = "406", description = "What is accepted is none of the formats")
  @ApiResponse(responseCode = "415", description = "The body is not JSON by its Content-Type")
  @ApiResponse(
      responseCode = "422",
      description = "No size, or too large a one; or a model of kmeans, which has no density")
  void sample(
      @ModelNameParameter @PathVariable String name,
      @VersionParameter @PathVariable(required = false) @Nullable String version,
      @RequestBody SampleRequest wanted,
      @Parameter(hidden = true) @RequestHeader HttpHeaders headers,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    ModelVersion stored = models.get(name, version);
    DensityModels.of(stored);
    Sample sample =
        new Sample(
            stored,
            size(wanted, stored.columns().size()),
            Objects.requireNonNullElse(wanted.seed(), DEFAULT_SEED));
    AnswerFormat format = AnswerFormat.best(List.of(AnswerFormat.values()), headers.getAccept());
    RowWriter writer = sample.writer(format);
    new Exchange(request, response)
        .send(stored, format, writer.length(), out -> sample.writeTo(out, writer));
  }

  private long size(SampleRequest wanted, int columns) {
    long most = limits.values() / columns;
    Long size = wanted.size();
    if (size == null) {
      throw Refusal.unprocessable(
          "/size", "size is missing: the number of points to draw, such as 1000");
    }
    if (size < 1 || size > most) {
      throw Refusal.unprocessable(
          "/size",
          "size must be from 1 to %d, so that %d columns are not more numbers than the limit of %d (mixtura.limits.values), but was %d"
              .formatted(most, columns, limits.values(), size));
    }
    return size;
  }
}
