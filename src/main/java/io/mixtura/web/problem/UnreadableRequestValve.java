package io.mixtura.web.problem;

import java.io.IOException;
import java.io.Writer;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;

/**
 * Answers requests that are no valid HTTP, which never reach Spring, with a problem document too.
 *
 * <p>Public, with a public constructor, because Tomcat makes it by its class name.
 */
public final class UnreadableRequestValve extends ErrorReportValve {
  private static final String UNREADABLE =
      "the request is no valid HTTP: letters beyond ASCII, spaces and characters like [ ] { } | in a"
          + " URL must be percent-encoded, its path can hold neither %2F nor %00 nor bytes that are"
          + " no UTF-8, and the URL together with the headers must not exceed 64 KB";

  private static final String UNKNOWN_CODING =
      "the header Transfer-Encoding names a coding that is not supported; send the body chunked, or with a Content-Length";

  /** Made by Tomcat. */
  public UnreadableRequestValve() {}

  @Override
  protected void report(Request request, Response response, @Nullable Throwable failure) {
    int code = response.getStatus();
    if (code < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    HttpStatus status = HttpStatus.resolve(code);
    String title = status == null ? "Error" : status.getReasonPhrase();
    String detail = detail(code, title);
    try {
      response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
      response.setCharacterEncoding("UTF-8");
      StrictHeaders.of("").forEach(response::setHeader);
      Writer writer = response.getReporter();
      if (writer != null) {
        // Nothing of the request stands in it, so nothing needs to be escaped.
        writer.write(
            "{\"type\":\"%s\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\",\"errors\":[]}"
                .formatted(
                    ProblemType.of(HttpStatusCode.valueOf(code)).uri(), title, code, detail));
        response.finishResponse();
      }
    } catch (IOException | IllegalStateException gone) {
      // Whoever sent this no longer listens; there is nobody left to tell.
      container.getLogger().debug("The sender of an unreadable request left", gone);
    }
  }

  private static String detail(int code, String title) {
    return switch (code) {
      case 400 -> UNREADABLE;
      case 501 -> UNKNOWN_CODING;
      default -> title;
    };
  }
}
