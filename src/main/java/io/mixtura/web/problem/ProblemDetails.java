package io.mixtura.web.problem;

import io.mixtura.database.DatabaseTrouble;
import io.mixtura.database.StorageGone;
import io.mixtura.database.ThrottledWarning;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.coyote.BadRequestException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;

/**
 * The handler that answers every refusal as RFC 9457 problem details with a {@link ProblemType} and
 * {@code errors: [{pointer, detail}]}.
 *
 * <p>400 is for requests that cannot be read (no JSON, a malformed parameter), 422 for those that
 * can be read and ask for something that is not possible.
 */
@RestControllerAdvice
class ProblemDetails extends ResponseEntityExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemDetails.class);

  /** Tomcat answers this one by itself (see ErrorController) unless the answer is ready sooner. */
  static final String BROKEN_BODY =
      "the body broke off before its end, or its chunks are malformed";

  /** Refusals that the same request may not meet a little later. */
  private static final Set<Integer> PASSING =
      Set.of(HttpStatus.TOO_MANY_REQUESTS.value(), HttpStatus.SERVICE_UNAVAILABLE.value());

  private final ThrottledWarning diskFull = new ThrottledWarning(LOG, "The disk is full");
  private final ThrottledWarning storageGone =
      new ThrottledWarning(LOG, "What is stored has been taken away");
  private final ThrottledWarning databaseAway =
      new ThrottledWarning(LOG, "The database does not answer");
  private final ThrottledWarning diskUnwritable =
      new ThrottledWarning(LOG, "The disk cannot be written");

  /** Whatever no other method here is for. */
  @ExceptionHandler
  @Nullable ResponseEntity<Object> any(Exception failure, WebRequest request) {
    Refusal refusal = Causes.find(failure, Refusal.class);
    if (refusal != null) {
      return answer(refusal, new HttpHeaders(), request);
    }
    if (Causes.find(failure, BadRequestException.class) != null) {
      LOG.debug("The body broke off, most likely its sender left", failure);
      return refuse(HttpStatus.BAD_REQUEST, "", BROKEN_BODY, new HttpHeaders(), request);
    }
    StorageGone gone = Causes.find(failure, StorageGone.class);
    if (gone != null) {
      return isGone(gone, request);
    }
    if (DatabaseTrouble.isPassing(failure)) {
      return databaseIsAway(failure, request);
    }
    Refusal unreadable = unreadable(failure);
    if (unreadable != null) {
      return answer(unreadable, new HttpHeaders(), request);
    }
    if (isCommitted(request)) {
      LOG.debug("The answer had begun when this happened, most likely its reader left", failure);
      return null;
    }
    return unexpected(failure, request);
  }

  /** What libraries find unreadable in a request, and say so in no type that Spring maps. */
  private static @Nullable Refusal unreadable(Exception failure) {
    if (Causes.find(failure, InvalidMimeTypeException.class) != null
        || Causes.find(failure, InvalidMediaTypeException.class) != null) {
      return Refusal.of(
          HttpStatus.NOT_ACCEPTABLE,
          HttpHeaders.ACCEPT,
          "the header Accept cannot be read; leave it out, or name types in it, such as application/json");
    }
    if (Causes.find(failure, RequestRejectedException.class) != null) {
      return new Refusal(
          HttpStatus.BAD_REQUEST,
          "the path or a header of the request can be read in more than one way; leave out //, ;, \\, encoded slashes, . and .. in the path, and control characters in headers");
    }
    return Causes.find(failure, InvalidParameterException.class) == null
        ? null
        : new Refusal(
            HttpStatus.BAD_REQUEST,
            "the parameters of the query cannot be read, or there are more of them than are accepted");
  }

  private @Nullable ResponseEntity<Object> isGone(StorageGone gone, WebRequest request) {
    storageGone.warn(gone);
    Refusal refusal =
        new Refusal(
            ProblemType.STORAGE_GONE,
            "%s is gone, so nothing can be stored; the operator can bring it back from a backup and start the service again"
                .formatted(gone.what()));
    return answer(refusal, new HttpHeaders(), request);
  }

  private @Nullable ResponseEntity<Object> databaseIsAway(Exception failure, WebRequest request) {
    if (DatabaseTrouble.isDiskFull(failure)) {
      diskFull.warn(failure);
      return answer(
          new Refusal(
              HttpStatus.INSUFFICIENT_STORAGE,
              "the disk is full; delete datasets, or ask the operator for room"),
          new HttpHeaders(),
          request);
    }
    boolean unwritable = DatabaseTrouble.isDiskUnwritable(failure);
    (unwritable ? diskUnwritable : databaseAway).warn(failure);
    Refusal refusal =
        new Refusal(
            HttpStatus.SERVICE_UNAVAILABLE,
            unwritable
                ? "the disk cannot be written, so nothing can be stored; the operator can repair it and start the service again"
                : "the database does not answer; try again in a moment");
    return answer(refusal, new HttpHeaders(), request);
  }

  private @Nullable ResponseEntity<Object> unexpected(Exception failure, WebRequest request) {
    UUID id = UUID.randomUUID();
    LOG.error("Unexpected failure {} of {}", id, request.getDescription(false), failure);
    String detail =
        "something went wrong here that is not the request's fault; the log tells more under %s"
            .formatted(id);
    ProblemDetail problem = problem(HttpStatus.INTERNAL_SERVER_ERROR, detail, List.of());
    problem.setProperty("id", id.toString());
    return write(problem, new HttpHeaders(), request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException unreadable,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    Refusal ours = Causes.find(unreadable, Refusal.class);
    if (ours != null) {
      return answer(ours, headers, request);
    }
    JacksonException json = Causes.find(unreadable, JacksonException.class);
    Refusal refusal =
        json != null
            ? JsonRefusals.of(json)
            : Refusal.of(
                HttpStatus.BAD_REQUEST, "", "the request has no body, but one is required");
    return answer(refusal, headers, request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
      MethodArgumentNotValidException invalid,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return answer(bodyRefusal(Violations.of(invalid.getFieldErrors())), headers, request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
      HandlerMethodValidationException invalid,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    List<Refusal.Cause> body = new ArrayList<>();
    List<Refusal.Cause> parameters = new ArrayList<>();
    for (ParameterValidationResult result : invalid.getParameterValidationResults()) {
      if (result instanceof ParameterErrors errors) {
        body.addAll(Violations.of(errors.getFieldErrors()));
      } else {
        parameters.addAll(Violations.of(result));
      }
    }
    Refusal refusal =
        parameters.isEmpty()
            ? bodyRefusal(body)
            : new Refusal(HttpStatus.BAD_REQUEST, Violations.summary(parameters), parameters);
    return answer(refusal, headers, request);
  }

  private static Refusal bodyRefusal(List<Refusal.Cause> causes) {
    return new Refusal(HttpStatus.UNPROCESSABLE_CONTENT, Violations.summary(causes), causes);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleMissingServletRequestParameter(
      MissingServletRequestParameterException missing,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    String name = missing.getParameterName();
    String detail = "the query parameter '%s' is required".formatted(name);
    return answer(Refusal.ofParameter(HttpStatus.BAD_REQUEST, name, detail), headers, request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleServletRequestBindingException(
      ServletRequestBindingException binding,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    if (binding instanceof MissingRequestHeaderException missing) {
      String name = missing.getHeaderName();
      return refuse(
          HttpStatus.BAD_REQUEST,
          name,
          "the header '%s' is required".formatted(name),
          headers,
          request);
    }
    return super.handleServletRequestBindingException(binding, headers, status, request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleTypeMismatch(
      TypeMismatchException mismatch,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    String name =
        mismatch instanceof MethodArgumentTypeMismatchException argument
            ? argument.getName()
            : String.valueOf(mismatch.getPropertyName());
    String detail =
        "'%s' must be %s, but was '%s'"
            .formatted(name, JsonTypes.expected(mismatch.getRequiredType()), mismatch.getValue());
    return answer(Refusal.ofParameter(HttpStatus.BAD_REQUEST, name, detail), headers, request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleNoResourceFoundException(
      NoResourceFoundException none,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    String detail =
        "there is no %s %s; /swagger-ui.html shows what there is"
            .formatted(none.getHttpMethod(), path(request));
    return answer(Refusal.notFound(detail), headers, request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHttpRequestMethodNotSupported(
      HttpRequestMethodNotSupportedException unsupported,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    String detail =
        "%s is not possible on %s, but %s is"
            .formatted(
                unsupported.getMethod(),
                path(request),
                joined(unsupported.getSupportedHttpMethods()));
    return answer(new Refusal(HttpStatus.METHOD_NOT_ALLOWED, detail), headers, request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHttpMediaTypeNotSupported(
      HttpMediaTypeNotSupportedException unsupported,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    String detail =
        "%s; supported: %s%s"
            .formatted(
                complaint(unsupported.getContentType(), request),
                joined(unsupported.getSupportedMediaTypes()),
                remedy(unsupported.getContentType()));
    return refuse(
        HttpStatus.UNSUPPORTED_MEDIA_TYPE, HttpHeaders.CONTENT_TYPE, detail, headers, request);
  }

  private static String complaint(@Nullable MediaType sent, WebRequest request) {
    if (sent != null) {
      return "a body of type %s is not supported here".formatted(sent);
    }
    String unread = request.getHeader(HttpHeaders.CONTENT_TYPE);
    return unread == null
        ? "the header Content-Type is missing"
        : "the header Content-Type, '%s', names no type or charset that there is"
            .formatted(Excerpt.of(unread));
  }

  private static String remedy(@Nullable MediaType sent) {
    if (MediaType.MULTIPART_FORM_DATA.equalsTypeAndSubtype(sent)) {
      return ". Send the file itself as the body (curl --data-binary @file, not -F)";
    }
    return MediaType.APPLICATION_FORM_URLENCODED.equalsTypeAndSubtype(sent)
        ? ". curl names this type unless told otherwise: add -H 'Content-Type: …'"
        : "";
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHttpMediaTypeNotAcceptable(
      HttpMediaTypeNotAcceptableException unacceptable,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    String detail =
        "the answer cannot be written as the header Accept asks for; possible: %s"
            .formatted(joined(unacceptable.getSupportedMediaTypes()));
    return refuse(HttpStatus.NOT_ACCEPTABLE, HttpHeaders.ACCEPT, detail, headers, request);
  }

  /** What Spring refuses in its own words still has the shape of all others. */
  @Override
  protected @Nullable ResponseEntity<Object> handleExceptionInternal(
      Exception failure,
      @Nullable Object body,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    if (status.is5xxServerError()) {
      return any(failure, request);
    }
    String detail = body instanceof ProblemDetail problem ? problem.getDetail() : null;
    return write(problem(status, detail == null ? "" : detail, List.of()), headers, request);
  }

  private @Nullable ResponseEntity<Object> refuse(
      HttpStatus status, String pointer, String detail, HttpHeaders headers, WebRequest request) {
    return answer(Refusal.of(status, pointer, detail), headers, request);
  }

  private @Nullable ResponseEntity<Object> answer(
      Refusal refusal, HttpHeaders headers, WebRequest request) {
    String detail = String.valueOf(refusal.getMessage());
    ProblemDetail problem = problem(refusal.status(), detail, refusal.causes());
    problem.setType(refusal.type().uri());
    return write(problem, headers, request);
  }

  private static ProblemDetail problem(
      HttpStatusCode status, String detail, List<Refusal.Cause> causes) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
    problem.setType(ProblemType.of(status).uri());
    problem.setProperty("errors", causes);
    return problem;
  }

  private static @Nullable ResponseEntity<Object> write(
      ProblemDetail problem, HttpHeaders headers, WebRequest request) {
    if (isCommitted(request)) {
      LOG.warn("Too late to say in an answer that has begun: {}", problem.getDetail());
      return null;
    }
    HttpHeaders all = new HttpHeaders(headers);
    // Said outright, so that it is a problem document whatever the header Accept asks for.
    all.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    if (PASSING.contains(problem.getStatus())) {
      all.set(HttpHeaders.RETRY_AFTER, "5");
    }
    return new ResponseEntity<>(problem, all, problem.getStatus());
  }

  private static boolean isCommitted(WebRequest request) {
    return request instanceof ServletWebRequest servlet
        && servlet.getResponse() != null
        && servlet.getResponse().isCommitted();
  }

  private static String path(WebRequest request) {
    return request instanceof ServletWebRequest servlet ? servlet.getRequest().getRequestURI() : "";
  }

  private static String joined(@Nullable Collection<?> possible) {
    return possible == null || possible.isEmpty()
        ? "nothing"
        : possible.stream().map(Object::toString).sorted().collect(Collectors.joining(", "));
  }
}
