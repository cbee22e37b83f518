package io.mixtura.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Timer;
import io.mixtura.caller.Tenant;
import io.mixtura.job.JobOutcome.Failed;
import io.mixtura.job.JobOutcome.Stopped;
import io.mixtura.job.JobOutcome.Succeeded;
import io.mixtura.job.crew.TestCrew;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How jobs run and end in processes that live, stop and lose sight of the database. */
abstract class RunContract extends QueueFixture {
  private JdbcClient jdbc;

  @BeforeEach
  void createTable() {
    jdbc = JdbcClient.create(database);
    StepsHandler.createTable(jdbc);
  }

  @Test
  void aSuccessStoresItsResultAndForgetsItsCheckpoint() {
    TestProcess process =
        process(
                PATIENT,
                handler(execution -> {
                  execution.checkpoint(new byte[] {1});
                  execution.progress(() -> "{\"iteration\":1}");
                  execution.progress(() -> "{\"iteration\":2}");
                  return new Succeeded(() -> "{\"version\":1}");
                }))
            .start();

    Job job = process.jobs.awaitEnd(submit(process).id(), LONG);

    assertThat(job.state()).isEqualTo(JobState.SUCCEEDED);
    assertThat(job.result()).isEqualTo("{\"version\":1}");
    assertThat(job.progress()).isEqualTo("{\"iteration\":2}");
    assertThat(job.failure()).isNull();
    assertThat(job.resumable()).isFalse();
    assertThat(job.createdAt()).isBeforeOrEqualTo(job.startedAt());
    assertThat(job.startedAt()).isBeforeOrEqualTo(job.finishedAt());
    assertThat(new JdbcCheckpoints(jdbc).find(Tenant.DEFAULT, job.id())).isEmpty();
    // The job is at rest a moment before its run is counted.
    eventually(() -> {
      Timer runs =
          process.meters.find("mixtura.jobs.runs").tags("kind", KIND, "end", "SUCCEEDED").timer();
      return runs != null && runs.count() == 1;
    });
  }

  @Test
  void progressIsSeenWhileTheJobRuns() {
    TestProcess process =
        process(
                PATIENT,
                handler(execution -> {
                  for (int i = 0; !execution.stopRequested(); i++) {
                    int iteration = i;
                    execution.progress(() -> "" + iteration);
                    Thread.sleep(2);
                  }
                  return new Stopped(null, null);
                }))
            .start();
    Job job = submit(process);

    eventually(() -> process.jobs.get(job.id()).progress() != null);
    int first = Integer.parseInt(process.jobs.get(job.id()).progress());
    eventually(() -> Integer.parseInt(process.jobs.get(job.id()).progress()) > first);
  }

  @Test
  void progressThatCannotBeToldDoesNoHarm() {
    TestProcess process =
        process(
                PATIENT,
                handler(execution -> {
                  execution.progress(() -> {
                    throw new IllegalStateException("not now");
                  });
                  Thread.sleep(100);
                  return new Succeeded(() -> "{}");
                }))
            .start();

    assertThat(process.jobs.awaitEnd(submit(process).id(), LONG).state())
        .isEqualTo(JobState.SUCCEEDED);
  }

  @Test
  void aRunLongerThanItsLeaseKeepsIt() {
    JobSettings settings = settings(Duration.ofSeconds(2));
    AtomicInteger runs = new AtomicInteger();
    JobHandler slow =
        handler(execution -> {
          runs.incrementAndGet();
          Thread.sleep(5000);
          return new Succeeded(() -> "{}");
        });
    TestProcess one = process(settings, slow).start();
    TestProcess two = process(settings, slow).start();

    Job job = one.jobs.awaitEnd(submit(two).id(), LONG);

    assertThat(job.state()).isEqualTo(JobState.SUCCEEDED);
    assertThat(job.attempts()).isEqualTo(1);
    assertThat(runs).hasValue(1);
  }

