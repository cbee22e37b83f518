package io.mixtura.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.mixtura.access.key.Keys;
import io.mixtura.caller.Scope;
import io.mixtura.caller.Tenant;
import io.mixtura.testing.ServiceTest;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** Tokens of an identity provider, signed with a key that the service is told to trust. */
@TestPropertySource(
    properties = {
      "spring.application.name=mixtura-tokens",
      "spring.security.oauth2.resourceserver.jwt.audiences=mixtura",
      "mixtura.security.tokens.tenant-claim=org",
      "mixtura.security.tokens.scopes-prefix=mixtura:"
    })
class TokensTests extends ServiceTest {
  private static final KeyPair PROVIDER = pair();

  @Autowired private Keys keys;

  @DynamicPropertySource
  static void provider(DynamicPropertyRegistry registry) throws IOException {
    Path pem = Files.createTempFile("provider", ".pem");
    String base64 = Base64.getMimeEncoder().encodeToString(PROVIDER.getPublic().getEncoded());
    Files.writeString(
        pem, "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n".formatted(base64));
    registry.add(
        "spring.security.oauth2.resourceserver.jwt.public-key-location", () -> "file:" + pem);
  }

  private static KeyPair pair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JWTClaimsSet.Builder claims(Object tenant, Object scopes) {
    return new JWTClaimsSet.Builder()
        .subject("alice")
        .audience("mixtura")
        .expirationTime(Date.from(Instant.now().plus(Duration.ofHours(1))))
        .claim("org", tenant)
        .claim("scope", scopes);
  }

  private static String signed(JWTClaimsSet claims, KeyPair by) throws JOSEException {
    SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), claims);
    token.sign(new RSASSASigner(by.getPrivate()));
    return token.serialize();
  }

  private HttpResponse<String> with(String token, String path) throws Exception {
    return send(request(path).header("Authorization", "Bearer " + token));
  }

  @Test
  void aTokenIsTakenAsAKeyIs() throws Exception {
    for (Object scopes :
        List.of("openid mixtura:read read:else", List.of("mixtura:read", "mixtura:unknown"))) {
      String token = signed(claims("acme", scopes).build(), PROVIDER);
      assertThat(with(token, "/api/v1/datasets").statusCode()).isEqualTo(200);
      HttpResponse<String> refused = with(token, "/api/v1/keys");
      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(json(refused).get("detail").asString()).endsWith("it has: read");
    }
    assertThat(
            with(signed(claims("acme", "read admin").build(), PROVIDER), "/api/v1/limits")
                .statusCode())
        .as("without the prefix")
        .isEqualTo(403);
    assertThat(get("/api/v1/limits").statusCode()).as("without a token").isEqualTo(401);
  }

  @Test
  void aProviderThatIsAwayIsNotTheCallersFault() {
    for (RuntimeException away :
        List.of(
            new JwtException("no keys"),
            new JwtDecoderInitializationException("no answer", new JwtException("no")))) {
      TokenProvider provider =
          new TokenProvider(
              _ -> {
                throw away;
              },
              new TokenSettings("tenant", "scope", ""));
      assertThatThrownBy(() -> provider.authenticate(new BearerToken("e30.e30.")))
          .isInstanceOf(AuthenticationServiceException.class);
    }
  }

  @Test
  void tokensAndKeysOfATenantSeeTheSame() throws Exception {
    String key = keys.issue(new Tenant("together"), Set.of(Scope.DATA), "", null).secret().text();
    HttpResponse<String> stored =
        send(
            request("/api/v1/datasets")
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "text/csv")
                .POST(BodyPublishers.ofString("x\n1\n2\n")));
    assertThat(stored.statusCode()).isEqualTo(201);
    String own = signed(claims("together", "mixtura:read").build(), PROVIDER);
    String other = signed(claims("apart", "mixtura:read").build(), PROVIDER);
    assertThat(json(with(own, "/api/v1/datasets")).get("items")).hasSize(1);
    assertThat(json(with(other, "/api/v1/datasets")).get("items")).isEmpty();
  }

  @Test
  void whatTheProviderHasNotSignedForThisServiceIsRefused() throws Exception {
    JWTClaimsSet good = claims("acme", "mixtura:read").build();
    Date past = Date.from(Instant.now().minus(Duration.ofHours(1)));
    SignedJWT byPublicKey = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), good);
    byPublicKey.sign(new MACSigner(PROVIDER.getPublic().getEncoded()));
    String signed = signed(good, PROVIDER);
    for (String bad :
        List.of(
            signed(good, pair()),
            new PlainJWT(good).serialize(),
            byPublicKey.serialize(),
            signed.substring(0, signed.lastIndexOf('.') + 1),
            signed(claims("acme", "mixtura:read").expirationTime(past).build(), PROVIDER),
            signed(claims("acme", "mixtura:read").audience("another").build(), PROVIDER),
            signed(claims("Acme!", "mixtura:read").build(), PROVIDER),
            signed(claims(List.of("acme"), "mixtura:read").build(), PROVIDER),
            signed(claims("acme", "mixtura:read").claim("org", null).build(), PROVIDER),
            "mx_0000000000000000_" + "A".repeat(43),
            "nothing")) {
      HttpResponse<String> answer = with(bad, "/api/v1/limits");
      assertThat(answer.statusCode()).as(bad).isEqualTo(401);
      assertThat(answer.headers().firstValue("WWW-Authenticate").orElse(""))
          .contains("invalid_token");
      assertThat(answer.body()).doesNotContain("Exception").doesNotContain("nimbus");
    }
  }
}
