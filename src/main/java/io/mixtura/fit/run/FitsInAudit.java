package io.mixtura.fit.run;

import io.mixtura.access.audit.Audit;
import io.mixtura.access.audit.Deed;
import io.mixtura.caller.Tenant;
import io.mixtura.job.JobState;
import io.mixtura.job.LeasedJobs;
import java.time.Clock;
import java.util.Locale;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Writes down in the audit how fits end, and which the service deletes since they are old. */
@Component
class FitsInAudit implements LeasedJobs.Witness {
  private static final String SERVICE = "service";

  private final Audit audit;
  private final Clock clock;

  FitsInAudit(Audit audit, Clock clock) {
    this.audit = audit;
    this.clock = clock;
  }

  /** {@code fitSucceeded}, {@code fitFailed} or {@code fitCancelled}. */
  @Override
  public void ended(Tenant tenant, UUID job, JobState state) {
    String name = state.name();
    write(
        tenant,
        "fit" + name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT),
        job,
        HttpStatus.OK);
  }

  @Override
  public void deleted(Tenant tenant, UUID job) {
    write(tenant, "deleteFit", job, HttpStatus.NO_CONTENT);
  }

  private void write(Tenant tenant, String operation, UUID job, HttpStatus status) {
    String object = "/api/v1/fits/" + job;
    audit.within(Deed.without(clock.instant(), tenant, SERVICE, operation, object, status));
  }
}
