package io.mixtura.web.body;

import jakarta.servlet.ServletRequest;
import java.util.function.LongConsumer;

/**
 * The bound on what comes out of a compressed file that is the body of a request: as much as a body
 * may have that is not compressed.
 */
public final class Expansion {
  private static final String ATTRIBUTE = "io.mixtura.expansion";

  private Expansion() {}

  static void bound(ServletRequest request, BodyCount limit) {
    request.setAttribute(ATTRIBUTE, limit);
  }

  /**
   * What is told of bytes as they come out.
   *
   * @throws io.mixtura.web.problem.Refusal 413 when there have been too many
   */
  public static LongConsumer of(ServletRequest request) {
    return request.getAttribute(ATTRIBUTE) instanceof BodyCount limit
        ? limit.another()::addExpanded
        : _ -> {};
  }
}
