package io.mixtura.assignment.conditional;

import io.mixtura.assignment.format.AnswerFormat;
import io.mixtura.assignment.stream.CsvCommentParameter;
import io.mixtura.assignment.stream.CsvDecimalParameter;
import io.mixtura.assignment.stream.CsvDelimiterParameter;
import io.mixtura.assignment.stream.CsvHeaderParameter;
import io.mixtura.assignment.stream.CsvWriting;
import io.mixtura.assignment.stream.Exchange;
import io.mixtura.assignment.stream.ModelTexts;
import io.mixtura.assignment.stream.RowsQuestion;
import io.mixtura.caller.Needs;
import io.mixtura.caller.Scope;
import io.mixtura.dataset.Intake;
import io.mixtura.dataset.rows.RowReader;
import io.mixtura.dataset.rows.TextChoice;
import io.mixtura.model.ModelNameParameter;
import io.mixtura.model.Models;
import io.mixtura.model.VersionParameter;
import io.mixtura.model.document.ModelVersion;
import io.mixtura.web.problem.Refusal;
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
import java.util.Map;
import java.util.stream.IntStream;
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

/** The endpoint of the distribution of some columns of a model, given others. */
@RestController
@Needs(Scope.PREDICT)
@RequestMapping({Models.PATH + "/versions/{version}", Models.PATH})
@Tag(name = "Density")
class ConditionalController {
  private static final String ONE =
      """
      {"given": {"waiting": 70}, "columns": ["eruptions"]}\
      """;
  private static final String MANY =
      """
      {"given": {"columns": ["waiting"], "rows": [[50], [70], [95]]}}\
      """;
  private static final String CSV_ROWS =
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
      eruptions,eruptionsStandardDeviation,logDensity
      1.9785667837353103,0.2521310872324498,-4.008426938303796
      3.9224432457538367,0.5666302727220155,-4.467871562932281
      4.6819120858992065,0.38134455233889625,-6.285474747207435
      """;

  private final Models models;

  ConditionalController(Models models) {
    this.models = models;
  }

  @PostMapping(
      path = "/conditional",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = {MediaType.APPLICATION_JSON_VALUE, Intake.NDJSON, Intake.CSV, Intake.NPY})
  @Operation(
      operationId = "getConditional",
      summary = "Ask for the distribution of some columns given others: regression",
      description =
          """
          Given the values of some columns, the others are a mixture again: its weights are the
          probabilities that each component generated the given values, and `mean` and
          `standardDeviation` say of each column what to expect and how surely. With many rows (at
          most `mixtura.limits.request` bytes of them) the answer has the latter alone, for each
          row; so has one in CSV, which the header `Accept` may ask for. Of bernoulli and
          categorical columns `probabilities` has the probability of each level, by column and
          level, where there is no mean; in CSV as `probability_column_level`.

