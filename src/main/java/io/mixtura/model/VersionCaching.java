package io.mixtura.model;

import io.mixtura.caller.Caller;
import java.time.Duration;
import org.springframework.http.CacheControl;

/**
 * How long an answer about a version may be kept. A number stands for one version for ever; what
 * else a version is asked by stands for another one tomorrow, so whoever keeps an answer asks first
 * whether it is still the same.
 */
public final class VersionCaching {
  private static final Duration LONG = Duration.ofDays(365);

  private VersionCaching() {}

  /** The header of an answer about the version that a request has selected so. */
  public static CacheControl of(String selector) {
    return Models.isNumber(selector) ? forEver() : CacheControl.noCache();
  }

  /** Where callers are known, nobody is to be answered from what another one has been. */
  private static CacheControl forEver() {
    CacheControl kept = CacheControl.maxAge(LONG).immutable();
    return Caller.current().filter(Caller.ANYBODY::equals).isPresent()
        ? kept.cachePublic()
        : kept.cachePrivate();
  }
}
