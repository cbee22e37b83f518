package io.mixtura.fit;

import io.mixtura.caller.Needs;
import io.mixtura.caller.Scope;
import io.mixtura.fit.request.FitRequest;
import io.mixtura.job.JobState;
import io.mixtura.model.Models;
import io.mixtura.model.StoredVersion;
import io.mixtura.web.Page;
import io.mixtura.web.PageRequest;
import io.mixtura.web.idempotency.IdempotencyKeys;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Fits over HTTP. */
@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Fits", description = "Fits run in the background: submit, follow, cancel, resume")
class FitController {
  static final String PATH = "/api/v1/fits";

  private static final String ID = "Id of the fit, or `latest` for the one submitted last";
  private static final String GIVEN_ID = "Id of the fit, as the answer to its submission gave it";
  private static final String RETRY_AFTER_SECONDS = "1";

  private final Fits fits;
  private final Models models;

  FitController(Fits fits, Models models) {
    this.fits = fits;
    this.models = models;
  }

  @Needs(Scope.FIT)
  @PostMapping(path = PATH, consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "submitFit",
      summary = "Submit a fit",
      description =
          """
          Answers at once; the fit runs in the background. Everything that keeps it from starting is
          refused here, everything that happens later stands in the fit; `POST /api/v1/fits:validate`
          refuses the same and queues nothing. With the header `Prefer: wait=10` the answer comes when the fit has ended, or
          after that many seconds (at most 30).

          The examples fit Old Faithful, which the example of `POST /api/v1/datasets` uploads;
          those with inline data need nothing.\
          """)
  @FitBody
  @ApiResponse(
      responseCode = "202",
      description = "Queued; after a wait, the fit as it stands",
      headers = {
        @Header(name = "Location", description = "Its path", schema = @Schema(type = "string")),
        @Header(
            name = "Retry-After",
            description =
                "Seconds after which it is worth while to ask for it; absent when it has ended",
            schema = @Schema(type = "integer")),
        @Header(
            name = "Preference-Applied",
            description = "The wait that was granted",
            schema = @Schema(type = "string"))
      },
      content =
          @Content(
              schema = @Schema(implementation = Fit.class),
              examples = @ExampleObject(FitExamples.QUEUED)))
  @ApiResponse(
      responseCode = "400",
      description = "The body is not JSON, or a query parameter or header is malformed")
  @ApiResponse(responseCode = "404", description = "No such dataset")
  @ApiResponse(
      responseCode = "409",
      description = "The fit that this Idempotency-Key made has been deleted")
  @ApiResponse(responseCode = "413", description = "The body is over the limit")
  @ApiResponse(responseCode = "415", description = "The body is not JSON by its Content-Type")
  @ApiResponse(
      responseCode = "422",
      description =
          "Something is wrong with the request, and the errors say what and where; or the"
              + " Idempotency-Key was used for another request")
  @ApiResponse(responseCode = "429", description = "The queue is full")
  ResponseEntity<?> submit(
      @RequestBody FitRequest request,
      @Parameter(
              description =
                  "Answered 200 as `POST /api/v1/fits:validate` is, which takes its place",
              deprecated = true)
          @RequestParam(defaultValue = "false")
          boolean validateOnly,
      @Parameter(
              description =
                  "Any unique text, such as a UUID: sent again with the same request it returns the same fit")
          @RequestHeader(name = IdempotencyKeys.HEADER, required = false)
          @Nullable String idempotencyKey,
      @Parameter(description = "`wait=n`: wait for the end, up to n seconds")
          @RequestHeader(name = "Prefer", required = false)
          @Nullable String prefer) {
    Duration wait = WaitPreference.of(prefer);
    if (validateOnly) {
      return ResponseEntity.ok(fits.validate(request));
    }
    Fit fit = fits.submit(request, idempotencyKey);
    URI location = URI.create(PATH + "/" + fit.id());
    return answer(ResponseEntity.accepted().location(location), fit.id().toString(), fit, wait);
  }

  @Needs(Scope.FIT)
  @PostMapping(path = PATH + ":validate", consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "validateFit",
      summary = "Check a fit without submitting it",
      description =
          """
          Refuses what `POST /api/v1/fits` would refuse. Nothing is queued or stored: the answer is
          the request with every default resolved, an estimate of memory and time, and what you
          should know of the data.\
          """)
  @FitBody
  @ApiResponse(
      responseCode = "200",
      description = "The request is good",
      content =
          @Content(
              schema = @Schema(implementation = Validation.class),
              examples = @ExampleObject(FitExamples.VALIDATED)))
  @ApiResponse(responseCode = "400", description = "The body is not JSON")
  @ApiResponse(responseCode = "404", description = "No such dataset")
  @ApiResponse(responseCode = "413", description = "The body is over the limit")
  @ApiResponse(responseCode = "415", description = "The body is not JSON by its Content-Type")
  @ApiResponse(
      responseCode = "422",
      description = "Something is wrong with the request, and the errors say what and where")
  Validation validate(@RequestBody FitRequest request) {
    return fits.validate(request);
  }

