package io.mixtura.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mixtura.caller.Tenant;
import io.mixtura.job.JobOutcome.Succeeded;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Whose job comes next, where several tenants have some that wait. */
abstract class TurnsContract extends QueueFixture {
  private static final Set<String> KINDS = Set.of(KIND);
  private static final Tenant BUSY = new Tenant("busy");
  private static final Tenant MODEST = new Tenant("modest");
  private static final Tenant OTHER = new Tenant("other");

  @Test
  void aHundredJobsOfOneTenantDoNotKeepAnothersFirstWaiting() {
    TestProcess process = process(PATIENT);
    queue(process, BUSY, 100);
    run(process);
    run(process);
    queue(process, MODEST, 1);

    assertThat(run(process)).isEqualTo(MODEST);
    assertThat(run(process)).isEqualTo(BUSY);
  }

  /** One at a time, with none that run when the next is looked for. */
  @Test
  void tenantsTakeTurns() {
    TestProcess process = process(PATIENT);
    queue(process, BUSY, 9);
    queue(process, MODEST, 3);
    queue(process, OTHER, 2);

    List<Tenant> order = new ArrayList<>();
    for (int i = 0; i < 14; i++) {
      order.add(run(process));
    }

    assertThat(order)
        .containsExactly(
            BUSY, MODEST, OTHER, BUSY, MODEST, OTHER, BUSY, MODEST, BUSY, BUSY, BUSY, BUSY, BUSY,
            BUSY);
  }

  @Test
  void whoDeletesWhatHasEndedDoesNotComeFirstForThat() {
    TestProcess process = process(PATIENT);
    queue(process, BUSY, 3);
    queue(process, MODEST, 2);
    run(process);
    process.jdbc.sql("delete from jobs where state = 'SUCCEEDED'").update();

    assertThat(List.of(run(process), run(process))).containsExactly(MODEST, BUSY);
  }

  @Test
  void jobsThatRunCountAsIfTheyWaitedBefore() {
    TestProcess process = process(PATIENT);
    queue(process, BUSY, 4);
    claim(process);
    claim(process);
    queue(process, MODEST, 3);

    assertThat(List.of(claim(process), claim(process), claim(process), claim(process)))
        .extracting(claimed -> claimed.job().tenant())
        .containsExactly(MODEST, MODEST, BUSY, MODEST);
  }

  @Test
  void positionsAreTold() {
    TestProcess process = process(PATIENT);
    List<UUID> busy = queue(process, BUSY, 3);
    List<UUID> modest = queue(process, MODEST, 2);

    assertThat(busy.stream().map(id -> position(process, BUSY, id))).containsExactly(0, 2, 4);
    assertThat(modest.stream().map(id -> position(process, MODEST, id))).containsExactly(1, 3);
    run(process);
    assertThat(busy.stream().map(id -> position(process, BUSY, id))).containsExactly(-1, 1, 3);
    assertThat(modest.stream().map(id -> position(process, MODEST, id))).containsExactly(0, 2);
  }

  @Test
  void noMoreRunThanMayAndTheOthersWait() {
    TestProcess process = process(new RunningLimits(2, 3));
    queue(process, BUSY, 3);
    claim(process);
    RunningJob second = claim(process);

    assertThat(process.leased.claim(KINDS, UUID.randomUUID())).as("a tenant's third").isEmpty();
    queue(process, MODEST, 2);
    assertThat(claim(process).job().tenant()).isEqualTo(MODEST);
    assertThat(process.leased.claim(KINDS, UUID.randomUUID())).as("the fourth of all").isEmpty();
    process.leased.end(second.lease(), new Succeeded(() -> "{}"), RunningJob.Report.NOTHING);
    assertThat(claim(process).job().tenant()).isEqualTo(BUSY);
  }

  @Test
  void aTenantQueuesNoMoreThanHisShareAlsoByResuming() {
    TestProcess process = process(PATIENT);
    UUID cancelled = queue(process, BUSY, 1).getFirst();
    RunningJob run = claim(process);
    in(BUSY, () -> process.jobs.cancel(cancelled));
    process.leased.end(
        run.lease(), new JobOutcome.Stopped(new byte[] {1}, null), RunningJob.Report.NOTHING);
    queue(process, BUSY, 1);
    queue(process, MODEST, 1);
    QueueLimits limits = new QueueLimits(1, 3);

    assertThatThrownBy(() -> in(BUSY, () -> process.jobs.resume(cancelled, limits)))
        .isInstanceOfSatisfying(QueueFull.class, full -> assertThat(full.ofTenant()).isTrue());
    NewJob another = new NewJob(UUID.randomUUID(), KIND, null, "{}");
    assertThatThrownBy(() -> in(MODEST, () -> process.jobs.submit(another, limits)))
        .isInstanceOfSatisfying(QueueFull.class, full -> assertThat(full.ofTenant()).isTrue());
    assertThat(in(OTHER, () -> process.jobs.submit(another, limits)).state())
        .isEqualTo(JobState.QUEUED);
    NewJob fourth = new NewJob(UUID.randomUUID(), KIND, null, "{}");
    assertThatThrownBy(() -> in(new Tenant("fourth"), () -> process.jobs.submit(fourth, limits)))
        .isInstanceOfSatisfying(QueueFull.class, full -> assertThat(full.ofTenant()).isFalse());
    assertThat(process.jobs.live().get(BUSY)).isEqualTo(Map.of(JobState.QUEUED, 1L));
  }

  /** As it is left by a machine that is paused in the middle of a claim. */
  @Test
  void aClaimThatHangsHoldsUpNoOtherOfItsTenant() {
    TestProcess hung = process(PATIENT);
    TestProcess other = process(PATIENT);
    queue(hung, BUSY, 3);
    run(hung);

    hung.transaction.executeWithoutResult(_ -> {
      claim(hung);
      assertThat(claim(other).job().tenant()).isEqualTo(BUSY);
    });
  }

  private static int position(TestProcess process, Tenant tenant, UUID id) {
    return in(tenant, () -> process.jobs.queuePosition(id).orElse(-1));
  }

  private static List<UUID> queue(TestProcess process, Tenant tenant, int jobs) {
    return in(
        tenant,
        () -> {
          List<UUID> queued = new ArrayList<>();
          for (int i = 0; i < jobs; i++) {
            queued.add(submit(process).id());
          }
          return queued;
        });
  }

  /** Claims a job and ends it; whose it was. */
  private static Tenant run(TestProcess process) {
    RunningJob run = claim(process);
    process.leased.end(run.lease(), new Succeeded(() -> "{}"), RunningJob.Report.NOTHING);
    return run.job().tenant();
  }

  private static RunningJob claim(TestProcess process) {
    return process.leased.claim(KINDS, UUID.randomUUID()).orElseThrow();
  }

  private static <T> T in(Tenant tenant, Supplier<T> action) {
    try (var _ = tenant.enter()) {
      return action.get();
    }
  }
}
