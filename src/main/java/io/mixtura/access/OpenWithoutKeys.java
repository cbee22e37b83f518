package io.mixtura.access;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Refuses to start, however lazily all else is made, where others could reach a service that asks
 * nobody for a key.
 */
@Component
@Lazy(false)
final class OpenWithoutKeys {
  OpenWithoutKeys(
      SecuritySettings security,
      ServerProperties server,
      Environment environment,
      KeysNeeded keys) {
    if (security.open() || keys.now()) {
      return;
    }
    check("server.address", server.getAddress());
    if (ManagementPort.isApart(environment)) {
      check(
          "management.server.address",
          Binder.get(environment)
              .bind("management.server.address", InetAddress.class)
              .orElse(null));
    }
  }

  private static void check(String setting, @Nullable InetAddress address) {
    if (address == null || !address.isLoopbackAddress()) {
      throw new Open(setting, address);
    }
  }

  /** The service would be open to others. */
  static final class Open extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Open(String setting, @Nullable InetAddress address) {
      super(
          "With %s the service would listen on %s, where whoever reaches it may read and delete everything: it asks nobody for a key."
              .formatted(
                  address == null ? "no " + setting : setting + "=" + address.getHostAddress(),
                  address == null || address.isAnyLocalAddress()
                      ? "all addresses"
                      : address.getHostAddress()));
    }
  }

  /** Says so in place of a stack trace. */
  static final class Analyzer extends AbstractFailureAnalyzer<Open> {
    @Override
    protected FailureAnalysis analyze(Throwable failure, Open cause) {
      return new FailureAnalysis(
          String.valueOf(cause.getMessage()),
          ("Make a key, with the settings (spring.datasource.url, mixtura.home) of the service: %s"
                  + ". Then it asks everybody for one, and starts here. Or listen on 127.0.0.1,"
                  + " behind a proxy that asks who calls. Or, where everybody who reaches it is to be"
                  + " trusted with everything, set mixtura.security.open=true.")
              .formatted(Doors.COMMAND),
          cause);
    }
  }
}
