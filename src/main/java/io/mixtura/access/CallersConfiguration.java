package io.mixtura.access;

import io.mixtura.access.key.Keys;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Configures how callers are known, and that endpoints are asked which scope they take. */
@Configuration(proxyBeanMethods = false)
class CallersConfiguration {

  @Bean
  KeysNeeded keysNeeded(SecuritySettings settings, Keys keys, ObjectProvider<JwtDecoder> tokens) {
    return new KeysNeeded(
        settings.keys() == SecuritySettings.When.REQUIRED,
        tokens.getIfAvailable() != null,
        keys::any);
  }

  /** By keys, and by tokens if a provider is named whose they are. */
  @Bean
  AuthenticationManager callers(
      Keys keys, SecuritySettings settings, ObjectProvider<JwtDecoder> tokens) {
    JwtDecoder decoder = tokens.getIfAvailable();
    return new KnownCallers(
        new KeyProvider(keys),
        decoder == null ? null : new TokenProvider(decoder, settings.tokens()));
  }

  @Bean
  WebMvcConfigurer scopesOfEndpoints() {
    return new WebMvcConfigurer() {
      @Override
      public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new ScopeCheck()).order(Ordered.HIGHEST_PRECEDENCE);
      }
    };
  }
}
