package io.mixtura.serving.mlflow;

import io.mixtura.assignment.ResponsibilityQuestion;
import io.mixtura.assignment.format.AnswerFormat;
import io.mixtura.assignment.stream.CsvWriting;
import io.mixtura.assignment.stream.Exchange;
import io.mixtura.assignment.stream.ModelTexts;
import io.mixtura.caller.Needs;
import io.mixtura.caller.Scope;
import io.mixtura.dataset.Intake;
import io.mixtura.dataset.rows.IntakeOptions;
import io.mixtura.dataset.rows.RowReader;
import io.mixtura.dataset.rows.TextChoice;
import io.mixtura.model.ModelNameParameter;
import io.mixtura.model.Models;
import io.mixtura.model.VersionParameter;
import io.mixtura.model.document.ModelVersion;
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
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Models for the clients of MLflow's scoring server. */
@RestController
@Needs(Scope.PREDICT)
@RequestMapping(Models.PATH + "/versions/{version}/invocations")
@Tag(name = "Responsibilities")
class InvocationController {
  private static final String LABELS = "labels";
  private static final String RESPONSIBILITIES = "responsibilities";

  private static final String SPLIT =
      """
      {"dataframe_split": {"columns": ["eruptions", "waiting"], "data": [[3.6, 79], [1.8, 54]]}}\
      """;
  private static final String RECORDS =
      """
      {"dataframe_records": [{"eruptions": 3.6, "waiting": 79}], "params": {"answer": "labels"}}\
      """;
  private static final String INSTANCES =
      """
      {"instances": [[3.6, 79], [1.8, 54]]}\
      """;
  private static final String INPUTS =
      """
      {"inputs": {"eruptions": [3.6, 1.8], "waiting": [79, 54]}}\
      """;

  private final Models models;

  InvocationController(Models models) {
    this.models = models;
  }

  @PostMapping(
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "invokeModel",
      summary = "Ask as one asks MLflow's scoring server",
      description =
          """
          The protocol of `mlflow models serve`: `dataframe_split`, `dataframe_records`, `instances` or `inputs`, or a body of
          CSV with a header. Columns are picked by name where they are named. `predictions` has an entry per point, the same
          as the rows of `…/responsibilities`; with `"params": {"answer": "labels"}` only the number of its most probable
          component, -1 for noise; `"unknownLevels": "missing"` takes texts that the model does not know as missing. Refusals also have MLflow's `error_code` and `message`.\
          """)
  @io.swagger.v3.oas.annotations.parameters.RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON_VALUE,
              schema = @Schema(implementation = InvocationRequest.class),
              examples = {
                @ExampleObject(name = "split", summary = "A data frame, split", value = SPLIT),
                @ExampleObject(name = "records", summary = "Labels of records", value = RECORDS),
                @ExampleObject(name = "instances", summary = "Point by point", value = INSTANCES),
                @ExampleObject(name = "inputs", summary = "Column by column", value = INPUTS)
              }))
  @ApiResponse(
      responseCode = "200",
      description = "One prediction per point, in the order of the request",
      content = @Content(schema = @Schema(implementation = InvocationAnswer.class)))
  @ApiResponse(responseCode = "400", description = "None of the forms that the protocol has")
  @ApiResponse(responseCode = "404", description = "No such model or version")
  @ApiResponse(responseCode = "413", description = "The body is over the limit")
  @ApiResponse(responseCode = "415", description = "The body is neither JSON nor CSV")
  @ApiResponse(responseCode = "422", description = "A row that cannot be used; row and column")
  void invoke(
      @ModelNameParameter @PathVariable String name,
      @VersionParameter @PathVariable String version,
      @RequestBody JsonNode body,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    ModelVersion stored = models.get(name, version);
    InvocationBody given = InvocationBody.of(body);
    TextChoice.Unknown unknown = given.unknownLevels();
    Invocation question = question(stored, isLabels(given.params()));
    IntakeOptions options =
        IntakeOptions.expecting(question.columns())
            .with(question.missing())
            .with(new ModelTexts(stored).known(unknown));
    try (RowReader rows = given.rows(options)) {
      new Exchange(request, response).answerChecked(question, AnswerFormat.JSON, rows, unknown);
    } catch (Refusal refused) {
      throw given.placed(refused);
    }
  }

  @PostMapping(
      consumes = {Intake.CSV, Intake.OTHER_CSV},
      produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(hidden = true)
  void invokeWithCsv(
      @ModelNameParameter @PathVariable String name,
      @VersionParameter @PathVariable String version,
      @Parameter(hidden = true) @RequestHeader HttpHeaders headers,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    HttpHeaders asJson = new HttpHeaders(headers);
    asJson.setAccept(List.of(MediaType.APPLICATION_JSON));
    new Exchange(request, response)
        .answer(
            question(models.get(name, version), false),
            asJson,
            new CsvWriting(null, null, null, null, null));
  }

  private static Invocation question(ModelVersion version, boolean labels) {
    return new Invocation(new ResponsibilityQuestion(version, false, labels));
  }

  private static boolean isLabels(JsonNode params) {
    String answer = params.path("answer").asString(RESPONSIBILITIES);
    if (!answer.equals(RESPONSIBILITIES) && !answer.equals(LABELS)) {
      throw Refusal.of(
          HttpStatus.BAD_REQUEST, "/params/answer", "must be 'responsibilities' or 'labels'");
    }
    return answer.equals(LABELS);
  }
}