          The given values may be sent as CSV, NDJSON or npy, too, of any length. Those of the model's
          columns are given that the body names (a CSV header) or else the query, `given=waiting`,
          and all others are asked for, or some by `columns=eruptions`; with that alone, all others
          are given. Bodies, answers and the parameters `header`, `delimiter`, `decimal` and
          `comment` are then those of `POST …/responsibilities`.\
          """)
  @io.swagger.v3.oas.annotations.parameters.RequestBody(
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON_VALUE,
            schema = @Schema(implementation = ConditionalRequest.class),
            examples = {
              @ExampleObject(
                  name = "one",
                  summary = "How long is the eruption after which one waits 70 minutes?",
                  value = ONE),
              @ExampleObject(name = "many", summary = "Predictions for rows", value = MANY)
            }),
        @Content(
            mediaType = Intake.CSV,
            schema = @Schema(type = "string"),
            examples = @ExampleObject(value = CSV_ROWS)),
        @Content(
            mediaType = Intake.NDJSON,
            schema = @Schema(type = "string"),
            examples = @ExampleObject(value = LINES)),
        @Content(mediaType = Intake.NPY, schema = @Schema(type = "string", format = "binary"))
      })
  @ApiResponse(
      responseCode = "200",
      description = "The conditional mixture of one point, or the predictions for many rows",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON_VALUE,
            schema = @Schema(oneOf = {ConditionalAnswer.class, Predictions.class})),
        @Content(
            mediaType = Intake.CSV,
            schema = @Schema(type = "string"),
            examples = @ExampleObject(value = CSV_ANSWER)),
        @Content(mediaType = Intake.NDJSON, schema = @Schema(type = "string")),
        @Content(mediaType = Intake.NPY, schema = @Schema(type = "string", format = "binary"))
      })
  @ApiResponse(
      responseCode = "400",
      description = "The body is no JSON, no CSV or no npy, or nothing says which columns it gives")
  @ApiResponse(responseCode = "404", description = "No such model or version")
  @ApiResponse(responseCode = "406", description = "What is accepted is no answer to this body")
  @ApiResponse(responseCode = "413", description = "The body is over the limit")
  @ApiResponse(responseCode = "415", description = "The body is neither JSON, CSV nor npy")
  @ApiResponse(
      responseCode = "422",
      description =
          "A column that the model does not have, a value that is no number, nothing given or"
              + " nothing left; or a model of kmeans")
  @Nullable ResponseEntity<ConditionalAnswer> conditional(
      @ModelNameParameter @PathVariable String name,
      @VersionParameter @PathVariable(required = false) @Nullable String version,
      @RequestBody ConditionalRequest wanted,
      @Parameter(description = "CSV and npy: the columns that the body gives, separated by commas")
          @RequestParam(required = false)
          @Nullable String given,
      @Parameter(description = "CSV and npy: the columns that are asked for, separated by commas")
          @RequestParam(required = false)
          @Nullable String columns,
      @CsvHeaderParameter @RequestParam(required = false) @Nullable String header,
      @CsvDelimiterParameter @RequestParam(required = false) @Nullable String delimiter,
      @CsvDecimalParameter @RequestParam(required = false) @Nullable String decimal,
      @CsvCommentParameter @RequestParam(required = false) @Nullable String comment,
      @Parameter(hidden = true) @RequestHeader HttpHeaders headers,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    ModelVersion stored = models.get(name, version);
    RowColumns.refuse("given", given);
    RowColumns.refuse("columns", columns);
    Given values = new Given(new ModelColumns(stored), wanted.given());
    RegressionQuestion question = question(stored, values, wanted.columns());
    AnswerFormat format = AnswerFormat.of(MediaType.APPLICATION_JSON, headers.getAccept());
    if (!values.isMany() && format == AnswerFormat.JSON) {
      return ResponseEntity.ok()
          .contentType(MediaType.APPLICATION_JSON)
          .header(HttpHeaders.CONTENT_LOCATION, stored.path())
          .body(one(question, values));
    }
    values.check();
    try (RowReader rows = values.rows()) {
      new Exchange(request, response).answer(question, format, rows);
    }
    return null;
  }

  /** The same for rows of given values in CSV or npy; the operation above documents it. */
  @Hidden
  @RowsQuestion(path = "/conditional")
  void conditionals(
      @ModelNameParameter @PathVariable String name,
      @VersionParameter @PathVariable(required = false) @Nullable String version,
      @RequestParam(required = false) @Nullable String given,
      @RequestParam(required = false) @Nullable String columns,
      @RequestParam(required = false) @Nullable String header,
      @RequestParam(required = false) @Nullable String delimiter,
      @RequestParam(required = false) @Nullable String decimal,
      @RequestParam(required = false) @Nullable String comment,
      @RequestHeader HttpHeaders headers,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    ModelVersion stored = models.get(name, version);
    RowColumns told = new RowColumns(stored, given, columns);
    new Exchange(request, response)
        .answer(
            told.options().with(new ModelTexts(stored).known(TextChoice.Unknown.REFUSED_FOR_GOOD)),
            told::question,
            headers,
            new CsvWriting(header, delimiter, decimal, comment, null));
  }

  private static RegressionQuestion question(
      ModelVersion stored, Given given, @Nullable List<String> columns) {
    int[] known = given.columns();
    ModelColumns names = new ModelColumns(stored);
    return RegressionQuestion.of(
        stored,
        known,
        columns == null ? names.others(known) : names.numbers(columns, "/columns"),
        "/");
  }

  private static ConditionalAnswer one(RegressionQuestion question, Given given) {
    Map<String, Double> point = given.point();
    double[] values = point.values().stream().mapToDouble(Double::doubleValue).toArray();
    double[] regression = question.answer(values);
    // JSON has no infinity.
    if (!isInRange(question, regression)) {
      throw Refusal.unprocessable(
          "/given",
          "these values lie so far from every component that the answer is beyond the range of numbers; give values nearer to the data");
    }
    return ConditionalAnswer.of(
        question, given.shown(point), question.conditional().at(values), regression);
  }

  /** The standard deviation of heavy tails may well be infinite. */
  private static boolean isInRange(RegressionQuestion question, double[] regression) {
    boolean hasTails = question.version().model().isStudent();
    int wanted = question.wanted().size();
    return IntStream.range(0, regression.length)
        .filter(i -> i >= 2 * wanted || question.conditional().hasMean(i % wanted))
        .mapToDouble(i -> regression[i])
        .allMatch(
            number -> Double.isFinite(number) || hasTails && number == Double.POSITIVE_INFINITY);
  }
}
