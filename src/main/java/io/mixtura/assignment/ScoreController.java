package io.mixtura.assignment;

import io.mixtura.assignment.stream.CsvCommentParameter;
import io.mixtura.assignment.stream.CsvDecimalParameter;
import io.mixtura.assignment.stream.CsvDelimiterParameter;
import io.mixtura.assignment.stream.CsvHeaderParameter;
import io.mixtura.assignment.stream.CsvWriting;
import io.mixtura.assignment.stream.Exchange;
import io.mixtura.assignment.stream.PointsQuestion;
import io.mixtura.assignment.stream.UnknownLevelsParameter;
import io.mixtura.caller.Needs;
import io.mixtura.caller.Scope;
import io.mixtura.dataset.Intake;
import io.mixtura.dataset.StoredDataset;
import io.mixtura.model.ModelNameParameter;
import io.mixtura.model.Models;
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
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The endpoints of scores: how usual points are under a model. */
@RestController
@Needs(Scope.PREDICT)
@RequestMapping({Models.PATH + "/versions/{version}/score", Models.PATH + "/score"})
@Tag(name = "Density", description = "How usual is a point? What else does a model say?")
class ScoreController {
  private static final String JSON_POINTS =
      """
      {"columns": ["eruptions", "waiting"], "rows": [[3.6, 79], [2, 80]]}\
      """;
  private static final String CSV_POINTS =
      """
      eruptions,waiting
      3.6,79
      2,80
      """;
  private static final String CSV_ANSWER =
      """
      logDensity,percentile
      -4.636812006817186,22.04
      -13.969513891935684,0.0
      """;

  private final Models models;
  private final DensityRanks ranks;
  private final StoredPoints points;

  ScoreController(Models models, DensityRanks ranks, StoredPoints points) {
    this.models = models;
    this.ranks = ranks;
    this.points = points;
  }

  @GetMapping(produces = {MediaType.APPLICATION_JSON_VALUE, Intake.NDJSON, Intake.CSV, Intake.NPY})
  @Operation(
      operationId = "scoreDataset",
      summary = "Ask how usual the rows of a stored dataset are",
      description =
          """
          As `POST …/score` answers for points: for all rows, in their order, in JSON, CSV or npy as the header `Accept`
          says. The model's columns are picked by name, and others, such as those of weights or labels, are ignored.\
          """)
  @ApiResponse(
      responseCode = "200",
      description =
          "One entry per row. The header Content-Location names the version that answered",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON_VALUE,
            schema = @Schema(implementation = Scores.class)),
        @Content(
            mediaType = Intake.CSV,
            schema = @Schema(type = "string"),
            examples = @ExampleObject(CSV_ANSWER)),
        @Content(mediaType = Intake.NDJSON, schema = @Schema(type = "string")),
        @Content(mediaType = Intake.NPY, schema = @Schema(type = "string", format = "binary"))
      })
  @ApiResponse(responseCode = "400", description = "No dataset is named")
  @ApiResponse(responseCode = "404", description = "No such model, version or dataset")
  @ApiResponse(responseCode = "406", description = "What is accepted is none of the formats")
  @ApiResponse(
      responseCode = "422",
      description =
          "A dataset without one of the model's columns; or a model of kmeans, which has no density")
  void dataset(
      @ModelNameParameter @PathVariable String name,
      @VersionParameter @PathVariable(required = false) @Nullable String version,
      @Parameter(description = "The dataset", example = StoredDataset.EXAMPLE) @RequestParam
          String datasetId,
      @UnknownLevelsParameter @RequestParam(required = false) @Nullable String unknownLevels,
      @Parameter(hidden = true) @RequestHeader HttpHeaders headers,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    ModelVersion stored = models.get(name, version);
    points.answer(
        new ScoreQuestion(stored, ranks.of(stored)),
        datasetId,
        unknownLevels,
        headers,
        new Exchange(request, response));
  }

  @PointsQuestion(json = JSON_POINTS, csv = CSV_POINTS, csvAnswer = CSV_ANSWER)
  @Operation(
      operationId = "scorePoints",
      summary = "Ask how usual points are: log density and anomaly percentile",
      description =
          """
          Of each point the logarithm of the mixture's density, and the percentage of the model's
          own probability that lies where its density is lower. A point with percentile 0.5 is more
          unusual than all but one in 200 that the model generates, whatever the units and the
          number of columns. For one Gaussian that is P(χ² > m²) at the Mahalanobis length m; for a
          mixture it is counted in a sample of `sampleSize` points of the model, always the same
          one: a standard error of half a point in the middle and of a tenth at 1%, and 0 for what
          is lower than all of them.

          Bodies, answers and errors are those of `POST …/responsibilities`: JSON, CSV or npy,
          streamed both ways. An answer in npy has the columns logDensity and percentile. Of a point
          with missing values the log density is that of those it has, and there is no percentile.\
          """)
  @ApiResponse(
      responseCode = "200",
      description = PointsQuestion.ANSWERED,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON_VALUE,
              schema = @Schema(implementation = Scores.class)))
  @ApiResponse(
      responseCode = "422",
      description = "A row that cannot be used; or a model of kmeans, which has no density")
  void score(
      @ModelNameParameter @PathVariable String name,
      @VersionParameter @PathVariable(required = false) @Nullable String version,
      @CsvHeaderParameter @RequestParam(required = false) @Nullable String header,
      @CsvDelimiterParameter @RequestParam(required = false) @Nullable String delimiter,
      @CsvDecimalParameter @RequestParam(required = false) @Nullable String decimal,
      @CsvCommentParameter @RequestParam(required = false) @Nullable String comment,
      @UnknownLevelsParameter @RequestParam(required = false) @Nullable String unknownLevels,
      @Parameter(hidden = true) @RequestHeader HttpHeaders headers,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    ModelVersion stored = models.get(name, version);
    new Exchange(request, response)
        .answer(
            new ScoreQuestion(stored, ranks.of(stored)),
            headers,
            new CsvWriting(header, delimiter, decimal, comment, unknownLevels));
  }
}
