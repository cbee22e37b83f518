package io.mixtura.fit;

import io.mixtura.caller.Needs;
import io.mixtura.caller.Scope;
import io.mixtura.caller.Tenant;
import io.mixtura.web.body.Traffic;
import io.mixtura.web.problem.Excerpt;
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
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The endpoints by which one follows a fit: what happens, and what has happened. */
@RestController
@Needs(Scope.READ)
@RequestMapping("/api/v1/fits/{id}")
@Tag(name = "Fits")
class FitEventsController {
  private static final Logger LOG = LoggerFactory.getLogger(FitEventsController.class);
  private static final String ID = "Id of the fit, or `latest` for the one submitted last";
  private static final String LAST = "Last-Event-ID";
  private static final String EVENTS =
      """
      retry: 1000

      event: state
      data: {"state":"RUNNING","queuePosition":null,"attempts":1}

      id: 61
      event: progress
      data: {"candidate":0,"candidates":1,"start":17,"startsTried":48,"position":4,"positions":5,"iteration":11,\
      "logLikelihood":-1130.2639601847422,"inertia":null,"fold":null,"folds":null,"fraction":0.97,"etaMillis":20,"phase":"iterations"}

      id: 75
      event: end
      data: {"id":"6be91b39-ddf7-418b-8d19-bb4bae50e668","state":"SUCCEEDED",…}

      """;
  private static final String TRACE =
      """
      {"id": "6be91b39-ddf7-418b-8d19-bb4bae50e668", "state": "RUNNING", "measure": "logLikelihood",
       "starts": [{"candidate": 0, "start": 14, "position": 0, "iterations": 3, "every": 1,
                   "values": [-1288.6866291548922, -1282.350905767617, -1276.8682789157324], "end": null, "state": "running"}],
       "leftOut": 0, "candidates": []}\
      """;

  private final Fits fits;
  private final FitWatches watches;
  private final Traffic traffic;

  FitEventsController(Fits fits, FitWatches watches, Traffic traffic) {
    this.fits = fits;
    this.watches = watches;
    this.traffic = traffic;
  }

  @GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  @Operation(
      operationId = "followFit",
      summary = "Follow a fit by server-sent events",
      description =
          """
          * `state`: `{"state","queuePosition","attempts"}`, at first and whenever it changes.
          * `progress`: the fit's `progress` and its `phase`, some times a second; `fraction` never falls. Phases are `starts`, which are
            tried, `iterations` of one that is followed, `heldOut`, a fold that is, and `bootstrap`.
          * `model`: with `parameters=true` the parameters of the start at work, at most ten times a second, as a stored
            model's document has them; components keep their numbers.
          * `candidate`: one of several has ended, or has ended better in a second turn: its number and its entry in `result.candidates`.
          * `end`: the fit as lists show it. Then the stream closes.

          What is told once has an id, a number that rises; the others say how things are now. Whoever comes back with
          `Last-Event-ID`, to any replica, is told what he missed, of `progress` as far as it is remembered; 204 if that was the end.
          Whole curves: `GET …/trace`. A comment every 15 seconds. The stream also closes, with a `retry`, after ten minutes and when
          the service shuts down: come back. It counts as a stream (`mixtura.limits.tenant.streams`). EventSource sends no keys; `fetch` does.\
          """)
  @ApiResponse(
      responseCode = "200",
      description = "Events; of a fit that has ended, its candidates and its end",
      content =
          @Content(
              mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
              schema = @Schema(type = "string"),
              examples = @ExampleObject(EVENTS)))
  @ApiResponse(
      responseCode = "204",
      description = "Nothing comes after the event of Last-Event-ID, which was the end",
      content = @Content)
  @ApiResponse(responseCode = "400", description = "Last-Event-ID is no id of an event")
  @ApiResponse(responseCode = "404", description = "No such fit")
  void follow(
      @Parameter(description = ID, example = Fits.LATEST) @PathVariable String id,
      @Parameter(description = "Whether models of the start at work are sent")
          @RequestParam(defaultValue = "false")
          boolean parameters,
      @Parameter(description = "Id of the last event that was seen")
          @RequestHeader(name = LAST, required = false)
          @Nullable String lastEventId,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    long last = number(lastEventId);
    UUID fit = fits.id(id);
    response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    // Else nginx keeps what it is sent until there is enough of it.
    response.setHeader("X-Accel-Buffering", "no");
    if (HttpMethod.HEAD.matches(request.getMethod())) {
      return;
    }
    try (var _ = traffic.stream(Tenant.current());
        FitWatches.Stay stay = watches.enter(fit, parameters)) {
      FitStream stream = new FitStream(stay.watch(), response.getOutputStream(), last, parameters);
      if (stream.hasNothing()) {
        response.setStatus(HttpStatus.NO_CONTENT.value());
        return;
      }
      stream.run();
    } catch (IOException gone) {
      LOG.debug("nobody follows fit {} here any more: {}", fit, gone.toString());
    }
  }

  private static long number(@Nullable String id) {
    if (id == null || id.isEmpty()) {
      return FitStream.NEVER;
    }
    if (!id.matches("\\d{1,18}")) {
      throw Refusal.of(
          HttpStatus.BAD_REQUEST,
          LAST,
          "'%s' is no id of an event; send the one that came last, or leave it out"
              .formatted(Excerpt.of(id)));
    }
    return Long.parseLong(id);
  }

  @GetMapping(path = "/trace", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "traceFit",
      summary = "Get the way that a fit has taken",
      description =
          """
          The log-likelihood of every iteration of every start that was followed, and of each candidate its
          criteria; while the fit runs, at most a second old, and for as long as the fit is kept. It is bounded: at
          most 5,000 values, where of the longest starts every second one is dropped when there would be more (`every`),
          of at most 500 starts, the last ones (`leftOut`). Starts that were only tried, folds that were held out and bootstrap replicates are not in it.\
          """)
  @ApiResponse(
      responseCode = "200",
      description = "The trace so far",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON_VALUE,
              schema = @Schema(implementation = FitTraceView.class),
              examples = @ExampleObject(TRACE)))
  @ApiResponse(responseCode = "404", description = "No such fit")
  FitTraceView trace(@Parameter(description = ID, example = Fits.LATEST) @PathVariable String id) {
    return fits.trace(id);
  }
}
