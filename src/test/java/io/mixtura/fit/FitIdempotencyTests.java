package io.mixtura.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.testing.Api;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The header {@code Idempotency-Key}: a request that is sent twice makes one fit. */
class FitIdempotencyTests extends FitServiceTest {
  private static final String HEADER = "Idempotency-Key";

  private final String key = UUID.randomUUID().toString();

  private String request(int components) {
    return "{'model':'once','datasetId':'%s','components':%d}".formatted(oldFaithful(), components);
  }

  @Test
  void theSameRequestAgainIsAnsweredWithTheSameFit() {
    Api.Answer first = postFit(request(2), HEADER, key);
    awaitEnd(id(first.json()));
    Api.Answer second = postFit(request(2), HEADER, key);

    assertThat(second.status()).isEqualTo(202);
    assertThat(id(second.json())).isEqualTo(id(first.json()));
    assertThat(second.header("Location")).isEqualTo(first.header("Location"));
    assertThat(state(second.json())).isEqualTo("SUCCEEDED");
  }

  /** What counts is what is asked for, not how it is spelled. */
  @Test
  void spacesOrderAndNullsMakeNoOtherRequest() {
    Api.Answer first = postFit(request(2), HEADER, key);
    String spelledOtherwise =
        "{ 'components' : 2, 'seed': null, 'data':null, 'datasetId':'%s', 'model':'once' }"
            .formatted(oldFaithful());

    Api.Answer second = postFit(spelledOtherwise, HEADER, key);

    assertThat(second.status()).as(second.response().body()).isEqualTo(202);
    assertThat(id(second.json())).isEqualTo(id(first.json()));
  }

  @Test
  void anotherRequestWithTheSameKeyIsRefused() {
    postFit(request(2), HEADER, key);
    assertRefused(
        postFit(request(1), HEADER, key), 422, HEADER, "was already used for another request");
    assertRefused(
        postFit("{'components':1,'data':{'columns':['a'],'rows':[[1],[2]]}}", HEADER, key),
        422,
        HEADER,
        "was already used for another request");
  }

  @Test
  void inlineDataAreStoredOnce() {
    String data = "{'data':{'columns':['a'],'rows':[[1],[2],[4],[8]]},'components':1}";
    String first = id(postFit(data, HEADER, key).json());
    assertThat(id(postFit(data, HEADER, key).json())).isEqualTo(first);
    assertRefused(postFit(data.replace("8", "9"), HEADER, key), 422, HEADER, "already used");
  }

  @Test
  void withoutAKeyEveryRequestMakesAFit() {
    assertThat(id(submit(request(1)))).isNotEqualTo(id(submit(request(1))));
  }

  @Test
  void aRefusedRequestDoesNotUseUpItsKey() {
    assertThat(postFit(request(0), HEADER, key).status()).isEqualTo(422);
    assertThat(postFit("{'datasetId':'0','components':1}", HEADER, key).status()).isEqualTo(404);
    assertThat(postFit(request(1), HEADER, key).status()).isEqualTo(202);
  }

  @Test
  void theKeyOfADeletedFitIsNotUsedAgain() {
    String first = id(postFit(request(1), HEADER, key).json());
    awaitEnd(first);
    assertThat(api().delete(FITS + "/" + first).status()).isEqualTo(204);

    assertRefused(postFit(request(1), HEADER, key), 409, first + ", which has been deleted since");
  }

  @Test
  void requestsAtTheSameTimeMakeOneFit() throws Exception {
    String request = request(1);
    int senders = 8;
    CountDownLatch ready = new CountDownLatch(senders);
    List<Future<Api.Answer>> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(senders)) {
      for (int i = 0; i < senders; i++) {
        answers.add(
            threads.submit(() -> {
              ready.countDown();
              ready.await(10, TimeUnit.SECONDS);
              return postFit(request, HEADER, key);
            }));
      }
    }

    Set<String> fits = new HashSet<>();
    for (Future<Api.Answer> answer : answers) {
      assertThat(answer.get().status()).as(answer.get().response().body()).isEqualTo(202);
      fits.add(id(answer.get().json()));
    }
    assertThat(fits).hasSize(1);
  }
}
