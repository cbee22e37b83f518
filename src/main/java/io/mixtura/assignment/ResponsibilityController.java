package io.mixtura.assignment;

import io.mixtura.assignment.stream.CsvCommentParameter;
import io.mixtura.assignment.stream.CsvDecimalParameter;
import io.mixtura.assignment.stream.CsvDelimiterParameter;
import io.mixtura.assignment.stream.CsvHeaderParameter;
import io.mixtura.assignment.stream.CsvWriting;
import io.mixtura.assignment.stream.Exchange;
import io.mixtura.assignment.stream.ModelTexts;
import io.mixtura.assignment.stream.PointsQuestion;
import io.mixtura.assignment.stream.UnknownLevelsParameter;
import io.mixtura.caller.Needs;
import io.mixtura.caller.Scope;
import io.mixtura.dataset.Intake;
import io.mixtura.model.ModelNameParameter;
import io.mixtura.model.Models;
import io.mixtura.model.VersionParameter;
import io.mixtura.model.document.ModelVersion;
import io.mixtura.web.AnyQuery;
import io.mixtura.web.problem.Excerpt;
import io.mixtura.web.problem.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The endpoints of responsibilities: the probability that each component of a model generated a
 * point.
 */
@RestController
@Needs(Scope.PREDICT)
@RequestMapping({
  Models.PATH + "/versions/{version}/responsibilities",
  Models.PATH + "/responsibilities"
})
@Tag(name = "Responsibilities", description = "Which component generated a point?")
class ResponsibilityController {
  private static final String HARD =
      "The k-means view: 1 for the most probable component, 0 for the others";

  private static final String LABELS = "labels";

  private static final String ANSWER =
      "`labels`: only the number of the most probable component of each point, -1 for noise; in npy an array of int32";

  private static final String JSON_POINTS =
      """
      {"columns": ["eruptions", "waiting"], "rows": [[3.6, 79], [1.8, 54]]}\
      """;
  private static final String CSV_POINTS =
      """
      eruptions,waiting
      3.6,79
      1.8,54
      """;
  private static final String CSV_ANSWER =
      """
      component0,component1,mostProbable,logDensity
      0.9999999974080918,2.5919081411666303E-9,0,-4.636812006817186
      1.908151394905964E-9,0.9999999980918486,1,-3.672162154243834
      """;

  private final Models models;
  private final StoredPoints points;

  ResponsibilityController(Models models, StoredPoints points) {
    this.models = models;
    this.points = points;
  }

