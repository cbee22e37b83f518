package io.mixtura.web.body;

import io.mixtura.web.problem.Refusal;
import io.mixtura.web.problem.RefusingFilter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Lets bodies in that have room: refuses those over the limit with a 413, by the header {@code
 * Content-Length} before a byte is read, or else by counting, and those for which there is no
 * memory at the moment with a 503. {@link DrainValve} sees to it that the sender gets to read that.
 * Those that are streamed have a place among them, which long answers take, too.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class BodyLimit extends RefusingFilter {
  /** Endpoints whose bodies pass through without being held in memory. */
  private static final List<PathPattern> STREAMED =
      patterns(
          "/api/v1/datasets",
          "/api/v1/datasets:{format}",
          "/api/v1/models/{name}/versions/{version}/responsibilities",
          "/api/v1/models/{name}/versions/{version}/score",
          "/api/v1/models/{name}/versions/{version}/impute",
          "/api/v1/models/{name}/responsibilities",
          "/api/v1/models/{name}/score",
          "/api/v1/models/{name}/impute");

  /** Those that ask one thing in JSON, which is read whole, and of many rows in other formats. */
  private static final List<PathPattern> STREAMED_UNLESS_JSON =
      patterns(
          "/api/v1/models/{name}/versions/{version}/conditional",
          "/api/v1/models/{name}/versions/{version}/marginal",
          "/api/v1/models/{name}/conditional",
          "/api/v1/models/{name}/marginal");

  /** Not that with one value per line, which is rows. */
  private static final Pattern JSON =
      Pattern.compile("\\s*application/([^;]*\\+)?json\\s*(;|$)", Pattern.CASE_INSENSITIVE);

  private static final Pattern ARCHIVE = Pattern.compile("npz|parquet", Pattern.CASE_INSENSITIVE);

  /** Points of a size that is held at once: so few need no place among those that are streamed. */
  private static final long SMALL = 1 << 16;

  private final Limits limits;
  private final BodyMemory memory;
  private final Traffic traffic;

  BodyLimit(
      Limits limits,
      BodyMemory memory,
      Traffic traffic,
      @Qualifier("handlerExceptionResolver") ObjectProvider<HandlerExceptionResolver> refusals) {
    super(refusals);
    this.limits = limits;
    this.memory = memory;
    this.traffic = traffic;
  }

  @Override
  protected void pass(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    limits.tell(request);
    try (StreamPlace place = new StreamPlace(traffic, request)) {
      pass(request, response, chain, place);
    }
  }

  private void pass(
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain,
      StreamPlace place)
      throws ServletException, IOException {
    if (!hasBody(request)) {
      chain.doFilter(request, response);
      return;
    }
    try (BodyMemory.Part part = memory.part()) {
      CountedRequest counted = counted(request, part);
      Expansion.bound(request, limitOf(request));
      Refusal tooLarge = counted.refusalByLength();
      if (tooLarge != null) {
        throw tooLarge;
      }
      if (counted.isStreamed()) {
        place.take();
      }
      chain.doFilter(counted, response);
    }
  }

  private CountedRequest counted(HttpServletRequest request, BodyMemory.Part part) {
    long length = request.getContentLengthLong();
    boolean small =
        length >= 0
            && length <= SMALL
            && CountedRequest.coding(request) == ContentCoding.IDENTITY
            && !isArchive(request);
    return new CountedRequest(
        request,
        limitOf(request),
        new LowestRate(limits.bodyRate()),
        part,
        isStreamed(request) && !small);
  }

  /** Files that are compressed in themselves, and may hold far more than they have bytes. */
  private static boolean isArchive(HttpServletRequest request) {
    String type = request.getContentType();
    return type != null && ARCHIVE.matcher(type).find();
  }

  private BodyCount limitOf(HttpServletRequest request) {
    return isStreamed(request)
        ? new BodyCount(limits.body().toBytes(), "mixtura.limits.body")
        : new BodyCount(limits.request().toBytes(), "mixtura.limits.request");
  }

  private static boolean isStreamed(HttpServletRequest request) {
    PathContainer path = PathContainer.parsePath(request.getRequestURI());
    return HttpMethod.POST.matches(request.getMethod())
        && (isIn(STREAMED, path) || isIn(STREAMED_UNLESS_JSON, path) && !isJson(request));
  }

  private static boolean isIn(List<PathPattern> patterns, PathContainer path) {
    return patterns.stream().anyMatch(pattern -> pattern.matches(path));
  }

  private static boolean isJson(HttpServletRequest request) {
    String type = request.getContentType();
    return type == null || JSON.matcher(type).lookingAt();
  }

  private static List<PathPattern> patterns(String... paths) {
    return Stream.of(paths).map(PathPatternParser.defaultInstance::parse).toList();
  }

  private static boolean hasBody(HttpServletRequest request) {
    return request.getContentLengthLong() > 0
        || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
  }
}
