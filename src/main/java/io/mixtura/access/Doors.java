package io.mixtura.access;

import java.net.InetAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Says in the log, once the service is ready, who can reach it and what he needs. */
@Component
class Doors {
  /** How the first key is made. */
  static final String COMMAND =
      "java -jar mixtura.jar keys create --tenant default --scopes read,data,fit,predict,admin";

  private static final Logger LOG = LoggerFactory.getLogger(Doors.class);

  private final ServerProperties server;
  private final KeysNeeded needed;

  Doors(ServerProperties server, KeysNeeded needed) {
    this.server = server;
    this.needed = needed;
  }

  @EventListener(ApplicationReadyEvent.class)
  void say() {
    InetAddress address = server.getAddress();
    String where = address == null ? "all addresses" : address.getHostAddress();
    if (needed.inVain()) {
      LOG.warn(
          "It listens on {} and nobody can call it yet: it asks for keys, and there are none. Make the"
              + " first one, with the embedded database while the service is stopped: {}",
          where,
          COMMAND);
    } else if (needed.now()) {
      LOG.info("It listens on {} and asks everybody for a key", where);
    } else if (address != null && address.isLoopbackAddress()) {
      LOG.info(
          "Only this machine can reach it, and it asks nobody for a key. On other addresses it starts"
              + " only with keys, or with --mixtura.security.open=true. POST /api/v1/keys makes one, or,"
              + " with the embedded database while the service is stopped: {}",
          COMMAND);
    } else {
      LOG.warn(
          "It listens on {} and asks nobody for a key: whoever can reach it may read and"
              + " delete everything. POST /api/v1/keys makes one, and from then on keys are asked for;"
              + " --server.address=127.0.0.1 keeps it to this machine",
          where);
    }
  }
}
