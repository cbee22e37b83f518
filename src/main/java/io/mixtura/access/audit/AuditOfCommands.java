package io.mixtura.access.audit;

import org.springframework.context.annotation.Import;

/**
 * What a command needs in order to write down what it does, where there is no service around it.
 */
@Import({JdbcAudit.class, Audit.class})
public class AuditOfCommands {}
