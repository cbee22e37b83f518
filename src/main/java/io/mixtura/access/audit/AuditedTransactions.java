package io.mixtura.access.audit;

import io.mixtura.caller.Act;
import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Adds to the transaction in which a request changes something the entry that says so: without one
 * there is not the other. Should the answer be another than the entry expects, {@link AuditFilter}
 * adds a second one.
 */
@Component
class AuditedTransactions implements TransactionExecutionListener {
  private final Audit audit;
  private final Clock clock;

  AuditedTransactions(Audit audit, Clock clock) {
    this.audit = audit;
    this.clock = clock;
  }

  @Override
  public void beforeCommit(TransactionExecution transaction) {
    if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes current) {
      write(new RequestDeed(current.getRequest()));
    }
  }

  private void write(RequestDeed request) {
    if (request.isCommitted() || !request.isChange() || Act.isNothing(request.request())) {
      return;
    }
    int status = request.success();
    audit.within(request.deed(clock.instant(), status, null));
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            request.committed(status);
          }
        });
  }
}
