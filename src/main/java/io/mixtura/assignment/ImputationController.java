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
import io.mixtura.model.ModelNameParameter;
import io.mixtura.model.Models;
import io.mixtura.model.VersionParameter;
import io.mixtura.model.document.ModelVersion;
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
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The endpoint that fills missing values with what a model expects of them. */
@RestController
@Needs(Scope.PREDICT)
@RequestMapping({Models.PATH + "/versions/{version}/impute", Models.PATH + "/impute"})
@Tag(name = "Density")
class ImputationController {
  private static final String JSON_POINTS =
      """
      {"columns": ["eruptions", "waiting"], "rows": [[3.6, null], [null, 80], [2, 54]]}\
      """;
  private static final String CSV_POINTS =
      """
      eruptions,waiting
      3.6,
      ,80
      2,54
      """;
  private static final String CSV_ANSWER =
      """
      eruptions,waiting,eruptionsStandardDeviation,waitingStandardDeviation
      3.6,76.15150886614599,0.0,5.553455453587287
      4.2904241789022315,80.0,0.38151678038274606,0.0
      2.0,54.0,0.0,0.0
      """;

  private final Models models;

  ImputationController(Models models) {
    this.models = models;
  }

  @PointsQuestion(json = JSON_POINTS, csv = CSV_POINTS, csvAnswer = CSV_ANSWER)
  @Operation(
      operationId = "imputePoints",
      summary = "Ask for what is missing in points, and how surely",
      description =
          """
          Of each point all values, the missing ones as the model expects them given those that are
          there, and their standard deviations, which are 0 for what is there. Missing is null in
          JSON, an empty cell or NA in CSV, NaN in npy. The expectation is the mean of the
          conditional mixture, as `POST …/conditional` has it: with responsibilities r, and
          conditional means m and variances C of each component, E = Σ r m and the variance is
          Σ r (C + (m − E)²). Of a bernoulli or categorical column the value is the most probable
          level, and `probabilities` has the probability of each, by column and level, in CSV as
          `probability_column_level`. Data that are completed in this way vary less than complete ones: to
          fit a model to data with gaps, use `"missing": "em"` instead.

          Bodies, answers and errors are those of `POST …/responsibilities`: JSON, CSV or npy,
          streamed both ways. An answer in npy has the model's columns, then a standard deviation
          for each, then the probabilities of levels.\
          """)
  @ApiResponse(
      responseCode = "200",
      description = PointsQuestion.ANSWERED,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON_VALUE,
              schema = @Schema(implementation = Imputations.class)))
  @ApiResponse(
      responseCode = "422",
      description = "A row that cannot be used; or a model of kmeans, which has no density")
  void impute(
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
            ImputationQuestion.of(stored),
            headers,
            new CsvWriting(header, delimiter, decimal, comment, unknownLevels));
  }
}
