package io.mixtura.caller;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Somebody whose datasets, fits and models are his own. Each thread that touches what is stored
 * works for one of them; one that nobody has told for whom may touch nothing, so that what was
 * forgotten fails rather than shows what belongs to others.
 *
 * @param name lower-case letters, digits and hyphens: it stands in keys, names of folders and
 *     metrics
 */
public record Tenant(String name) {
  /** The most letters of a name. */
  public static final int LONGEST = 63;

  /** What names look like. */
  public static final String PATTERN = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";

  private static final Pattern NAME = Pattern.compile(PATTERN);

  /** Whose everything is that was stored before there were tenants, or is while nobody has keys. */
  public static final Tenant DEFAULT = new Tenant("default");

  private static final ThreadLocal<@Nullable Tenant> CURRENT = new ThreadLocal<>();

  /** Refuses what is no name. */
  public Tenant {
    if (!isName(name)) {
      throw new IllegalArgumentException(
          "a tenant is named by 1 to %d lower-case letters, digits and hyphens, with no hyphen at its ends"
              .formatted(LONGEST));
    }
  }

  /** Whether a text can be the name of a tenant. */
  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /** The tenant that this thread works for. */
  public static Tenant current() {
    Tenant tenant = CURRENT.get();
    if (tenant == null) {
      throw new IllegalStateException("nobody has said for which tenant this is done");
    }
    return tenant;
  }

  /** Has this thread work for the tenant until what is returned is closed. */
  public Stay enter() {
    Tenant before = CURRENT.get();
    CURRENT.set(this);
    return () -> leave(before);
  }

  private static void leave(@Nullable Tenant before) {
    if (before == null) {
      CURRENT.remove();
    } else {
      CURRENT.set(before);
    }
  }

  /** The time for which a thread works for a tenant. */
  public interface Stay extends AutoCloseable {
    @Override
    void close();
  }
}
