package io.mixtura.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mixtura.caller.Tenant;
import io.mixtura.job.JobOutcome.Failed;
import io.mixtura.job.JobOutcome.Stopped;
import io.mixtura.job.JobOutcome.Succeeded;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What the rooms that submit work rely on. */
abstract class JobsContract extends QueueFixture {

  @Test
  void aSubmittedJobWaitsAsItWasGiven() {
    TestProcess process = process(PATIENT);
    NewJob wanted = new NewJob(UUID.randomUUID(), KIND, "faithful", "{\"components\":2}");

    Job job = process.jobs.submit(wanted, new QueueLimits(1, 1));

    assertThat(job)
        .isEqualTo(
            new Job(
                wanted.id(),
                Tenant.DEFAULT,
                KIND,
                "faithful",
                JobState.QUEUED,
                0,
                "{\"components\":2}",
                null,
                null,
                null,
                false,
                job.createdAt(),
                null,
                null));
    assertThat(process.jobs.find(wanted.id())).contains(job);
    assertThat(process.jobs.find(UUID.randomUUID())).isEmpty();
  }

  @Test
  void submissionIsUndoneWithTheTransactionOfItsCaller() {
    TestProcess process = process(PATIENT);
    UUID id = UUID.randomUUID();

    process.transaction.executeWithoutResult(status -> {
      process.jobs.submit(new NewJob(id, KIND, null, "{}"), new QueueLimits(10, 10));
      status.setRollbackOnly();
    });

    assertThat(process.jobs.find(id)).isEmpty();
  }

  @Test
  void theQueueTakesNoMoreThanItsLimitOfWaitingJobs() {
    TestProcess process = process(PATIENT);
    NewJob first = new NewJob(UUID.randomUUID(), KIND, null, "{}");
    NewJob second = new NewJob(UUID.randomUUID(), KIND, null, "{}");
    process.jobs.submit(first, new QueueLimits(1, 1));

    assertThatThrownBy(() -> process.jobs.submit(second, new QueueLimits(1, 1)))
        .isInstanceOf(QueueFull.class)
        .hasMessageContaining("1 ");
    process.jobs.cancel(first.id());
    assertThat(process.jobs.submit(second, new QueueLimits(1, 1)).state())
        .isEqualTo(JobState.QUEUED);
  }

  /** But the queue is one: whoever waits sees how many are before him, whosever they are. */
  @Test
  void jobsOfAnotherTenantAreNotThere() {
    TestProcess process = process(PATIENT);
    Job mine = submit(process);
    NewJob wanted = new NewJob(UUID.randomUUID(), KIND, "faithful", "{}");

    try (var _ = new Tenant("acme").enter()) {
      assertThatThrownBy(() -> process.jobs.submit(wanted, new QueueLimits(1, 1)))
          .isInstanceOf(QueueFull.class);
      Job theirs = process.jobs.submit(wanted, new QueueLimits(2, 2));
      assertThat(theirs.tenant()).isEqualTo(new Tenant("acme"));
      assertThat(process.jobs.list(KIND, JobFilter.ALL, null, 10)).containsExactly(theirs);
      assertThat(process.jobs.list(KIND, JobFilter.ALL, mine.key(), 10)).doesNotContain(mine);
      assertThat(process.jobs.latest(KIND)).contains(theirs);
      assertThat(process.jobs.queuePosition(theirs.id())).hasValue(1);
      assertThat(process.jobs.find(mine.id())).isEmpty();
      assertThat(process.jobs.queuePosition(mine.id())).isEmpty();
      for (Consumer<UUID> act :
          List.<Consumer<UUID>>of(
              process.jobs::get,
              process.jobs::cancel,
              id -> process.jobs.resume(id, new QueueLimits(1, 1)),
              process.jobs::delete,
              id -> process.jobs.amend(id, _ -> "{}"),
              id -> process.jobs.awaitEnd(id, Duration.ZERO))) {
        assertThatThrownBy(() -> act.accept(mine.id())).isInstanceOf(UnknownJob.class);
      }
    }

    assertThat(process.jobs.find(wanted.id())).isEmpty();
    assertThat(process.jobs.liveOn("faithful")).isEmpty();
    assertThat(process.jobs.latest(KIND)).contains(mine);
    assertThat(process.jobs.get(mine.id())).isEqualTo(mine);
  }

  @Test
  void jobsAreListedNewestFirstPageByPage() {
    TestProcess process = process(PATIENT);
    List<Job> submitted = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      submitted.add(submit(process));
    }
    submit(process, "other", "{}");
    List<Job> expected =
        submitted.stream().sorted(Comparator.comparing(Job::createdAt).reversed()).toList();

    List<Job> seen = new ArrayList<>();
    for (List<Job> page = process.jobs.list(KIND, JobFilter.ALL, null, 3);
        !page.isEmpty();
        page = process.jobs.list(KIND, JobFilter.ALL, page.getLast().key(), 3)) {
      assertThat(page).hasSizeLessThanOrEqualTo(3);
      seen.addAll(page);
    }

