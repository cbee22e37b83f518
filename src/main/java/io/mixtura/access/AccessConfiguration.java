package io.mixtura.access;

import io.mixtura.web.problem.StrictHeaders;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.util.UrlPathHelper;

/** Configures what stands between the port and all endpoints, pages and metrics. */
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {

  /** No sessions and no cookies: nothing that a browser would send along by itself. */
  @Bean
  SecurityFilterChain access(
      HttpSecurity http,
      Hosts hosts,
      Proxies proxies,
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
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .build();
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
