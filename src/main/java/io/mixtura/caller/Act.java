package io.mixtura.caller;

import jakarta.servlet.ServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * What the request at work does to what is stored, as those tell who do it: for the entry in the
 * audit, which is committed together with what is done. Where no request is answered, nobody hears
 * of it.
 */
public final class Act {
  private static final String OBJECT = "io.mixtura.act.object";
  private static final String NOTHING = "io.mixtura.act.nothing";

  private Act() {}

  /** Tells what is made, by its path. */
  public static void makes(String path) {
    tell(OBJECT, path);
    tell(NOTHING, null);
  }

  /** Tells that all is as it was: what is asked for had been done before. */
  public static void changesNothing() {
    tell(NOTHING, true);
  }

  private static void tell(String name, @Nullable Object value) {
    RequestAttributes request = RequestContextHolder.getRequestAttributes();
    if (request == null) {
      return;
    }
    if (value == null) {
      request.removeAttribute(name, RequestAttributes.SCOPE_REQUEST);
    } else {
      request.setAttribute(name, value, RequestAttributes.SCOPE_REQUEST);
    }
  }

  /** The path of what a request made; null if it made nothing, or nobody has told. */
  public static @Nullable String made(ServletRequest request) {
    return request.getAttribute(OBJECT) instanceof String path ? path : null;
  }

  /** Whether somebody has told that all is as it was. */
  public static boolean isNothing(ServletRequest request) {
    return request.getAttribute(NOTHING) != null;
  }
}
