package io.mixtura.access.key;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A key as its owner holds it, {@code mx_<id>_<secret>}: 64 bits by which it is found and 256 that
 * prove that it is his. It is never written down here: of the secret only its SHA-256 is kept,
 * which needs neither salt nor slowness, as nobody can guess what it is of.
 */
public final class KeySecret {
  private static final int ID_BYTES = 8;
  private static final int SECRET_BYTES = 32;
  private static final Pattern FORM = Pattern.compile("mx_([0-9a-f]{16})_([A-Za-z0-9_-]{43})");
  private static final SecureRandom RANDOM = new SecureRandom();

  private final String id;
  private final String secret;

  private KeySecret(String id, String secret) {
    this.id = id;
    this.secret = secret;
  }

  /** A new one. */
  static KeySecret random() {
    return new KeySecret(
        HexFormat.of().formatHex(random(ID_BYTES)),
        Base64.getUrlEncoder().withoutPadding().encodeToString(random(SECRET_BYTES)));
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  /** What stands in a header; empty if it has not the form of a key. */
  public static Optional<KeySecret> parse(String text) {
    Matcher key = FORM.matcher(text);
    return key.matches()
        ? Optional.of(new KeySecret(key.group(1), key.group(2)))
        : Optional.empty();
  }

  /** By which it is found, listed and revoked. */
  public String id() {
    return id;
  }

  /** The whole key, for its owner alone. */
  public String text() {
    return "mx_%s_%s".formatted(id, secret);
  }

  /** What is kept of the secret, in hexadecimal digits. */
  String sha256() {
    try {
      byte[] bytes = secret.getBytes(StandardCharsets.US_ASCII);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  /** Whether the secret is the one that was kept, found out in a time that tells nothing of it. */
  boolean is(String keptSha256) {
    return MessageDigest.isEqual(
        sha256().getBytes(StandardCharsets.US_ASCII),
        keptSha256.getBytes(StandardCharsets.US_ASCII));
  }

  /** Without the secret: this gets into logs. */
  @Override
  public String toString() {
    return "mx_%s_…".formatted(id);
  }
}
