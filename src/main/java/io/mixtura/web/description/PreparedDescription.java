package io.mixtura.web.description;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.aot.AotDetector;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * A filter that answers with the description of the API which the build has made, in a service that
 * starts from what the build has found out; in any other one springdoc makes it.
 */
@Component(PreparedDescription.BEAN)
@Order(Ordered.HIGHEST_PRECEDENCE + 7)
public class PreparedDescription extends OncePerRequestFilter {
  /** Its name as a bean. */
  public static final String BEAN = "preparedDescription";

  /** Where the build leaves the description. */
  public static final String RESOURCE = "io/mixtura/web/api-docs.json";

  /** Where the description is asked for. */
  public static final String PATH = "/v3/api-docs";

  private final boolean isPrepared =
      AotDetector.useGeneratedArtifacts() && new ClassPathResource(RESOURCE).exists();

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !isPrepared
        || !request.getMethod().equals(HttpMethod.GET.name())
        || !request.getRequestURI().equals(request.getContextPath() + PATH);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    byte[] description = new ClassPathResource(RESOURCE).getContentAsByteArray();
    response.setContentType(MediaType.APPLICATION_JSON_VALUE);
    response.setContentLength(description.length);
    response.getOutputStream().write(description);
  }
}
