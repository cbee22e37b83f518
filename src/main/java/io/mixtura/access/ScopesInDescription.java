package io.mixtura.access;

import io.mixtura.caller.NeededScope;
import io.mixtura.caller.Scope;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;

/**
 * What the description of the API says of keys: how they are sent, and what each endpoint takes.
 */
@Configuration(proxyBeanMethods = false)
class ScopesInDescription {
  private static final String SCHEME = "key";

  @Bean
  GlobalOpenApiCustomizer keysAreBearers() {
    return api -> {
      if (api.getComponents() == null) {
        api.setComponents(new Components());
      }
      api.getComponents()
          .addSecuritySchemes(
              SCHEME,
              new SecurityScheme()
                  .type(SecurityScheme.Type.HTTP)
                  .scheme("bearer")
                  .description(
                      "A key, mx_<id>_<secret>, or a token of the provider that the service is told to trust. A service that has no keys asks for none."));
    };
  }

  @Bean
  GlobalOperationCustomizer scopesOfOperations() {
    return (operation, endpoint) -> {
      Scope needed = NeededScope.of(endpoint);
      if (needed != null) {
        document(operation, needed);
      }
      return operation;
    };
  }

  private static void document(Operation operation, Scope needed) {
    operation.addSecurityItem(new SecurityRequirement().addList(SCHEME, needed.code()));
    ApiResponse unknown =
        new ApiResponse()
            .description("A key is needed, and none was sent, or none that is good")
            .addHeaderObject(
                HttpHeaders.WWW_AUTHENTICATE,
                new Header().description("Bearer").schema(new StringSchema()));
    operation.getResponses().putIfAbsent("401", unknown);
    operation
        .getResponses()
        .putIfAbsent(
            "403",
            new ApiResponse()
                .description("The key does not have the scope '%s'".formatted(needed.code())));
  }
}