  @Needs(Scope.READ)
  @GetMapping(PATH)
  @Operation(
      operationId = "listFits",
      summary = "List the fits, newest first",
      description =
          "All of them, or those in a state, of a model, on a dataset. They are slim: without `history` and `candidates` (null) of the result, without `bestSoFar` (null) and the lists of `initialization`, all of which `GET /fits/{id}` has.")
  @ApiResponse(responseCode = "200", description = "A page of fits")
  @ApiResponse(responseCode = "400", description = "Malformed pageToken, pageSize or state")
  Page<Fit> list(
      @Parameter(description = "Only fits in this state") @RequestParam(required = false)
          @Nullable JobState state,
      @Parameter(description = "Only fits of the model of this name")
          @RequestParam(required = false)
          @Nullable String model,
      @Parameter(description = "Only fits on the dataset with this id")
          @RequestParam(required = false)
          @Nullable String datasetId,
      @Parameter(description = "`nextPageToken` of the page before") @RequestParam(required = false)
          @Nullable String pageToken,
      @Parameter(description = "Entries on a page, at most 1000; 50 unless given")
          @RequestParam(required = false)
          @Nullable Integer pageSize) {
    return fits.list(state, model, datasetId, PageRequest.of(pageToken, pageSize));
  }

  @Needs(Scope.READ)
  @GetMapping(PATH + "/{id}")
  @Operation(
      operationId = "getFit",
      summary = "Get a fit: state, progress, result",
      description =
          "With the header `Prefer: wait=10` the answer comes when the fit has ended, or after that"
              + " many seconds (at most 30). Until it has ended, Retry-After says when to ask again.")
  @ApiResponse(
      responseCode = "200",
      description = "The fit as it stands",
      headers = {
        @Header(
            name = "Retry-After",
            description = "Seconds; absent when the fit has ended",
            schema = @Schema(type = "integer")),
        @Header(
            name = "Preference-Applied",
            description = "The wait that was granted",
            schema = @Schema(type = "string"))
      },
      content =
          @Content(
              schema = @Schema(implementation = Fit.class),
              examples = @ExampleObject(FitExamples.SUCCEEDED)))
  @ApiResponse(responseCode = "400", description = "Malformed Prefer header")
  @ApiResponse(responseCode = "404", description = "No such fit")
  ResponseEntity<Fit> get(
      @Parameter(description = ID, example = Fits.LATEST) @PathVariable String id,
      @Parameter(description = "`wait=n`: wait for the end, up to n seconds", example = "wait=10")
          @RequestHeader(name = "Prefer", required = false)
          @Nullable String prefer) {
    Duration wait = WaitPreference.of(prefer);
    return answer(ResponseEntity.ok(), id, fits.get(id), wait);
  }

  /** The fit as it stands, or after a wait. */
  private ResponseEntity<Fit> answer(
      ResponseEntity.BodyBuilder answer, String id, Fit now, Duration wait) {
    if (wait.isZero()) {
      return retried(answer, now);
    }
    answer.header("Preference-Applied", "wait=" + wait.toSeconds());
    return retried(answer, fits.await(id, wait));
  }

  private static ResponseEntity<Fit> retried(ResponseEntity.BodyBuilder answer, Fit fit) {
    if (fit.state().isLive()) {
      answer.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }
    return answer.body(fit);
  }

  @Needs(Scope.FIT)
  @PostMapping(PATH + "/{id}/cancel")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(
      operationId = "cancelFit",
      summary = "Cancel a fit",
      description =
          "It stops within a second and keeps the best it has found so far, in `bestSoFar`; no model"
              + " is stored unless POST …/store asks for it. It can be resumed.")
  @ApiResponse(responseCode = "202", description = "It stops, or has not begun and is cancelled")
  @ApiResponse(responseCode = "400", description = "`latest` is not accepted here")
  @ApiResponse(responseCode = "404", description = "No such fit")
  @ApiResponse(responseCode = "409", description = "It has ended already")
  Fit cancel(@Parameter(description = GIVEN_ID) @PathVariable String id) {
    return fits.cancel(id);
  }

  @Needs(Scope.FIT)
  @PostMapping(PATH + "/{id}/resume")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(
      operationId = "resumeFit",
      summary = "Resume a cancelled or failed fit",
      description = "It goes on from its checkpoint and ends as if nothing had happened.")
  @ApiResponse(responseCode = "202", description = "Queued again")
  @ApiResponse(responseCode = "400", description = "`latest` is not accepted here")
  @ApiResponse(responseCode = "404", description = "No such fit, or its dataset is gone")
  @ApiResponse(responseCode = "409", description = "Not cancelled or failed, or no checkpoint")
  Fit resume(@Parameter(description = GIVEN_ID) @PathVariable String id) {
    return fits.resume(id);
  }

  @Needs(Scope.FIT)
  @PostMapping(PATH + "/{id}/store")
  @Operation(
      operationId = "storeFit",
      summary = "Store the best that a cancelled fit had found",
      description =
          "`bestSoFar` becomes the next version of the fit's model, which can be asked like any other and says `cancelledFit` as its origin. Asked again, the answer is the same version.")
  @StoredVersion.Answered
  @ApiResponse(responseCode = "404", description = "No such fit")
  @ApiResponse(
      responseCode = "409",
      description = "It is not cancelled, or was before it had found anything")
  ResponseEntity<byte[]> store(
      @Parameter(description = ID, example = Fits.LATEST) @PathVariable String id) {
    return StoredVersion.answer(fits.store(id), models);
  }

  @Needs(Scope.FIT)
  @DeleteMapping(PATH + "/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      operationId = "deleteFit",
      summary = "Delete a fit that has ended",
      description = "The model that it stored stays.")
  @ApiResponse(responseCode = "204", description = "Deleted")
  @ApiResponse(responseCode = "400", description = "`latest` is not accepted here")
  @ApiResponse(responseCode = "404", description = "No such fit")
  @ApiResponse(responseCode = "409", description = "It has not ended")
  void delete(@Parameter(description = GIVEN_ID) @PathVariable String id) {
    fits.delete(id);
  }
}
