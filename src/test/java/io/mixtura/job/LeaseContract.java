package io.mixtura.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mixtura.caller.Tenant;
import io.mixtura.job.JobOutcome.Failed;
import io.mixtura.job.JobOutcome.Stopped;
import io.mixtura.job.JobOutcome.Succeeded;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Who may write to a job: claims, leases, the fence and takeovers. */
abstract class LeaseContract extends QueueFixture {
  /** Of a run whose job belongs to another one. */
  private static final RunningJob.Report OLD =
      new RunningJob.Report("{\"old\":true}", "{\"old\":true}");

  private static final Set<String> KINDS = Set.of(KIND);

  @Test
  void ofManyThatClaimAJobAtOnceOneGetsIt() throws Exception {
    List<TestProcess> rivals = List.of(process(PATIENT), process(PATIENT));
    int threads = 6;
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      for (int round = 0; round < 20; round++) {
        Job job = submit(rivals.getFirst());
        CyclicBarrier start = new CyclicBarrier(threads);
        List<Future<Optional<RunningJob>>> claims = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
          TestProcess rival = rivals.get(i % 2);
          claims.add(
              pool.submit(() -> {
                start.await();
                return rival.leased.claim(KINDS, UUID.randomUUID());
              }));
        }
        List<RunningJob> won = new ArrayList<>();
        for (Future<Optional<RunningJob>> claim : claims) {
          claim.get().ifPresent(won::add);
        }
        assertThat(won).as("round %d", round).hasSize(1);
        assertThat(won.getFirst().job().id()).isEqualTo(job.id());
        assertThat(won.getFirst().job().state()).isEqualTo(JobState.RUNNING);
        assertThat(won.getFirst().job().attempts()).isEqualTo(1);
        assertThat(won.getFirst().job().startedAt()).isNotNull();
      }
    }
  }

  @Test
  void twoProcessesRunEachJobOnce() {
    Map<UUID, AtomicInteger> runs = new ConcurrentHashMap<>();
    JobHandler counting =
        handler(execution -> {
          runs.computeIfAbsent(execution.job().id(), id -> new AtomicInteger()).incrementAndGet();
          return new Succeeded(() -> "{}");
        });
    TestProcess one = process(PATIENT, counting);
    TestProcess two = process(PATIENT, counting);
    List<Job> jobs = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      jobs.add(submit(one));
    }
    one.start();
    two.start();

    for (Job job : jobs) {
      assertThat(one.jobs.awaitEnd(job.id(), LONG).state()).isEqualTo(JobState.SUCCEEDED);
      assertThat(runs.get(job.id())).hasValue(1);
    }
    assertThat(runs).hasSize(60);
  }

  @Test
  void aJobIsRunForItsTenantAlsoByWhoTakesItOver() {
    List<String> ran = new CopyOnWriteArrayList<>();
    TestProcess dead = process(HASTY);
    Job job;
    try (var _ = new Tenant("acme").enter()) {
      job = submit(dead);
    }
    claim(dead).checkpoint(new byte[] {1});
    TestProcess heir =
        process(
            HASTY,
            handler(execution -> {
              ran.add(Tenant.current().name() + execution.checkpoint().map(b -> b[0]));
              return new Succeeded(() -> {
                ran.add("stored for " + Tenant.current().name());
                return "{}";
              });
            }));
    heir.start();

    try (var _ = new Tenant("acme").enter()) {
      assertThat(heir.jobs.awaitEnd(job.id(), LONG).state()).isEqualTo(JobState.SUCCEEDED);
    }
    assertThat(ran).containsExactly("acmeOptional[1]", "stored for acme");
    assertThatThrownBy(() -> heir.jobs.get(job.id())).isInstanceOf(UnknownJob.class);
  }

  @Test
  void jobsAreClaimedInTheOrderInWhichTheyQueuedUp() {
    TestProcess process = process(PATIENT);
    List<UUID> queued = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      queued.add(submit(process).id());
    }

    List<UUID> claimed = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      claimed.add(claim(process).job().id());
    }

    assertThat(claimed).containsExactlyElementsOf(queued);
    assertThat(process.leased.claim(KINDS, UUID.randomUUID())).isEmpty();
  }

  @Test
  void aJobOfAKindThatNobodyHereHandlesIsLeftToOthers() {
    TestProcess process = process(PATIENT);
    submit(process, "other", "{}");

    assertThat(process.leased.claim(KINDS, UUID.randomUUID())).isEmpty();
  }

  @Test
  void aRunThatWasTakenOverWritesNothingAnyMore() {
    TestProcess late = process(HASTY);
    TestProcess next = process(PATIENT);
    Job job = submit(late);
    RunningJob zombie = claim(late);
    zombie.checkpoint(new byte[] {1});
    awaitTakeOver(next, JobState.QUEUED);
    RunningJob heir = claim(next);
    assertThat(heir.checkpoint()).hasValue(new byte[] {1});
    heir.checkpoint(new byte[] {2});
    Job before = next.jobs.get(job.id());

    assertThat(late.leased.renew(zombie.lease(), OLD)).isFalse();
    assertThat(late.leased.state(zombie.lease())).isEmpty();
    assertThat(zombie.stopRequested()).isFalse();
    zombie.checkpoint(new byte[] {3});
    assertThat(zombie.stopRequested()).isTrue();
    AtomicInteger commits = new AtomicInteger();
    List<JobOutcome> outcomes =
        List.of(
            new Succeeded(() -> "{\"old\":" + commits.incrementAndGet() + "}"),
            new Failed("{\"old\":true}", new byte[] {4}),
            new Stopped(new byte[] {5}, "{\"old\":true}"));
    for (JobOutcome outcome : outcomes) {
      assertThat(late.leased.end(zombie.lease(), outcome, OLD)).isEmpty();
    }

    assertThat(commits).hasValue(0);
    assertThat(next.jobs.get(job.id())).isEqualTo(before);
    assertThat(new JdbcCheckpoints(next.jdbc).find(Tenant.DEFAULT, job.id()))
        .hasValue(new byte[] {2});
    assertThat(next.jobs.trace(job.id())).isEqualTo(Jobs.Trace.NONE);
    RunningJob.Report last = new RunningJob.Report("{}", "{\"new\":true}");
    assertThat(next.leased.end(heir.lease(), new Succeeded(() -> "{}"), last))
        .contains(JobState.SUCCEEDED);
    assertThat(next.jobs.trace(job.id())).isEqualTo(new Jobs.Trace(1, "{\"new\":true}", null));
    assertThat(next.jobs.traceSince(job.id(), 1).trace()).isNull();
  }

  /**
   * Whoever takes over does not do again what lies before the checkpoint, and cannot tell of it.
   */
  @Test
  void aCheckpointIsWrittenWithWhatWasReported() {
    TestProcess process = process(PATIENT);
    Job job = submit(process);
    RunningJob run = claim(process);
    run.progress(() -> "{\"far\":1}");
    run.trace(() -> "{\"course\":1}");
    run.checkpoint(new byte[] {1});

    assertThat(process.jobs.get(job.id()).progress()).isEqualTo("{\"far\":1}");
    assertThat(process.jobs.trace(job.id()).trace()).isEqualTo("{\"course\":1}");
    assertThat(run.hasReport()).as("it is written once").isFalse();
  }

  @Test
  void aRunIsFencedOffFromTheNextOneOfItsOwnProcess() {
    TestProcess process = process(HASTY);
    UUID owner = UUID.randomUUID();
    submit(process);
    RunningJob zombie = process.leased.claim(KINDS, owner).orElseThrow();
    awaitTakeOver(process, JobState.QUEUED);
    RunningJob heir = process.leased.claim(KINDS, owner).orElseThrow();

    zombie.checkpoint(new byte[] {1});

    assertThat(zombie.stopRequested()).isTrue();
    assertThat(heir.lease().epoch()).isEqualTo(zombie.lease().epoch() + 1);
    assertThat(process.leased.renew(zombie.lease(), RunningJob.Report.NOTHING)).isFalse();
    assertThat(process.leased.renew(heir.lease(), RunningJob.Report.NOTHING)).isTrue();
    assertThat(new JdbcCheckpoints(process.jdbc).find(Tenant.DEFAULT, heir.job().id())).isEmpty();
  }

  @Test
  void aLeaseThatIsRenewedIsNotTakenOver() {
    TestProcess process = process(HASTY);
    TestProcess other = process(PATIENT);
    submit(process);
    RunningJob run = claim(process);

    // The lease lasts until long after this test.
    assertThat(other.leased.renew(run.lease(), RunningJob.Report.NOTHING)).isTrue();
    eventually(() -> run.sinceRenewal(System.nanoTime()) > HASTY.lease().toNanos() * 2);

    assertThat(other.leased.takeOverExpired(lease -> false)).isEmpty();
    assertThat(process.leased.state(run.lease())).contains(JobState.RUNNING);
  }

  @Test
  void anExpiredLeaseThatNobodyTookIsRenewed() {
    TestProcess process = process(HASTY);
    submit(process);
    RunningJob run = claim(process);
    eventually(() -> run.sinceRenewal(System.nanoTime()) > HASTY.lease().toNanos() * 2);

    assertThat(process.leased.takeOverExpired(run.lease()::equals)).isEmpty();
    assertThat(process.leased.renew(run.lease(), RunningJob.Report.NOTHING)).isTrue();
  }

  @Test
  void processesThatLookForExpiredJobsAtOnceTakeEachOnce() throws Exception {
    TestProcess dead = process(HASTY);
    List<TestProcess> heirs = List.of(process(PATIENT), process(PATIENT), process(PATIENT));
    for (int i = 0; i < 10; i++) {
      submit(dead);
    }
    RunningJob last = claim(dead);
    for (int i = 1; i < 10; i++) {
      last = claim(dead);
    }
    RunningJob waitedFor = last;
    eventually(() -> waitedFor.sinceRenewal(System.nanoTime()) > HASTY.lease().toNanos() * 2);
    int taken = 0;
    try (ExecutorService pool = Executors.newFixedThreadPool(heirs.size())) {
      CyclicBarrier start = new CyclicBarrier(heirs.size());
      List<Future<List<JobState>>> takeovers = new ArrayList<>();
      for (TestProcess heir : heirs) {
        takeovers.add(
            pool.submit(() -> {
              start.await();
              return heir.leased.takeOverExpired(lease -> false);
            }));
      }
      for (Future<List<JobState>> takeover : takeovers) {
        taken += takeover.get().size();
      }
    }

    assertThat(taken).isEqualTo(10);
  }

  @Test
  void aProcessThatHangsInATransactionHoldsUpNobodyElse() {
    TestProcess hung = process(HASTY);
    TestProcess heir = process(PATIENT);
    Job stuck = submit(hung);
    Job free = submit(hung);
    claim(hung);
    RunningJob second = claim(hung);
    eventually(() -> second.sinceRenewal(System.nanoTime()) > HASTY.lease().toNanos() * 2);

    hung.transaction.executeWithoutResult(status -> {
      new JdbcJobs(hung.jdbc).lock(Tenant.DEFAULT, stuck.id());
      assertThat(heir.leased.takeOverExpired(lease -> false)).containsExactly(JobState.QUEUED);
    });

    assertThat(heir.jobs.get(free.id()).state()).isEqualTo(JobState.QUEUED);
    assertThat(heir.jobs.get(stuck.id()).state()).isEqualTo(JobState.RUNNING);
    assertThat(heir.leased.takeOverExpired(lease -> false)).containsExactly(JobState.QUEUED);
  }

  @Test
  void aProcessThatHangsInAClaimHoldsUpNobodyElse() {
    TestProcess hung = process(PATIENT);
    TestProcess other = process(PATIENT);
    Job stuck = submit(hung);
    Job free = submit(hung);

    hung.transaction.executeWithoutResult(status -> {
      assertThat(claim(hung).job().id()).isEqualTo(stuck.id());
      assertThat(claim(other).job().id()).isEqualTo(free.id());
      assertThat(other.leased.claim(KINDS, UUID.randomUUID())).isEmpty();
      status.setRollbackOnly();
    });

    assertThat(claim(other).job().id()).isEqualTo(stuck.id());
  }

  @Test
  void aJobThatProcessesDieOnFailsAtTheLastAttempt() {
    TestProcess dead = process(HASTY);
    TestProcess heir = process(PATIENT);
    Job job = submit(dead);
    claim(dead).checkpoint(new byte[] {7});
    awaitTakeOver(heir, JobState.QUEUED);
    claim(dead);
    awaitTakeOver(heir, JobState.QUEUED);
    RunningJob third = claim(dead);
    assertThat(third.job().attempts()).isEqualTo(3);
    awaitTakeOver(heir, JobState.FAILED);

    Job failed = heir.jobs.get(job.id());
    assertThat(failed.failure()).contains("\"ATTEMPTS\"").contains("3 times");
    assertThat(failed.finishedAt()).isNotNull();
    assertThat(failed.resumable()).isTrue();
    assertThat(heir.jobs.resume(job.id(), new QueueLimits(1000, 1000)).attempts()).isZero();
    RunningJob again = claim(heir);
    assertThat(again.job().attempts()).isEqualTo(1);
    assertThat(again.checkpoint()).hasValue(new byte[] {7});
  }

  @Test
  void aCancelledJobWhoseProcessDiedIsCancelledAndKeepsItsCheckpoint() {
    TestProcess dead = process(HASTY);
    TestProcess heir = process(PATIENT);
    Job job = submit(dead);
    RunningJob run = claim(dead);
    run.checkpoint(new byte[] {7});
    assertThat(heir.jobs.cancel(job.id()).state()).isEqualTo(JobState.CANCELLING);

    awaitTakeOver(heir, JobState.CANCELLED);

    Job cancelled = heir.jobs.get(job.id());
    assertThat(cancelled.state()).isEqualTo(JobState.CANCELLED);
    assertThat(cancelled.resumable()).isTrue();
    assertThat(cancelled.finishedAt()).isNotNull();
  }

  @Test
  void whereOnlyOneProcessCanHaveTheDatabaseItReclaimsRunningJobsAtItsStart() {
    TestProcess dead = process(PATIENT);
    Job job = submit(dead, KIND, "{}");
    claim(dead).checkpoint(new byte[] {7});
    Job cancelled = submit(dead, KIND, "{}");
    claim(dead);
    dead.jobs.cancel(cancelled.id());

    TestProcess next =
        process(
                PATIENT,
                true,
                handler(
                    execution -> new Succeeded(() -> "" + execution.checkpoint().orElseThrow()[0])))
            .start();

    assertThat(next.jobs.awaitEnd(job.id(), LONG).result()).isEqualTo("7");
    assertThat(next.jobs.get(job.id()).attempts()).isEqualTo(2);
    assertThat(next.jobs.get(cancelled.id()).state()).isEqualTo(JobState.CANCELLED);
    assertThat(next.meters.get("mixtura.jobs.takeovers").counter().count()).isEqualTo(2);
  }

  @Test
  void checkpointsOfAnySizeComeBackAsTheyWere() {
    TestProcess process = process(PATIENT);
    JdbcCheckpoints checkpoints = new JdbcCheckpoints(process.jdbc);
    long seed = System.nanoTime();
    Random random = new Random(seed);
    submit(process);
    RunningJob run = claim(process);
    int part = JdbcCheckpoints.PART;
    for (int size : new int[] {0, 1, part - 1, part, part + 1, 3 * part + 17, 5}) {
      byte[] state = new byte[size];
      random.nextBytes(state);

      run.checkpoint(state);

      assertThat(checkpoints.find(Tenant.DEFAULT, run.job().id()))
          .as("size %d, seed %d", size, seed)
          .hasValue(state);
      assertThat(run.stopRequested()).isFalse();
    }
  }

  static RunningJob claim(TestProcess process) {
    return process.leased.claim(KINDS, UUID.randomUUID()).orElseThrow();
  }

  private static void awaitTakeOver(TestProcess process, JobState expected) {
    eventually(() -> {
      List<JobState> taken = process.leased.takeOverExpired(lease -> false);
      assertThat(taken).isSubsetOf(expected);
      return !taken.isEmpty();
    });
  }
}
