package io.mixtura.access;

import jakarta.validation.Valid;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may reach the service; settings under {@code mixtura.security}.
 *
 * @param open whether it may listen on other addresses than this machine's own although it asks
 *     nobody for a key
 * @param keys when it asks for keys
 * @param tokens how tokens of an identity provider are read
 */
public record SecuritySettings(
    @DefaultValue("false") boolean open,
    @DefaultValue("WHEN_THERE_ARE_ANY") When keys,
    @DefaultValue @Valid TokenSettings tokens) {

  /** When a caller needs a key. */
  public enum When {
    /** As soon as there is one, and from then on. */
    WHEN_THERE_ARE_ANY,
    /** Always: without a key nobody gets in. */
    REQUIRED
  }
}
