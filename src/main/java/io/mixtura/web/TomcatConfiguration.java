package io.mixtura.web;

import io.mixtura.web.body.DrainValve;
import io.mixtura.web.body.Limits;
import io.mixtura.web.listener.GuardedProtocol;
import io.mixtura.web.problem.UnreadableRequestValve;
import org.apache.catalina.core.StandardHost;
import org.apache.coyote.ContinueResponseTiming;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Configures of Tomcat what no property sets. */
@Configuration(proxyBeanMethods = false)
class TomcatConfiguration {
  /** Bytes that are read from a socket, or written to it, at once. */
  private static final String PIECE = "65536";

  /**
   * A client that asks first ({@code Expect: 100-continue}, as curl does for large files) is told
   * to go on only when its body is wanted: over the limit it gets the 413 without sending a byte.
   */
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> askForBodiesWhenRead() {
    return factory ->
        factory.addConnectorCustomizers(connector -> {
          if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http) {
            http.setContinueResponseTiming(ContinueResponseTiming.ON_REQUEST_BODY_READ.toString());
          }
        });
  }

  /**
   * Millions of points pass in pieces of this size; pieces of Tomcat's 8 KB cost a quarter more
   * time. Each open connection holds one for each direction, so their number is limited by a
   * property.
   */
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> bodiesInLargePieces() {
    return factory ->
        factory.addConnectorCustomizers(connector -> {
          connector.setProperty("socket.appReadBufSize", PIECE);
          connector.setProperty("socket.appWriteBufSize", PIECE);
        });
  }

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> refusalsThatTheirSendersCanRead() {
    return factory -> factory.addEngineValves(new DrainValve());
  }

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> guardedListener(
      Limits limits, ListenerHealth health) {
    return factory -> {
      factory.setProtocol(GuardedProtocol.class.getName());
      factory.addConnectorCustomizers(connector -> {
        if (connector.getProtocolHandler() instanceof GuardedProtocol guarded) {
          guarded.limit(limits.headerTime(), limits.connections());
          health.watch(guarded);
        }
      });
    };
  }

  /** Requests that Tomcat refuses before any filter sees them. */
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemsOfUnreadableRequests() {
    return factory ->
        factory.addContextCustomizers(context -> {
          if (context.getParent() instanceof StandardHost host) {
            host.setErrorReportValveClass(UnreadableRequestValve.class.getName());
          }
        });
  }
}