  @Test
  void aCancelFromAnotherProcessStopsTheRunWithinASecond() throws Exception {
    JobSettings asShipped =
        new JobSettings(
            1,
            Duration.ofMillis(250),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            3,
            Duration.ofDays(30));
    CountDownLatch running = new CountDownLatch(1);
    TestProcess runner =
        process(
                asShipped,
                handler(execution -> {
                  running.countDown();
                  untilStopped(execution);
                  return new Stopped(new byte[] {9}, "{\"best\":1}");
                }))
            .start();
    TestProcess other = process(asShipped);
    Job job = submit(other);
    assertThat(running.await(30, TimeUnit.SECONDS)).isTrue();

    long before = System.nanoTime();
    assertThat(other.jobs.cancel(job.id()).state()).isEqualTo(JobState.CANCELLING);
    assertThat(runner.jobs.cancel(job.id()).state()).isNotEqualTo(JobState.RUNNING);
    Job cancelled = other.jobs.awaitEnd(job.id(), LONG);
    Duration took = Duration.ofNanos(System.nanoTime() - before);

    assertThat(cancelled.state()).isEqualTo(JobState.CANCELLED);
    assertThat(cancelled.result()).isEqualTo("{\"best\":1}");
    assertThat(cancelled.resumable()).isTrue();
    assertThat(took).isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void aSuccessThatComesAfterTheCancelIsNotStored() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch cancelled = new CountDownLatch(1);
    TestProcess process =
        process(
                PATIENT,
                handler(execution -> {
                  running.countDown();
                  cancelled.await();
                  return new Succeeded(
                      () -> effect(execution.job().id()),
                      () -> new Stopped(new byte[] {3}, "{\"best\":1}"));
                }))
            .start();
    Job job = submit(process);
    assertThat(running.await(30, TimeUnit.SECONDS)).isTrue();
    process.jobs.cancel(job.id());
    cancelled.countDown();

    Job ended = process.jobs.awaitEnd(job.id(), LONG);

    assertThat(ended.state()).isEqualTo(JobState.CANCELLED);
    assertThat(ended.result()).isEqualTo("{\"best\":1}");
    assertThat(ended.resumable()).isTrue();
    assertThat(effects(job)).isZero();
  }

  @Test
  void aFailureThatComesAfterTheCancelIsACancelledJobThatSaysWhatFailed() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch cancelled = new CountDownLatch(1);
    TestProcess process =
        process(
                PATIENT,
                handler(execution -> {
                  running.countDown();
                  cancelled.await();
                  throw new IllegalStateException("broken");
                }))
            .start();
    Job job = submit(process);
    assertThat(running.await(30, TimeUnit.SECONDS)).isTrue();
    process.jobs.cancel(job.id());
    cancelled.countDown();

    Job ended = process.jobs.awaitEnd(job.id(), LONG);

