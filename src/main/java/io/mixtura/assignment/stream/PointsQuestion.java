package io.mixtura.assignment.stream;

import io.mixtura.dataset.Intake;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;

/**
 * A question about many points, which an {@link Exchange} answers: sent as JSON, CSV or npy and
 * answered in each of them. What is documented of all such questions is stated here, but for the
 * examples, which an annotation cannot pass on to those it is made of: see {@link PointsExamples}.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@RequestMapping(
    method = RequestMethod.POST,
    consumes = {
      MediaType.APPLICATION_JSON_VALUE,
      Intake.CSV,
      Intake.OTHER_CSV,
      Intake.NDJSON,
      Intake.JSON_LINES,
      Intake.NPY,
      Intake.NPZ,
      Intake.PARQUET,
      Intake.OTHER_PARQUET
    },
    produces = {MediaType.APPLICATION_JSON_VALUE, Intake.NDJSON, Intake.CSV, Intake.NPY})
@RequestBody(
    required = true,
    content = {
      @Content(
          mediaType = MediaType.APPLICATION_JSON_VALUE,
          schema = @Schema(implementation = Points.class)),
      @Content(mediaType = Intake.CSV, schema = @Schema(type = "string")),
      @Content(mediaType = Intake.NDJSON, schema = @Schema(type = "string")),
      @Content(mediaType = Intake.NPY, schema = @Schema(type = "string", format = "binary")),
      @Content(mediaType = Intake.NPZ, schema = @Schema(type = "string", format = "binary")),
      @Content(mediaType = Intake.PARQUET, schema = @Schema(type = "string", format = "binary"))
    })
@ApiResponse(responseCode = "400", description = "The body is no JSON, no CSV or no npy")
@ApiResponse(responseCode = "404", description = "No such model or version")
@ApiResponse(responseCode = "406", description = "What is accepted is no answer to this body")
@ApiResponse(responseCode = "413", description = "The body is over the limit")
@ApiResponse(responseCode = "415", description = "The body is neither JSON, CSV nor npy")
public @interface PointsQuestion {
  /** What the answer is, whatever its shape. */
  String ANSWERED =
      "One entry per point, in the order of the request. The header Content-Location names the version that"
          + " answered. Points in npy are answered in npy unless Accept names another format";

  /** Points to ask about, in JSON. */
  String json();

  /** Points to ask about, in CSV. */
  String csv();

  /** What is answered to those in CSV. */
  String csvAnswer();
}
