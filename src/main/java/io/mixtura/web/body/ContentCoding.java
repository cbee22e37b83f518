package io.mixtura.web.body;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.mixtura.web.problem.Refusal;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** How a body may be encoded on its way here, as the header {@code Content-Encoding} says. */
public enum ContentCoding {
  IDENTITY(List.of("identity")) {
    @Override
    InputStream opened(InputStream body) {
      return body;
    }
  },
  GZIP(List.of("gzip", "x-gzip")) {
    @Override
    InputStream opened(InputStream body) throws IOException {
      return new GZIPInputStream(body, BUFFER);
    }
  },
  ZSTD(List.of("zstd")) {
    @Override
    InputStream opened(InputStream body) throws IOException {
      ZstdInputStreamNoFinalizer opened = new ZstdInputStreamNoFinalizer(body);
      opened.setLongMax(LARGEST_WINDOW);
      return opened;
    }
  };

  /** What is accepted, as the header {@code Accept-Encoding} says it. */
  public static final String ACCEPTED = "gzip, zstd";

  /** Logarithm of the memory of a frame: what RFC 9659 lets servers and browsers expect. */
  private static final int LARGEST_WINDOW = 23;

  private static final int BUFFER = 1 << 13;

  private final List<String> names;

  ContentCoding(List<String> names) {
    this.names = names;
  }

  /**
   * The coding of a header's value.
   *
   * @param value null if the header is not there
   * @throws Refusal 415 for any other
   */
  public static ContentCoding of(@Nullable String value) {
    String name = value == null ? "identity" : value.strip().toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(coding -> coding.names.contains(name))
        .findFirst()
        .orElseThrow(() ->
            Refusal.of(
                HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                HttpHeaders.CONTENT_ENCODING,
                "bodies encoded as '%s' are not supported; encode the body as one of %s, or send it as it is"
                    .formatted(value, ACCEPTED)));
  }

  abstract InputStream opened(InputStream body) throws IOException;

  /** 400, of an encoded body that cannot be decoded. */
  Refusal undecodable(IOException failure) {
    return Refusal.of(
        HttpStatus.BAD_REQUEST,
        "",
        "the body is not encoded as %s, as its Content-Encoding says: %s"
            .formatted(
                names.getFirst(),
                failure instanceof EOFException ? "it breaks off" : failure.getMessage()));
  }

  /** Whether a failure is that of decoding, not that of the connection. */
  static boolean isOfDecoding(IOException failure) {
    return failure instanceof ZipException
        || failure instanceof EOFException
        || failure instanceof ZstdIOException;
  }
}
