package io.mixtura.access.audit;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the audit, under {@code mixtura.audit}.
 *
 * @param retention how long entries are kept in the database
 */
public record AuditSettings(@DefaultValue("365d") Duration retention) {}
