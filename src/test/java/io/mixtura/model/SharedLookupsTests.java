package io.mixtura.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SharedLookupsTests {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final int ASKERS = 20;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final SharedLookups<String, Integer> lookups = new SharedLookups<>(LONG);
  private final AtomicInteger looks = new AtomicInteger();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);

  @AfterEach
  void stop() {
    goOn.countDown();
    threads.shutdownNow();
  }

  /** The first look waits in the database until it may go on. */
  private Integer look() {
    int number = looks.incrementAndGet();
    if (number == 1) {
      begun.countDown();
      await(goOn);
    }
    return number;
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private List<Future<Integer>> ask(String key, int times, Supplier<Integer> lookup) {
    List<Future<Integer>> answers = new ArrayList<>();
    CountDownLatch asking = new CountDownLatch(times);
    for (int i = 0; i < times; i++) {
      answers.add(
          threads.submit(() -> {
            asking.countDown();
            return lookups.get(key, lookup);
          }));
    }
    await(asking);
    return answers;
  }

  private static int value(Future<Integer> answer) throws Exception {
    return answer.get(20, TimeUnit.SECONDS);
  }

  @Test
  void questionsOneAfterTheOtherAreLookedUpEach() {
    goOn.countDown();
    assertThat(lookups.get("a", this::look)).isEqualTo(1);
    assertThat(lookups.get("a", this::look)).isEqualTo(2);
  }

  /** What the first look found may be over when the second question is asked. */
  @Test
  void noQuestionIsAnsweredByALookThatBeganBeforeIt() throws Exception {
    Future<Integer> first = ask("a", 1, this::look).getFirst();
    await(begun);
    List<Future<Integer>> later = ask("a", ASKERS, this::look);
    goOn.countDown();
    assertThat(value(first)).isEqualTo(1);
    for (Future<Integer> answer : later) {
      assertThat(value(answer)).isGreaterThan(1);
    }
  }

  @Test
  void questionsAskedWhileALookIsUnderWayShareTheNext() throws Exception {
    Future<Integer> first = ask("a", 1, this::look).getFirst();
    await(begun);
    List<Future<Integer>> later = ask("a", ASKERS, this::look);
    // Long enough for all to have asked; if one is late, it takes part in a third look.
    Thread.sleep(200);
    goOn.countDown();
    value(first);
    for (Future<Integer> answer : later) {
      value(answer);
    }
    assertThat(looks.get()).isLessThan(ASKERS / 2);
  }

  @Test
  void questionsOfOtherThingsDoNotWait() throws Exception {
    ask("a", 1, this::look);
    await(begun);
    assertThat(value(ask("b", 1, this::look).getFirst())).isEqualTo(2);
  }

  @Test
  void aFailureIsToldToThoseWhoSharedItAndForgotten() throws Exception {
    Future<Integer> first = ask("a", 1, this::look).getFirst();
    await(begun);
    List<Future<Integer>> later =
        ask(
            "a",
            ASKERS,
            () -> {
              throw new IllegalArgumentException("away");
            });
    goOn.countDown();
    value(first);
    for (Future<Integer> answer : later) {
      assertThatThrownBy(() -> value(answer))
          .isInstanceOf(ExecutionException.class)
          .cause()
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("away");
    }
    assertThat(lookups.get("a", this::look)).isEqualTo(2);
  }

  @Test
  void aLookThatIsStuckHoldsNobodyUpForLong() throws Exception {
    SharedLookups<String, Integer> impatient = new SharedLookups<>(Duration.ofMillis(50));
    threads.submit(() -> impatient.get("a", this::look));
    await(begun);
    List<Future<Integer>> later = new ArrayList<>();
    for (int i = 0; i < ASKERS; i++) {
      later.add(threads.submit(() -> impatient.get("a", this::look)));
    }
    for (Future<Integer> answer : later) {
      assertThat(value(answer)).isGreaterThan(1);
    }
    assertThat(goOn.getCount()).as("the first look is still stuck").isEqualTo(1);
  }

  /** Random writes and reads by many threads: nobody reads less than was written before. */
  @Test
  void whatWasWrittenBeforeTheQuestionIsSeen() throws Exception {
    AtomicInteger written = new AtomicInteger();
    SharedLookups<String, Integer> shared = new SharedLookups<>(LONG);
    List<Future<Integer>> stale = new ArrayList<>();
    for (int t = 0; t < 8; t++) {
      stale.add(
          threads.submit(() -> {
            int missed = 0;
            for (int i = 0; i < 5_000; i++) {
              int before = i % 10 == 0 ? written.incrementAndGet() : written.get();
              missed += shared.get("a", written::get) < before ? 1 : 0;
            }
            return missed;
          }));
    }
    for (Future<Integer> missed : stale) {
      assertThat(value(missed)).isZero();
    }
  }
}