  @GetMapping(produces = {MediaType.APPLICATION_JSON_VALUE, Intake.NDJSON, Intake.CSV, Intake.NPY})
  @AnyQuery
  @Operation(
      operationId = "assignPoint",
      summary = "Ask for the probabilities of one point, or of a stored dataset",
      description =
          """
          Give the point as `x=3.6,79`, in the order of the model's columns, or with one query
          parameter per column: `eruptions=3.6&waiting=79`. Numbers have a decimal point.

          With `datasetId` the answer is for all rows of that dataset, in their order: the same, in JSON, CSV or npy as the
          header `Accept` says, as if its points had been sent by POST. The model's columns are picked
          by name, and others, such as those of weights or labels, are ignored.\
          """)
  @ApiResponse(
      responseCode = "200",
      description =
          "What the model says of the point, or of each row. The header Content-Location names the version that answered",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON_VALUE,
            schema = @Schema(oneOf = {Assignment.class, Assignments.class, Labels.class})),
        @Content(mediaType = Intake.CSV, schema = @Schema(type = "string")),
        @Content(mediaType = Intake.NDJSON, schema = @Schema(type = "string")),
        @Content(mediaType = Intake.NPY, schema = @Schema(type = "string", format = "binary"))
      })
  @ApiResponse(responseCode = "400", description = "No point, or an unknown query parameter")
  @ApiResponse(responseCode = "404", description = "No such model, version or dataset")
  @ApiResponse(responseCode = "406", description = "What is accepted is none of the formats")
  @ApiResponse(
      responseCode = "422",
      description =
          "Not one number for each column of the model, or a dataset without one of its columns")
  @Nullable ResponseEntity<Assignment> one(
      @ModelNameParameter @PathVariable String name,
      @VersionParameter @PathVariable(required = false) @Nullable String version,
      @Parameter(description = "The point, in the order of the model's columns", example = "3.6,79")
          @RequestParam(name = "x", required = false)
          @Nullable String x,
      @Parameter(description = "A dataset, in the place of a point") @RequestParam(required = false)
          @Nullable String datasetId,
      @Parameter(description = HARD) @RequestParam(defaultValue = "false") boolean hard,
      @Parameter(
              description = "With `datasetId`: " + ANSWER,
              schema = @Schema(allowableValues = {"responsibilities", LABELS}))
          @RequestParam(required = false)
          @Nullable String answer,
      @UnknownLevelsParameter @RequestParam(required = false) @Nullable String unknownLevels,
      @Parameter(hidden = true) @RequestHeader HttpHeaders headers,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    ModelVersion stored = models.get(name, version);
    if (datasetId == null || stored.columns().contains(StoredPoints.DATASET)) {
      double[] point =
          new PointQuery(stored, request.getParameterMap(), ModelTexts.unknown(unknownLevels))
              .point();
      return ResponseEntity.ok()
          .contentType(MediaType.APPLICATION_JSON)
          .header(HttpHeaders.CONTENT_LOCATION, stored.path())
          .body(Assignment.of(new ResponsibilityQuestion(stored, hard, false), point));
    }
    StoredPoints.refuseOthers(request.getParameterMap(), "hard", "answer", ModelTexts.UNKNOWN);
    points.answer(
        new ResponsibilityQuestion(stored, hard, isLabels(answer)),
        datasetId,
        unknownLevels,
        headers,
        new Exchange(request, response));
    return null;
  }

  @PointsQuestion(json = JSON_POINTS, csv = CSV_POINTS, csvAnswer = CSV_ANSWER)
  @Operation(
      operationId = "assignPoints",
      summary = "Ask for the probabilities of many points",
      description =
          """
          Send points as JSON, CSV or npy (a two-dimensional array of float64 or float32 as
          `numpy.save` writes it, which takes a fraction of the time); a body of any length up to
          the limit is answered in constant memory. Where the body names its columns (a CSV header, or `columns` in JSON), the model's
          columns are picked by name, in any order, and others are ignored; otherwise each row
          holds exactly the model's columns in its order. A value may be missing: null in JSON, an
          empty cell or NA in CSV, NaN in npy; the point is then judged by those that it has.

          The answer has the format of the header `Accept`, or else the request's own; npy can be
          answered in any, and only npy with npy: an array of responsibilities with a row per point
          and a column per component. Of a model with noise there is one column more, `noise`, the
          last; a point that is most probably noise has `mostProbable` -1. It begins
          while the request is still being read, after about 64 KiB. An error that is found later
          than that can no longer be a 422: the answer breaks off, without the end that a complete
          one has, and clients report a broken transfer. The log says why. Clients may read while
          they send, or send everything first.\
          """)
  @ApiResponse(
      responseCode = "200",
      description = PointsQuestion.ANSWERED,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON_VALUE,
              schema = @Schema(oneOf = {Assignments.class, Labels.class})))
  @ApiResponse(responseCode = "422", description = "A row that cannot be used; row and column")
  void many(
      @ModelNameParameter @PathVariable String name,
      @VersionParameter @PathVariable(required = false) @Nullable String version,
      @Parameter(description = HARD) @RequestParam(defaultValue = "false") boolean hard,
      @Parameter(
              description = ANSWER,
              schema =
                  @Schema(
                      allowableValues = {"responsibilities", LABELS},
                      defaultValue = "responsibilities"))
          @RequestParam(required = false)
          @Nullable String answer,
      @CsvHeaderParameter @RequestParam(required = false) @Nullable String header,
      @CsvDelimiterParameter @RequestParam(required = false) @Nullable String delimiter,
      @CsvDecimalParameter @RequestParam(required = false) @Nullable String decimal,
      @CsvCommentParameter @RequestParam(required = false) @Nullable String comment,
      @UnknownLevelsParameter @RequestParam(required = false) @Nullable String unknownLevels,
      @Parameter(hidden = true) @RequestHeader HttpHeaders headers,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    new Exchange(request, response)
        .answer(
            new ResponsibilityQuestion(models.get(name, version), hard, isLabels(answer)),
            headers,
            new CsvWriting(header, delimiter, decimal, comment, unknownLevels));
  }

  private static boolean isLabels(@Nullable String answer) {
    if (answer == null || answer.equals("responsibilities")) {
      return false;
    }
    if (!answer.equals(LABELS)) {
      throw Refusal.of(
          HttpStatus.BAD_REQUEST,
          "answer",
          "'answer' must be 'responsibilities' or 'labels', but was '%s'"
              .formatted(Excerpt.of(answer)));
    }
    return true;
  }
}
