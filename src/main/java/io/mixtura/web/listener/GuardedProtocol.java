package io.mixtura.web.listener;

import java.time.Duration;
import org.apache.coyote.http11.Http11NioProtocol;

/**
 * HTTP over a {@link GuardedEndpoint}.
 *
 * <p>Public, with a public constructor, because Tomcat makes it by its class name.
 */
public final class GuardedProtocol extends Http11NioProtocol {
  private final GuardedEndpoint endpoint;

  /** Made by Tomcat. */
  public GuardedProtocol() {
    this(new GuardedEndpoint());
  }

  private GuardedProtocol(GuardedEndpoint endpoint) {
    super(endpoint);
    this.endpoint = endpoint;
  }

  /**
   * @param headerTime how long a header may take to come in
   * @param connections that one address may have open
   */
  public void limit(Duration headerTime, int connections) {
    endpoint.limit(headerTime, connections);
  }

  /** Whether the threads are alive without which nobody is answered. */
  public boolean isAlive() {
    return endpoint.isAlive();
  }
}