    assertThat(ended.state()).isEqualTo(JobState.CANCELLED);
    assertThat(ended.failure()).contains("broken");
  }

  @Test
  void aCancelThatComesDuringTheSuccessIsRefused() throws Exception {
    CountDownLatch committing = new CountDownLatch(1);
    TestProcess process =
        process(
                PATIENT,
                handler(execution ->
                    new Succeeded(() -> {
                      committing.countDown();
                      // Long enough for the cancel to arrive and wait for the row.
                      pause(300);
                      return effect(execution.job().id());
                    })))
            .start();
    Job job = submit(process);
    assertThat(committing.await(30, TimeUnit.SECONDS)).isTrue();

    assertThatThrownBy(() -> process.jobs.cancel(job.id()))
        .isInstanceOfSatisfying(
            WrongJobState.class, e -> assertThat(e.job().state()).isEqualTo(JobState.SUCCEEDED));
    assertThat(effects(job)).isEqualTo(1);
  }

  @Test
  void aSuccessThatCannotBeStoredIsAFailureAndLeavesNothingBehind() {
    TestProcess process =
        process(
                PATIENT,
                handler(execution ->
                    new Succeeded(() -> {
                      effect(execution.job().id());
                      throw new IllegalStateException("the registry is closed");
                    })))
            .start();

    Job job = process.jobs.awaitEnd(submit(process).id(), LONG);

    assertThat(job.state()).isEqualTo(JobState.FAILED);
    assertThat(job.failure()).contains("\"ERROR\"").contains("the registry is closed");
    assertThat(job.result()).isNull();
    assertThat(effects(job)).isZero();
  }

  @Test
  void aSuccessIsStoredOnceEvenIfTheDatabaseFailsInBetween() {
    AtomicInteger tries = new AtomicInteger();
    TestProcess process =
        process(
                PATIENT,
                handler(execution ->
                    new Succeeded(() -> {
                      effect(execution.job().id());
                      if (tries.incrementAndGet() < 3) {
                        throw new TransientDataAccessResourceException("not now");
                      }
                      return "{\"tries\":" + tries + "}";
                    })))
            .start();

    Job job = process.jobs.awaitEnd(submit(process).id(), LONG);

    assertThat(job.state()).isEqualTo(JobState.SUCCEEDED);
    assertThat(job.result()).isEqualTo("{\"tries\":3}");
    assertThat(job.attempts()).isEqualTo(1);
    assertThat(effects(job)).isEqualTo(1);
  }

  @Test
  void whatAHandlerThrowsFailsTheJobAndTheThreadLivesOn() {
    TestProcess process =
        process(
                PATIENT,
                handler(execution -> {
                  switch (execution.job().request()) {
                    case "exception" -> throw new IllegalStateException("no such column");
                    case "silent" -> throw new IllegalStateException();
                    case "error" -> throw new OutOfMemoryError("Java heap space");
                    default -> {
                      return new Succeeded(() -> "{}");
                    }
                  }
                }))
            .start();
    for (int i = 0; i < 3; i++) {
      Job exception = submit(process, KIND, "exception");
      Job silent = submit(process, KIND, "silent");
      Job error = submit(process, KIND, "error");

      assertThat(process.jobs.awaitEnd(exception.id(), LONG).failure())
          .isEqualTo("{\"reason\":\"ERROR\",\"detail\":\"no such column\"}");
      assertThat(process.jobs.awaitEnd(silent.id(), LONG).failure())
          .contains("IllegalStateException");
      assertThat(process.jobs.awaitEnd(error.id(), LONG).failure())
          .contains("OutOfMemoryError: Java heap space");
      assertThat(process.jobs.get(error.id()).state()).isEqualTo(JobState.FAILED);
    }

    assertThat(process.jobs.awaitEnd(submit(process).id(), LONG).state())
        .isEqualTo(JobState.SUCCEEDED);
  }

  @Test
  void aJobWhoseDatabaseIsCutWaitsAndGoesOnWithoutCostingAnAttempt() {
    AtomicInteger cuts = new AtomicInteger();
    TestProcess process =
        process(
                PATIENT,
                handler(_ -> {
                  if (cuts.incrementAndGet() <= 5) {
                    throw new IllegalStateException(
                        new DataAccessResourceFailureException("select secret from rows"));
                  }
                  return new Succeeded(() -> "{}");
                }))
            .start();

    Job ended = process.jobs.awaitEnd(submit(process).id(), LONG);

    assertThat(ended.state()).isEqualTo(JobState.SUCCEEDED);
    assertThat(ended.attempts()).isEqualTo(1);
    assertThat(cuts).hasValue(6);
  }

  @Test
  void whatTheDatabaseRefusesFailsTheJobWithoutItsWords() {
    TestProcess process =
        process(
                PATIENT,
                handler(_ -> {
                  throw new DataIntegrityViolationException("insert into secret");
                }))
            .start();

    Job ended = process.jobs.awaitEnd(submit(process).id(), LONG);

    assertThat(ended.failure()).contains("the log tells more").doesNotContain("secret");
  }

  @Test
  void aHandlerThatStopsUnaskedFailsTheJob() {
    TestProcess process =
        process(PATIENT, handler(execution -> new Stopped(new byte[] {1}, null))).start();

    Job job = process.jobs.awaitEnd(submit(process).id(), LONG);

    assertThat(job.state()).isEqualTo(JobState.FAILED);
    assertThat(job.failure()).contains("nobody had asked");
    assertThat(job.resumable()).isTrue();
  }

  @Test
  void aResumedJobGoesOnFromItsCheckpoint() {
    TestProcess process =
        process(
                PATIENT,
                handler(execution ->
                    execution.checkpoint().isEmpty()
                        ? new Failed("{\"why\":\"limit\"}", new byte[] {42})
                        : new Succeeded(() -> "" + execution.checkpoint().get()[0])))
            .start();
    Job failed = process.jobs.awaitEnd(submit(process).id(), LONG);
    assertThat(failed.state()).isEqualTo(JobState.FAILED);
    assertThat(failed.failure()).isEqualTo("{\"why\":\"limit\"}");

    Job resumed = process.jobs.resume(failed.id(), new QueueLimits(1000, 1000));

    assertThat(resumed.state().isLive() || resumed.state() == JobState.SUCCEEDED).isTrue();
    Job ended = process.jobs.awaitEnd(failed.id(), LONG);
    assertThat(ended.state()).isEqualTo(JobState.SUCCEEDED);
    assertThat(ended.result()).isEqualTo("42");
    assertThat(ended.failure()).isNull();
    assertThat(ended.attempts()).isEqualTo(1);
    assertThatThrownBy(() -> process.jobs.resume(failed.id(), new QueueLimits(1000, 1000)))
        .isInstanceOf(WrongJobState.class);
  }

  @Test
  void aProcessThatStopsGivesItsJobsBackWithTheirCheckpoints() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    TestProcess first =
        process(
                PATIENT,
                handler(execution -> {
                  running.countDown();
                  untilStopped(execution);
                  return new Stopped(new byte[] {5}, "{\"ignored\":true}");
                }))
            .start();
    Job job = submit(first);
    assertThat(running.await(30, TimeUnit.SECONDS)).isTrue();

    first.workers.stop();

    Job released = first.jobs.get(job.id());
    assertThat(released.state()).isEqualTo(JobState.QUEUED);
    assertThat(released.attempts()).isZero();
    assertThat(released.result()).isNull();
    assertThat(first.jobs.queuePosition(job.id())).hasValue(0);
    TestProcess second =
        process(
                PATIENT,
                handler(execution -> new Succeeded(() -> "" + execution.checkpoint().get()[0])))
            .start();
    assertThat(second.jobs.awaitEnd(job.id(), LONG).result()).isEqualTo("5");
  }

  @Test
  void stoppingWakesThoseWhoWaitAndAStoppedProcessStartsAgain() throws Exception {
    TestProcess process = process(PATIENT, handler(execution -> new Succeeded(() -> "{}"))).start();
    process.workers.stop();
    assertThat(process.workers.isRunning()).isFalse();
    Job job = submit(process);

    long before = System.nanoTime();
    assertThat(process.jobs.awaitEnd(job.id(), LONG).state()).isEqualTo(JobState.QUEUED);
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(LONG.dividedBy(2));
    process.workers.start();

    assertThat(process.jobs.awaitEnd(job.id(), LONG).state()).isEqualTo(JobState.SUCCEEDED);
  }

  @Test
  void aRunThatLosesSightOfTheDatabaseForLongStopsByItself() {
    AtomicInteger runs = new AtomicInteger();
    JobSettings settings = settings(Duration.ofSeconds(1));
    TestProcess lonely =
        process(
                settings,
                handler(execution -> {
                  if (runs.incrementAndGet() > 1) {
                    return new Succeeded(() -> "" + execution.checkpoint().get()[0]);
                  }
                  untilStopped(execution);
                  return new Stopped(new byte[] {6}, null);
                }))
            .start();
    TestProcess observer = process(PATIENT);
    Job job = submit(observer);
    eventually(() -> runs.get() == 1);

    // The handler returns only once it is asked to stop, and nobody else asks it.
    lonely.database.down(true);
    pause(2000);
    assertThat(observer.jobs.get(job.id()).state()).isEqualTo(JobState.RUNNING);
    lonely.database.down(false);

    Job ended = observer.jobs.awaitEnd(job.id(), LONG);
    assertThat(ended.state()).isEqualTo(JobState.SUCCEEDED);
    assertThat(ended.result()).isEqualTo("6");
    assertThat(ended.attempts()).isEqualTo(1);
  }

  @Test
  void aShortOutageOfTheDatabaseDisturbsNoRun() {
    AtomicInteger runs = new AtomicInteger();
    CountDownLatch outageOver = new CountDownLatch(1);
    TestProcess process =
        process(
                PATIENT,
                handler(execution -> {
                  runs.incrementAndGet();
                  boolean over = false;
                  for (int i = 0; !over && !execution.stopRequested(); i++) {
                    execution.checkpoint(StepsHandler.encode(i));
                    execution.progress(() -> "{}");
                    over = outageOver.await(10, TimeUnit.MILLISECONDS);
                  }
                  return new Succeeded(() -> "{}");
                }))
            .start();
    Job job = submit(process);
    eventually(() -> runs.get() == 1);

    process.database.down(true);
    pause(300);
    outageOver.countDown();
    pause(300);
    process.database.down(false);

    Job ended = process.jobs.awaitEnd(job.id(), LONG);
    assertThat(ended.state()).isEqualTo(JobState.SUCCEEDED);
    assertThat(ended.attempts()).isEqualTo(1);
    assertThat(runs).hasValue(1);
  }

  @Test
  void anErrorOfTheMachineEndsNoThread() {
    AtomicInteger runs = new AtomicInteger();
    TestProcess process =
        process(
                PATIENT,
                handler(execution -> {
                  runs.incrementAndGet();
                  untilStopped(execution);
                  return new Stopped(null, null);
                }))
            .start();
    Job job = submit(process);
    eventually(() -> runs.get() == 1);

    process.database.throwing(new OutOfMemoryError("of a test"));
    pause(300);
    process.database.throwing(null);

    assertThat(TestCrew.isAlive(process.workers)).isTrue();
    process.jobs.cancel(job.id());
    assertThat(process.jobs.awaitEnd(job.id(), LONG).state()).isEqualTo(JobState.CANCELLED);
    submit(process);
    eventually(() -> runs.get() == 2);
    process.workers.stop();
    assertThat(TestCrew.isAlive(process.workers)).isTrue();
  }

  @Test
  void jobsAreCountedByState() {
    TestProcess process = process(PATIENT);
    submit(process);
    submit(process);
    process.jobs.cancel(submit(process).id());
    process.start();

    eventually(() -> standing(process, JobState.CANCELLED) == 1);
    assertThat(standing(process, JobState.QUEUED)).isEqualTo(2);
    assertThat(standing(process, JobState.RUNNING)).isZero();
  }

  private static double standing(TestProcess process, JobState state) {
    return process.meters.get("mixtura.jobs.standing").tag("state", state.name()).gauge().value();
  }

  /** Joins the transaction of the success, as a handler's own store would. */
  private String effect(UUID job) {
    first()
        .jdbc
        .sql("insert into effects (job_id, steps) values (:id, 1)")
        .param("id", job)
        .update();
    return "{}";
  }

  private long effects(Job job) {
    return jdbc.sql("select count(*) from effects where job_id = :id")
        .param("id", job.id())
        .query(Long.class)
        .single();
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
