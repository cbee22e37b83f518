package io.mixtura.web.body;

import io.mixtura.web.problem.Refusal;
import org.springframework.http.HttpStatus;

/** A count of the bytes of one body against its limit. */
final class BodyCount {
  private final long limit;
  private final String setting;
  private long bytes;
  private long expanded;

  BodyCount(long limit, String setting) {
    this.limit = limit;
    this.setting = setting;
  }

  boolean exceededBy(long length) {
    return length > limit;
  }

  /** Counts bytes that were read and refuses those over the limit. */
  void add(long read) {
    bytes += read;
    if (bytes > limit) {
      throw refusal("more than %d bytes".formatted(limit));
    }
  }

  /** A count against the same limit, of something else in the same body. */
  BodyCount another() {
    return new BodyCount(limit, setting);
  }

  /** Counts bytes that came out of what is compressed and refuses those over the limit. */
  void addExpanded(long more) {
    expanded += more;
    if (expanded > limit) {
      throw refusal("more than %d bytes once it is expanded".formatted(limit));
    }
  }

  /** 413. */
  Refusal refusal(String size) {
    return Refusal.of(
        HttpStatus.CONTENT_TOO_LARGE,
        "",
        "the body has %s, but at most %d bytes are accepted here (setting %s)"
            .formatted(size, limit, setting));
  }
}
