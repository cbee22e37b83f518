package io.mixtura.web.problem;

import java.util.Map;

/** The headers of every answer that tell a browser to do with it as little as will do. */
public final class StrictHeaders {
  private static final String NOTHING =
      "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  /** Swagger UI draws with styles of its own making and with images that stand in them. */
  private static final String SWAGGER =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
          + " font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";

  /** The page has all that it needs in files, and draws files that are taken away out of itself. */
  private static final String PAGE =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final Map<String, String> OF_DATA = with(NOTHING);
  private static final Map<String, String> OF_SWAGGER = with(SWAGGER);
  private static final Map<String, String> OF_PAGE = with(PAGE);

  private StrictHeaders() {}

  /** Those of the answer to a request for a path. */
  public static Map<String, String> of(String path) {
    if (path.equals("/") || path.startsWith("/page/")) {
      return OF_PAGE;
    }
    return path.startsWith("/swagger-ui") ? OF_SWAGGER : OF_DATA;
  }

  private static Map<String, String> with(String policy) {
    return Map.of(
        "Content-Security-Policy", policy,
        "Cross-Origin-Opener-Policy", "same-origin",
        "Cross-Origin-Resource-Policy", "same-origin",
        "Referrer-Policy", "no-referrer",
        "X-Content-Type-Options", "nosniff",
        "X-Frame-Options", "DENY");
  }
}
