package io.mixtura.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import io.mixtura.testing.ServiceTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/**
 * A provider of tokens that is named by its address alone, and tells over HTTP what it signs with.
 */
@TestPropertySource(properties = "spring.application.name=mixtura-provider")
class ProviderTests extends ServiceTest {
  private static final RSAKey KEY = key("one");
  private static final HttpServer PROVIDER = server();
  private static final String ISSUER = "http://127.0.0.1:" + PROVIDER.getAddress().getPort();

  private static HttpServer server() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @DynamicPropertySource
  static void provider(DynamicPropertyRegistry registry) {
    answer(
        "/.well-known/openid-configuration",
        """
        {"issuer":"%s","jwks_uri":"%s/keys","subject_types_supported":["public"]}
        """
            .formatted(ISSUER, ISSUER));
    answer("/keys", new JWKSet(KEY.toPublicJWK()).toString());
    PROVIDER.start();
    registry.add("spring.security.oauth2.resourceserver.jwt.issuer-uri", () -> ISSUER);
  }

  private static void answer(String path, String json) {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    PROVIDER.createContext(
        path,
        exchange -> {
          try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
          }
        });
  }

  @AfterAll
  static void stop() {
    PROVIDER.stop(0);
  }

  private static RSAKey key(String id) {
    try {
      return new RSAKeyGenerator(2048).keyID(id).generate();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static String signed(String by, RSAKey key) throws Exception {
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer(by)
            .subject("alice")
            .expirationTime(Date.from(Instant.now().plus(Duration.ofHours(1))))
            .claim("tenant", "acme")
            .claim("scope", "read")
            .build();
    JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build();
    SignedJWT token = new SignedJWT(header, claims);
    token.sign(new RSASSASigner(key));
    return token.serialize();
  }

  private int status(String token) throws Exception {
    return send(as(token, request("/api/v1/datasets"))).statusCode();
  }

  @Test
  void itsTokensAreTakenAndThoseOfOthersAreNot() throws Exception {
    assertThat(status(signed(ISSUER, KEY))).isEqualTo(200);
    assertThat(status(signed("http://127.0.0.1:1", KEY))).as("of another issuer").isEqualTo(401);
    assertThat(status(signed(ISSUER, key("one")))).as("by another key").isEqualTo(401);
    assertThat(status(signed(ISSUER, key("two")))).as("by a key that is not its").isEqualTo(401);
    assertThat(get("/api/v1/datasets").statusCode()).isEqualTo(401);
  }
}