    assertThat(seen).containsExactlyInAnyOrderElementsOf(submitted);
    assertThat(seen.stream().map(Job::createdAt))
        .containsExactlyElementsOf(expected.stream().map(Job::createdAt).toList());
    assertThat(process.jobs.latest(KIND)).contains(seen.getFirst());
    assertThat(process.jobs.latest("unknown")).isEmpty();
  }

  @Test
  void aListMayBeOfSomeJobsOnly() {
    TestProcess process = process(PATIENT);
    Job plain = submit(process, KIND, "{\"a_b\":1}");
    Job other = submit(process, KIND, "{\"axb\":1}");
    process.jobs.cancel(other.id());

    assertThat(found(process, new JobFilter(JobState.QUEUED, null, null)))
        .containsExactly(plain.id());
    assertThat(found(process, new JobFilter(JobState.CANCELLED, null, null)))
        .containsExactly(other.id());
    assertThat(found(process, new JobFilter(null, null, "{\"a_b\""))).containsExactly(plain.id());
    assertThat(found(process, new JobFilter(null, "nothing", null))).isEmpty();
  }

  private static List<UUID> found(TestProcess process, JobFilter filter) {
    return process.jobs.list(KIND, filter, null, 5).stream().map(Job::id).toList();
  }

  @Test
  void jobsOfOneInstantAreListedOnceEach() {
    TestProcess process = process(PATIENT);
    // One transaction has one time.
    process.transaction.executeWithoutResult(status -> {
      for (int i = 0; i < 5; i++) {
        submit(process);
      }
    });

    List<UUID> seen = new ArrayList<>();
    for (List<Job> page = process.jobs.list(KIND, JobFilter.ALL, null, 2);
        !page.isEmpty();
        page = process.jobs.list(KIND, JobFilter.ALL, page.getLast().key(), 2)) {
      page.forEach(job -> seen.add(job.id()));
    }

    assertThat(seen).hasSize(5).doesNotHaveDuplicates();
  }

  @Test
  void aPageCannotBeginAfterSomethingElseThanAJob() {
    TestProcess process = process(PATIENT);
    for (String key : List.of("", "x", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z_x", "_")) {
      assertThatThrownBy(() -> process.jobs.list(KIND, JobFilter.ALL, key, 2))
          .as(key)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("'" + key + "'");
    }
  }

  @Test
  void liveJobsAreFoundByTheirSubject() {
    TestProcess process = process(PATIENT);
    Job job =
        process.jobs.submit(
            new NewJob(UUID.randomUUID(), KIND, "faithful", "{}"), new QueueLimits(10, 10));

    assertThat(process.jobs.liveOn("faithful")).contains(job);
    assertThat(process.jobs.liveOn("iris")).isEmpty();
    process.jobs.cancel(job.id());
    assertThat(process.jobs.liveOn("faithful")).isEmpty();
  }

  @Test
  void theQueuePositionCountsWhoIsBefore() {
    TestProcess process = process(PATIENT);
    Job first = submit(process);
    Job second = submit(process);
    Job third = submit(process);

    assertThat(process.jobs.queuePosition(third.id())).hasValue(2);
    process.jobs.cancel(second.id());
    assertThat(process.jobs.queuePosition(first.id())).hasValue(0);
    assertThat(process.jobs.queuePosition(second.id())).isEqualTo(OptionalInt.empty());
    assertThat(process.jobs.queuePosition(third.id())).hasValue(1);
    assertThat(process.jobs.queuePosition(UUID.randomUUID())).isEmpty();
  }

  @Test
  void aWaitingJobIsCancelledAtOnce() {
    TestProcess process = process(PATIENT);
    Job cancelled = process.jobs.cancel(submit(process).id());

    assertThat(cancelled.state()).isEqualTo(JobState.CANCELLED);
    assertThat(cancelled.finishedAt()).isNotNull();
    assertThat(cancelled.resumable()).isFalse();
    assertThatThrownBy(() -> process.jobs.cancel(cancelled.id()))
        .isInstanceOfSatisfying(WrongJobState.class, e -> assertThat(e.job()).isEqualTo(cancelled))
        .hasMessageContaining("CANCELLED");
    assertThatThrownBy(() -> process.jobs.resume(cancelled.id(), new QueueLimits(1000, 1000)))
        .isInstanceOf(WrongJobState.class)
        .hasMessageContaining("checkpoint");
  }

  @Test
  void whatIsKeptOfACancelledJobIsReplacedWithWhatComesOfIt() {
    TestProcess process =
        process(
                PATIENT,
                handler(execution -> {
                  untilStopped(execution);
                  return new Stopped(new byte[] {9}, "{\"best\":1}");
                }))
            .start();
    Job running = awaitState(process, submit(process), JobState.RUNNING);
    assertThatThrownBy(() -> process.jobs.amend(running.id(), job -> "{}"))
        .isInstanceOf(WrongJobState.class)
        .hasMessageContaining("RUNNING");
    process.jobs.cancel(running.id());
    awaitState(process, running, JobState.CANCELLED);

    Job amended = process.jobs.amend(running.id(), job -> job.result() + "2");
    assertThat(amended.result()).isEqualTo("{\"best\":1}2");
    assertThat(amended.resumable()).isTrue();

    assertThatThrownBy(() ->
            process.jobs.amend(
                running.id(),
                job -> {
                  submit(process);
                  throw new IllegalStateException("not to be stored");
                }))
        .hasMessage("not to be stored");
    assertThat(process.jobs.get(running.id())).isEqualTo(amended);
    assertThat(process.jobs.list(KIND, JobFilter.ALL, null, 10)).hasSize(1);
  }

  @Test
  void whatIsAskedOfAnUnknownJobIsRefused() {
    TestProcess process = process(PATIENT);
    UUID id = UUID.randomUUID();

    assertThatThrownBy(() -> process.jobs.get(id)).isInstanceOf(UnknownJob.class);
    assertThatThrownBy(() -> process.jobs.cancel(id)).isInstanceOf(UnknownJob.class);
    assertThatThrownBy(() -> process.jobs.resume(id, new QueueLimits(1000, 1000)))
        .isInstanceOf(UnknownJob.class);
    assertThatThrownBy(() -> process.jobs.delete(id)).isInstanceOf(UnknownJob.class);
    assertThatThrownBy(() -> process.jobs.amend(id, job -> "{}")).isInstanceOf(UnknownJob.class);
    assertThatThrownBy(() -> process.jobs.awaitEnd(id, Duration.ZERO))
        .isInstanceOfSatisfying(UnknownJob.class, e -> assertThat(e.id()).isEqualTo(id));
  }

  @Test
  void onlyAJobAtRestIsDeletedAndItsCheckpointWithIt() {
    TestProcess process =
        process(PATIENT, handler(execution -> new Failed("{}", new byte[] {1}))).start();
    Job job = awaitState(process, submit(process), JobState.FAILED);
    process.workers.stop();
    Job resumed = process.jobs.resume(job.id(), new QueueLimits(1000, 1000));

    assertThatThrownBy(() -> process.jobs.delete(resumed.id()))
        .isInstanceOf(WrongJobState.class)
        .hasMessageContaining("cancelled first");
    process.jobs.cancel(resumed.id());
    process.jobs.delete(resumed.id());
    assertThat(process.jobs.find(resumed.id())).isEmpty();
    assertThat(process.jdbc.sql("select count(*) from job_checkpoints").query(Long.class).single())
        .isZero();
  }

  @Test
  void finishedJobsAreDeletedAfterTheRetentionAndOthersAreNot() {
    TestProcess process = process(PATIENT);
    Job waiting = submit(process);
    Job finished = process.jobs.cancel(submit(process).id());

    assertThat(process.leased.deleteFinishedBefore(Duration.ofHours(1))).isZero();
    assertThat(process.jobs.find(finished.id())).isPresent();
    process
        .jdbc
        .sql("update jobs set finished_at = finished_at - interval '2' hour where id = :id")
        .param("id", finished.id())
        .update();

    assertThat(process.leased.deleteFinishedBefore(Duration.ofHours(1))).isEqualTo(1);
    assertThat(process.jobs.find(finished.id())).isEmpty();
    assertThat(process.jobs.find(waiting.id())).isPresent();
  }

  @Test
  void aStartedProcessDeletesWhatIsOlderThanTheRetention() {
    JobSettings forgetful =
        new JobSettings(
            1,
            PATIENT.poll(),
            PATIENT.heartbeat(),
            PATIENT.lease(),
            PATIENT.attempts(),
            Duration.ofMillis(1));
    TestProcess process = process(forgetful);
    Job finished = process.jobs.cancel(submit(process).id());
    Job waiting = submit(process);

    process.start();

    eventually(() -> process.jobs.find(finished.id()).isEmpty());
    assertThat(process.jobs.find(waiting.id())).isPresent();
  }

  @Test
  void awaitingTheEndSeesItHoweverTheJobIsRun() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    TestProcess watching = process(PATIENT);
    TestProcess running =
        process(
            PATIENT,
            handler(execution -> {
              go.await();
              return new Succeeded(() -> "{}");
            }));
    Job job = submit(watching);

    assertThat(watching.jobs.awaitEnd(job.id(), Duration.ofMillis(50)).state())
        .isEqualTo(JobState.QUEUED);
    running.start();
    assertThat(running.jobs.awaitEnd(job.id(), Duration.ofMillis(50)).state().isTerminal())
        .isFalse();
    go.countDown();
    assertThat(watching.jobs.awaitEnd(job.id(), LONG).state()).isEqualTo(JobState.SUCCEEDED);
    assertThat(running.jobs.awaitEnd(job.id(), LONG).state()).isEqualTo(JobState.SUCCEEDED);
  }
}
