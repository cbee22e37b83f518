package io.mixtura.access;

import io.mixtura.caller.Scope;
import io.mixtura.web.problem.StrictHeaders;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.web.context.support.WebApplicationContextUtils;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.util.UrlPathHelper;

/** Configures what stands between the port and all endpoints, pages and metrics. */
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {
  /** What tells nothing of anybody: whether the service lives, and how it is called. */
  private static final String[] OPEN = {
    "/",
    "/page/**",
    "/swagger-ui.html",
    "/swagger-ui/**",
    "/v3/api-docs",
    // Not /v3/api-docs.yaml: it is made anew for everybody, which takes half a second.
    "/v3/api-docs/swagger-config",
    "/v2/health/**"
  };

  /** No sessions and no cookies: nothing that a browser would send along by itself. */
  @Bean
  SecurityFilterChain access(
      HttpSecurity http,
      Hosts hosts,
      Proxies proxies,
      KeysNeeded keysNeeded,
      AuthenticationManager callers,
      @Qualifier("handlerExceptionResolver") ObjectProvider<HandlerExceptionResolver> refusals) {
    return http.csrf(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .headers(headers ->
            headers
                .defaultsDisabled()
                .addHeaderWriter((request, response) ->
                    StrictHeaders.of(path(request)).forEach(response::setHeader)))
        .addFilterAfter(new ForwardedRequests(hosts, proxies, refusals), HeaderWriterFilter.class)
        .addFilterAfter(new ForeignRequests(hosts, refusals), ForwardedRequests.class)
        .addFilterAfter(new CallerFilter(keysNeeded, callers, refusals), ForeignRequests.class)
        .authorizeHttpRequests(AccessConfiguration::authorize)
        .exceptionHandling(answers ->
            answers
                .authenticationEntryPoint(new Unauthenticated(refusals))
                .accessDeniedHandler(new Unauthenticated(refusals)))
        .build();
  }

  /**
   * Nobody is let in to what is not named here without being known; which scope an endpoint takes
   * is said there, see {@link ScopeCheck}.
   */
  private static void authorize(
      AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry
          requests) {
    requests
        .dispatcherTypeMatchers(DispatcherType.ERROR)
        .permitAll()
        .requestMatchers(AccessConfiguration::isOnManagementPort)
        .permitAll()
        .requestMatchers(OPEN)
        .permitAll()
        .requestMatchers(EndpointRequest.to("health"))
        .permitAll()
        .requestMatchers(EndpointRequest.toAnyEndpoint(), EndpointRequest.toLinks())
        .hasAuthority("SCOPE_" + Scope.ADMIN.code())
        .anyRequest()
        .authenticated();
  }

  /** A port apart has health and metrics alone, and who reaches it is the operator's to say. */
  private static boolean isOnManagementPort(HttpServletRequest request) {
    return WebServerApplicationContext.hasServerNamespace(
        WebApplicationContextUtils.getWebApplicationContext(request.getServletContext()),
        "management");
  }

  /** Paths and headers that have no meaning which all who read them would agree on. */
  @Bean
  RequestRejectedHandler ambiguousRequests(
      @Qualifier("handlerExceptionResolver") ObjectProvider<HandlerExceptionResolver> refusals) {
    return (request, response, rejected) -> {
      StrictHeaders.of(path(request)).forEach(response::setHeader);
      refusals.getObject().resolveException(request, response, null, rejected);
    };
  }

  /** Methods that there are not are answered with 405, by whoever knows those that there are. */
  @Bean
  StrictHttpFirewall unambiguousRequests() {
    StrictHttpFirewall firewall = new StrictHttpFirewall();
    firewall.setUnsafeAllowAnyHttpMethod(true);
    return firewall;
  }

  private static String path(HttpServletRequest request) {
    return UrlPathHelper.defaultInstance.getPathWithinApplication(request);
  }
}
