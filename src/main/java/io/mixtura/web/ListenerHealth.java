package io.mixtura.web;

import io.mixtura.web.listener.GuardedProtocol;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Whether connections are accepted and heard; a part of liveness. */
@Component("listenerHealthIndicator")
final class ListenerHealth implements HealthIndicator {
  private final List<GuardedProtocol> listeners = new CopyOnWriteArrayList<>();

  void watch(GuardedProtocol listener) {
    listeners.add(listener);
  }

  @Override
  public Health health() {
    boolean alive = listeners.stream().allMatch(GuardedProtocol::isAlive);
    return (alive ? Health.up() : Health.down()).build();
  }
}
