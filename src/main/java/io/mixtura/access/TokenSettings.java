package io.mixtura.access;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the tokens of an identity provider (OIDC) are read; settings under {@code
 * mixtura.security.tokens}. Which provider is trusted is said by Spring Boot's own, under {@code
 * spring.security.oauth2.resourceserver.jwt}.
 *
 * @param tenantClaim the claim that names the tenant
 * @param scopesClaim the claim that lists scopes, as a list or as words of a text; others than the
 *     service's own are passed over
 * @param scopesPrefix what stands before each of the service's scopes there
 */
public record TokenSettings(
    @DefaultValue("tenant") @NotBlank String tenantClaim,
    @DefaultValue("scope") @NotBlank String scopesClaim,
    @DefaultValue("") String scopesPrefix) {}
