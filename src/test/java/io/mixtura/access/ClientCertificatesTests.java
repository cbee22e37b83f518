package io.mixtura.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mixtura.testing.ServiceTest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** The settings of the page on security by which only those with a certificate get a connection. */
@TestPropertySource(
    properties = {"spring.application.name=mixtura-certificates", "server.ssl.client-auth=need"})
class ClientCertificatesTests extends ServiceTest {
  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final String ALIAS = "one";
  private static final KeyStore SERVER = selfSigned("localhost");
  private static final KeyStore CLIENT = selfSigned("client");
  private static final KeyStore STRANGER = selfSigned("stranger");

  @DynamicPropertySource
  static void certificates(DynamicPropertyRegistry registry) throws Exception {
    Path folder = Files.createTempDirectory("mixtura-certificates");
    Path key = folder.resolve("server.key");
    Files.writeString(key, pem("PRIVATE KEY", SERVER.getKey(ALIAS, PASSWORD).getEncoded()));
    registry.add(
        "server.ssl.certificate", certificate(folder.resolve("server.pem"), SERVER)::toString);
    registry.add("server.ssl.certificate-private-key", key::toString);
    registry.add(
        "server.ssl.trust-certificate", certificate(folder.resolve("ca.pem"), CLIENT)::toString);
  }

  private static Path certificate(Path file, KeyStore of) throws Exception {
    return Files.writeString(file, pem("CERTIFICATE", of.getCertificate(ALIAS).getEncoded()));
  }

  private static String pem(String what, byte[] bytes) {
    String base64 = Base64.getMimeEncoder().encodeToString(bytes);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, base64, what);
  }

  @Test
  void onlyACertificateThatIsTrustedOpens() throws Exception {
    assertThat(status(CLIENT)).isEqualTo(200);
    assertThatThrownBy(() -> status(STRANGER)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> status(null)).isInstanceOf(IOException.class);
  }

  private int status(@Nullable KeyStore certificate) throws Exception {
    try (HttpClient client = HttpClient.newBuilder().sslContext(context(certificate)).build()) {
      URI uri = URI.create("https://localhost:%d/api/v1/limits".formatted(port));
      return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).statusCode();
    }
  }

  private static SSLContext context(@Nullable KeyStore own) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, PASSWORD);
    Certificate server = SERVER.getCertificate(ALIAS);
    trusted.setCertificateEntry(ALIAS, server);
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys(own), trust.getTrustManagers(), null);
    return context;
  }

  private static KeyManager[] keys(@Nullable KeyStore own) throws GeneralSecurityException {
    if (own == null) {
      return new KeyManager[0];
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(own, PASSWORD);
    return keys.getKeyManagers();
  }

  /** By the tool of the JDK. */
  private static KeyStore selfSigned(String name) {
    try {
      Path file = Files.createTempDirectory("mixtura-keys").resolve("store.p12");
      Process keytool =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                  "-genkeypair",
                  "-alias",
                  ALIAS,
                  "-keyalg",
                  "EC",
                  "-dname",
                  "CN=" + name,
                  "-ext",
                  "SAN=dns:localhost,ip:127.0.0.1",
                  "-validity",
                  "2",
                  "-keystore",
                  file.toString(),
                  "-storetype",
                  "PKCS12",
                  "-storepass",
                  new String(PASSWORD))
              .inheritIO()
              .start();
      assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
      KeyStore store = KeyStore.getInstance("PKCS12");
      try (InputStream bytes = Files.newInputStream(file)) {
        store.load(bytes, PASSWORD);
      }
      return store;
    } catch (IOException | InterruptedException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
