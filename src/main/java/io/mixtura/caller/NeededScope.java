package io.mixtura.caller;

import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;

/** The scope that an endpoint takes, see {@link Needs}. */
public final class NeededScope {
  private NeededScope() {}

  /** What the method says, else its controller; null if neither does. */
  public static @Nullable Scope of(HandlerMethod endpoint) {
    Needs needs = AnnotatedElementUtils.findMergedAnnotation(endpoint.getMethod(), Needs.class);
    if (needs == null) {
      needs = AnnotatedElementUtils.findMergedAnnotation(endpoint.getBeanType(), Needs.class);
    }
    return needs == null ? null : needs.value();
  }
}
