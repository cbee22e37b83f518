package io.mixtura.dataset;

import io.mixtura.dataset.store.ContentHash;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The body of an upload, hashed while it is read if the request can be repeated. */
record UploadedBody(InputStream stream, RequestKey key) {

  static UploadedBody of(HttpServletRequest request, @Nullable String idempotencyKey)
      throws IOException {
    if (idempotencyKey == null) {
      return new UploadedBody(request.getInputStream(), RequestKey.NONE);
    }
    MessageDigest digest = ContentHash.sha256();
    String head = request.getContentType() + "\n" + request.getQueryString() + "\n";
    digest.update(head.getBytes(StandardCharsets.UTF_8));
    return new UploadedBody(
        new DigestInputStream(request.getInputStream(), digest),
        new RequestKey(idempotencyKey, () -> HexFormat.of().formatHex(digest.digest())));
  }
}
