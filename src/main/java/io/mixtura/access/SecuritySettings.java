package io.mixtura.access;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may reach the service; settings under {@code mixtura.security}.
 *
 * @param open whether it may listen on other addresses than this machine's own although it asks
 *     nobody for a key
 */
public record SecuritySettings(@DefaultValue("false") boolean open) {}
