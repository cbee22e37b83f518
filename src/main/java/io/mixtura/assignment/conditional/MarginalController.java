package io.mixtura.assignment.conditional;

import io.mixtura.assignment.format.AnswerFormat;
import io.mixtura.assignment.format.RowWriter;
import io.mixtura.assignment.stream.CsvCommentParameter;
import io.mixtura.assignment.stream.CsvDecimalParameter;
import io.mixtura.assignment.stream.CsvDelimiterParameter;
import io.mixtura.assignment.stream.CsvHeaderParameter;
import io.mixtura.assignment.stream.CsvWriting;
import io.mixtura.assignment.stream.Exchange;
import io.mixtura.assignment.stream.ModelTexts;
import io.mixtura.assignment.stream.RowsQuestion;
import io.mixtura.assignment.stream.UnknownLevelsParameter;
import io.mixtura.caller.Needs;
import io.mixtura.caller.Scope;
import io.mixtura.dataset.Intake;
import io.mixtura.dataset.rows.IntakeOptions;
import io.mixtura.dataset.rows.IntakeOptions.Missing;
import io.mixtura.model.ModelNameParameter;
import io.mixtura.model.Models;
import io.mixtura.model.VersionParameter;
import io.mixtura.model.document.ModelVersion;
import io.swagger.v3.oas.annotations.Hidden;
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
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The endpoint of the distribution of some columns of a model, whatever the others. */
@RestController
@Needs(Scope.PREDICT)
@RequestMapping({Models.PATH + "/versions/{version}/marginal", Models.PATH + "/marginal"})
@Tag(name = "Density")
class MarginalController {
  private static final String COLUMNS = "columns";
  private static final String REQUEST =
      """
      {"columns": ["waiting"]}\
      """;
  private static final String CSV_POINTS =
      """
      waiting
      50
      70
      95
      """;
  private static final String LINES =
      """
      {"waiting": 50}
      {"waiting": 70}
      {"waiting": 95}
      """;
  private static final String CSV_ANSWER =
      """
      logDensity
      -4.008426938303796
      -4.467871562932281
      -6.285474747207435
      """;

  private final Models models;

  MarginalController(Models models) {
    this.models = models;
  }

  @PostMapping(
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = {MediaType.APPLICATION_JSON_VALUE, Intake.NDJSON, Intake.CSV, Intake.NPY})
  @Operation(
      operationId = "getMarginal",
      summary = "Ask for the distribution of some columns",
      description =
          """
          A mixture again, stated by its parameters; `POST /models/{name}/versions:import` takes
          this answer, of Gaussian components without noise, to make a model of its own. The header `Accept` may ask for
          them as a table in CSV or npy, a row for each component: its number (-1 for noise), its
          weight, the degrees of freedom of t components, then `mean_waiting` and its like, all
          entries of the covariance matrix row by row (`covariance_waiting_waiting`), and of other
          columns `rate_…` or one `probability_…` for each level.

          Points sent as CSV, NDJSON or npy, of any length, are answered with the logarithm of their density
          in these columns. Those of the model's columns are asked about that the body names (a CSV
          header) or else the query, `columns=waiting`. Bodies, answers and the parameters `header`,
          `delimiter`, `decimal` and `comment` are then those of `POST …/responsibilities`.\
          """)
  @io.swagger.v3.oas.annotations.parameters.RequestBody(
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON_VALUE,
            schema = @Schema(implementation = MarginalRequest.class),
            examples = @ExampleObject(value = REQUEST)),
        @Content(
            mediaType = Intake.CSV,
            schema = @Schema(type = "string"),
            examples = @ExampleObject(value = CSV_POINTS)),
        @Content(
            mediaType = Intake.NDJSON,
            schema = @Schema(type = "string"),
            examples = @ExampleObject(value = LINES)),
        @Content(mediaType = Intake.NPY, schema = @Schema(type = "string", format = "binary"))
      })
  @ApiResponse(
      responseCode = "200",
      description = "The mixture of these columns, or the densities of many points",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON_VALUE,
            schema = @Schema(oneOf = {MarginalAnswer.class, MarginalDensities.class})),
        @Content(
            mediaType = Intake.CSV,
            schema = @Schema(type = "string"),
            examples = @ExampleObject(value = CSV_ANSWER)),
        @Content(mediaType = Intake.NDJSON, schema = @Schema(type = "string")),
        @Content(mediaType = Intake.NPY, schema = @Schema(type = "string", format = "binary"))
      })
  @ApiResponse(
      responseCode = "400",
      description = "The body is no JSON, no CSV or no npy, or nothing says which columns it has")
  @ApiResponse(responseCode = "404", description = "No such model or version")
  @ApiResponse(responseCode = "406", description = "What is accepted is no answer to this body")
  @ApiResponse(responseCode = "413", description = "The body is over the limit")
  @ApiResponse(responseCode = "415", description = "The body is neither JSON, CSV nor npy")
  @ApiResponse(
      responseCode = "422",
      description =
          "A column that the model does not have, or a row that cannot be used; or a model of kmeans")
  @Nullable ResponseEntity<MarginalAnswer> marginal(
      @ModelNameParameter @PathVariable String name,
      @VersionParameter @PathVariable(required = false) @Nullable String version,
      @RequestBody MarginalRequest wanted,
      @Parameter(description = "CSV and npy: the columns that the body has, separated by commas")
          @RequestParam(required = false)
          @Nullable String columns,
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
    RowColumns.refuse(COLUMNS, columns);
    MarginalQuestion question =
        MarginalQuestion.of(
            stored, new ModelColumns(stored).numbers(wanted.columns(), "/" + COLUMNS));
    AnswerFormat format = AnswerFormat.best(List.of(AnswerFormat.values()), headers.getAccept());
    if (format == AnswerFormat.JSON) {
      return ResponseEntity.ok()
          .contentType(MediaType.APPLICATION_JSON)
          .header(HttpHeaders.CONTENT_LOCATION, stored.path())
          .body(MarginalAnswer.of(stored, question.columns(), question.marginal()));
    }
    ParameterTable table = new ParameterTable(question.columns(), question.marginal());
    RowWriter writer = table.writer(format);
    new Exchange(request, response)
        .send(stored, format, writer.length(), out -> table.writeTo(out, writer));
    return null;
  }

  /** The densities of points in CSV or npy; the operation above documents it. */
  @Hidden
  @RowsQuestion
  void densities(
      @ModelNameParameter @PathVariable String name,
      @VersionParameter @PathVariable(required = false) @Nullable String version,
      @RequestParam(required = false) @Nullable String columns,
      @RequestParam(required = false) @Nullable String header,
      @RequestParam(required = false) @Nullable String delimiter,
      @RequestParam(required = false) @Nullable String decimal,
      @RequestParam(required = false) @Nullable String comment,
      @RequestParam(required = false) @Nullable String unknownLevels,
      @RequestHeader HttpHeaders headers,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    ModelVersion stored = models.get(name, version);
    ModelColumns names = new ModelColumns(stored);
    IntakeOptions options =
        columns == null
            ? IntakeOptions.among(stored.columns(), COLUMNS)
            : IntakeOptions.expecting(names.names(RowColumns.numbers(names, COLUMNS, columns)));
    new Exchange(request, response)
        .answer(
            options
                .with(Missing.KEPT)
                .with(new ModelTexts(stored).known(ModelTexts.unknown(unknownLevels))),
            rows -> MarginalQuestion.of(stored, names.numbers(rows, COLUMNS)),
            headers,
            new CsvWriting(header, delimiter, decimal, comment, unknownLevels));
  }
}
