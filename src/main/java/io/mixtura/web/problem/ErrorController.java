package io.mixtura.web.problem;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Gives what fails outside of any endpoint (in a filter, say) the shape of all other problems. */
@Hidden
@RestController
class ErrorController implements org.springframework.boot.webmvc.error.ErrorController {

  @RequestMapping("${server.error.path:/error}")
  ResponseEntity<ProblemDetail> error(HttpServletRequest request) {
    // Whoever asks for this path outright finds nothing here.
    Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    HttpStatus known = code instanceof Integer number ? HttpStatus.resolve(number) : null;
    HttpStatus status = known == null ? HttpStatus.NOT_FOUND : known;
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail(status));
    problem.setType(ProblemType.of(status).uri());
    problem.setProperty("errors", List.of());
    if (request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String path) {
      problem.setInstance(URI.create(path));
    }
    return ResponseEntity.status(status)
        // What Tomcat refuses by itself comes past no filter.
        .headers(headers -> StrictHeaders.of("").forEach(headers::set))
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(problem);
  }

  /** Nothing of what was thrown: it may tell of our insides. */
  private static String detail(HttpStatus status) {
    return status == HttpStatus.BAD_REQUEST
        ? ProblemDetails.BROKEN_BODY
        : status.getReasonPhrase().toLowerCase(Locale.ROOT);
  }
}
