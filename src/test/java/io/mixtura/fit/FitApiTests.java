package io.mixtura.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.mixtura.fit.run.FitRunner;
import io.mixtura.job.Jobs;
import io.mixtura.job.NewJob;
import io.mixtura.job.QueueLimits;
import io.mixtura.testing.Api;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;

/** The life of a fit: submitted, followed, cancelled, resumed, deleted. */
@ExtendWith(OutputCaptureExtension.class)
class FitApiTests extends FitServiceTest {
  @Autowired private Jobs jobs;
  @Autowired private TransactionOperations transaction;

  @Test
  void aFitIsAcceptedAtOnceWithEveryDefaultResolved() {
    awaitRunning(endless(oldFaithful()));
    Api.Answer answer = postFit("{'datasetId':'%s','components':2}".formatted(oldFaithful()));

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.header("Retry-After")).isEqualTo("1");
    JsonNode fit = answer.json();
    assertThat(answer.header("Location")).isEqualTo(FITS + "/" + id(fit));
    assertThat(fit.get("request").toString())
        .isEqualTo(
            """
            {"model":"old-faithful-fddd4c15","datasetId":"%s","columns":["eruptions","waiting"],"algorithm":"em",\
            "components":2,"covariance":"full","initialization":{"method":"portfolio","starts":48,"keep":5},\
            "convergence":{"criterion":"logLikelihood","tolerance":1.0E-7,"maxIterations":500},\
            "regularization":1.0E-6,"mixingWeights":"learned","standardize":false,"seed":42,\
            "acceleration":"squarem","missing":"refuse"}\
            """
                .formatted(oldFaithful()));
    assertThat(state(fit)).isEqualTo("QUEUED");
    assertThat(fit.get("queuePosition").asInt()).isZero();
    assertThat(fit.get("attempts").asInt()).isZero();
    assertThat(fit.propertyNames())
        .containsExactly(
            "id",
            "state",
            "request",
            "queuePosition",
            "progress",
            "result",
            "bestSoFar",
            "failure",
            "resumable",
            "attempts",
            "createdAt",
            "startedAt",
            "finishedAt");
    assertThat(
            Stream.of("progress", "result", "bestSoFar", "failure", "startedAt", "finishedAt")
                .map(fit::get))
        .allMatch(JsonNode::isNull);
  }

  @Test
  void whoeverWaitsGetsTheFitWhenItHasEnded() {
    JsonNode fit = submit("{'datasetId':'%s','components':2}".formatted(oldFaithful()));

    Api.Answer answer = api().get(FITS + "/" + id(fit), "Prefer", "respond-async, wait=30");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Preference-Applied")).isEqualTo("wait=30");
    assertThat(answer.header("Retry-After")).isEmpty();
    JsonNode ended = answer.json();
    assertThat(state(ended)).isEqualTo("SUCCEEDED");
    assertThat(ended.get("attempts").asInt()).isEqualTo(1);
    assertThat(ended.get("resumable").asBoolean()).isFalse();
    assertThat(ended.at("/progress/start").asInt()).isBetween(0, 47);
    assertThat(ended.at("/progress/startsTried").asInt()).isEqualTo(48);
    assertThat(ended.at("/progress/fraction").asDouble()).isEqualTo(1);
    assertThat(ended.at("/progress/etaMillis").asLong()).isZero();
    assertThat(ended.at("/progress/position").asInt()).isEqualTo(4);
    assertThat(ended.at("/progress/positions").asInt()).isEqualTo(5);
    assertThat(ended.at("/progress/iteration").asInt()).isPositive();
    assertThat(ended.at("/progress/candidate").asInt()).isZero();
    assertThat(ended.at("/progress/candidates").asInt()).isEqualTo(1);
    assertThat(ended.at("/progress/fold").isNull()).isTrue();
    assertThat(ended.at("/progress/folds").isNull()).isTrue();
    assertThat(Stream.of("queuePosition", "bestSoFar", "failure").map(ended::get))
        .allMatch(JsonNode::isNull);
    assertThat(
            Stream.of("createdAt", "startedAt", "finishedAt")
                .map(field -> java.time.Instant.parse(ended.get(field).asString())))
        .isSorted();
  }

  @Test
  void aWaitEndsWithoutTheFit() {
    String id = endless(oldFaithful());
    awaitRunning(id);

    long before = System.nanoTime();
    Api.Answer waited = api().get(FITS + "/" + id, "Prefer", "wait=1");
    assertThat(Duration.ofNanos(System.nanoTime() - before))
        .isBetween(Duration.ofMillis(950), Duration.ofSeconds(20));
    assertThat(waited.header("Preference-Applied")).isEqualTo("wait=1");

    Api.Answer immediate = api().get(FITS + "/" + id, "Prefer", "wait=0");
    assertThat(immediate.header("Preference-Applied")).isEmpty();
    for (Api.Answer answer : List.of(waited, immediate, api().get(FITS + "/" + id))) {
      assertThat(answer.status()).isEqualTo(200);
      assertThat(state(answer.json())).isEqualTo("RUNNING");
      assertThat(answer.header("Retry-After")).isEqualTo("1");
    }
  }

  /** A wait that is longer than a client's patience is cut, not refused. */
  @Test
  void hugeWaitsAreCutAndMalformedOnesRefused() {
    JsonNode fit = fitted("{'datasetId':'%s','components':1}".formatted(oldFaithful()));
    for (String huge : List.of("wait=31", "wait=999999999999999999999")) {
      Api.Answer answer = api().get(FITS + "/" + id(fit), "Prefer", huge);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("Preference-Applied")).isEqualTo("wait=30");
    }
    assertRefused(
        api().get(FITS + "/" + id(fit), "Prefer", "wait=long"),
        400,
        "Prefer",
        "'wait=long' is not understood; wait=10 waits up to 10 seconds");
  }

  @Test
  void progressTellsWhereARunningFitStands() {
    String id = endless(oldFaithful());
    JsonNode first = awaitRunning(id);
    assertThat(first.at("/progress/startsTried").asInt()).isEqualTo(1000);
    assertThat(first.at("/progress/logLikelihood").asDouble()).isBetween(-1300.0, -1100.0);
    assertThat(first.at("/progress/inertia").isNull()).isTrue();

    int iteration = first.at("/progress/iteration").asInt();
    JsonNode later = await(id, fit -> fit.at("/progress/iteration").asInt() > iteration);
    assertThat(later.at("/progress/logLikelihood").asDouble())
        .isGreaterThanOrEqualTo(first.at("/progress/logLikelihood").asDouble() - 1e-8);
  }

  @Test
  void fitsAreListedFromTheNewestAndPageByPage() {
    String dataset = oldFaithful();
    List<String> newestFirst = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      newestFirst.addFirst(id(submit("{'datasetId':'%s','components':1}".formatted(dataset))));
    }

    List<String> listed = new ArrayList<>();
    String token = "";
    while (listed.size() < 5) {
      JsonNode answer = api().get(FITS + "?pageSize=2" + token).json();
      assertThat(answer.get("items")).hasSizeBetween(1, 2);
      answer.get("items").forEach(fit -> listed.add(id(fit)));
      token = "&pageToken=" + answer.get("nextPageToken").asString("");
    }

    assertThat(listed.subList(0, 5)).isEqualTo(newestFirst);
    assertThat(id(api().get(FITS + "/latest").json())).isEqualTo(newestFirst.getFirst());
  }

  @Test
  void aPageThatDoesNotExistIsRefused() {
    String dataset = oldFaithful();
    upload("another dataset", "a\n1\n2\n");
    String foreign = api().get(DATASETS + "?pageSize=1").json().get("nextPageToken").asString();
    assertThat(dataset).isNotEmpty();
    for (String token : List.of(foreign, "xyz", "")) {
      assertRefused(
          api().get(FITS + "?pageToken=" + token),
          400,
          "pageToken",
          "nextPageToken of the page before");
    }
    assertRefused(api().get(FITS + "?pageSize=0"), 400, "pageSize", "from 1 to 1000");
    assertRefused(api().get(FITS + "?pageSize=1001"), 400, "pageSize", "from 1 to 1000");
    assertRefused(api().get(FITS + "?pageSize=many"), 400, "pageSize", "a whole number");
  }

  @Test
  void aFitThatWaitsIsCancelledAtOnceAndLeavesNothingToResume() {
    String dataset = oldFaithful();
    String running = endless(dataset);
    awaitRunning(running);
    String waiting = endless(dataset);
    String last = endless(dataset);
    assertThat(api().get(FITS + "/" + waiting).json().get("queuePosition").asInt()).isZero();
    assertThat(api().get(FITS + "/" + last).json().get("queuePosition").asInt()).isEqualTo(1);

    Api.Answer answer = cancel(waiting);

    assertThat(answer.status()).isEqualTo(202);
    assertThat(state(answer.json())).isEqualTo("CANCELLED");
    assertThat(answer.json().get("bestSoFar").isNull()).isTrue();
    assertThat(answer.json().get("resumable").asBoolean()).isFalse();
    assertThat(answer.json().get("queuePosition").isNull()).isTrue();
    assertThat(answer.json().get("startedAt").isNull()).isTrue();
    assertThat(api().get(FITS + "/" + last).json().get("queuePosition").asInt()).isZero();
    assertRefused(resume(waiting), 409, "left no checkpoint; start a new fit");
  }

  @Test
  void aRunningFitIsCancelledWithinASecondAndKeepsItsBest() {
    String id = endless(oldFaithful());
    awaitRunning(id);

    JsonNode fit = cancelledWithinASecond(id);

    assertThat(fit.get("resumable").asBoolean()).isTrue();
    assertThat(fit.get("result").isNull()).isTrue();
    JsonNode best = fit.get("bestSoFar");
    assertThat(best.get("logLikelihood").asDouble()).isBetween(-1200.0, -1100.0);
    assertThat(best.get("inertia").isNull()).isTrue();
    assertThat(best.get("iteration").asInt()).isPositive();
    assertThat(best.get("weights")).hasSize(4);
    assertThat(best.get("means")).hasSize(4);
    assertThat(best.get("covariances")).hasSize(4);
    assertThat(api().get("/api/v1/models/endless").status()).isEqualTo(404);
  }

  /** Even where a single iteration takes about a second, and while the start is looked for. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void aLongIterationDoesNotHoldUpACancellation(int iterations) {
    String dataset = upload("large", noise(30_000, 16));
    String id =
        id(
            submit(
                """
                {'model':'large','datasetId':'%s','components':512,'restarts':1,
                 'initialization':{'method':'%s'},'convergence':{'tolerance':0}}
                """
                    .formatted(dataset, iterations == 0 ? "kmeans" : "random")));
    await(
        id,
        fit ->
            state(fit).equals("RUNNING") && fit.at("/progress/iteration").asInt(0) >= iterations);

    JsonNode fit = cancelledWithinASecond(id);

    boolean hasIterated = fit.at("/progress/iteration").asInt(0) > 0;
    assertThat(fit.get("bestSoFar").isNull()).isEqualTo(!hasIterated);
  }

  /** A busy machine may be late; eight times in a row the service would be. */
  private JsonNode cancelledWithinASecond(String id) {
    List<Duration> late = new ArrayList<>();
    while (late.size() < 8) {
      long before = System.nanoTime();
      Api.Answer answer = cancel(id);
      assertThat(answer.status()).isEqualTo(202);
      assertThat(state(answer.json())).isIn("CANCELLING", "CANCELLED");
      JsonNode fit = api().get(FITS + "/" + id, "Prefer", "wait=10").json();
      Duration took = Duration.ofNanos(System.nanoTime() - before);
      assertThat(state(fit)).isEqualTo("CANCELLED");
      if (took.toMillis() < 1000) {
        return fit;
      }
      late.add(took);
      resume(id);
      await(id, resumed -> state(resumed).equals("RUNNING"));
    }
    throw new AssertionError("cancelling took " + late);
  }

  private static String noise(int rows, int columns) {
    Random random = new Random(3);
    StringBuilder csv = new StringBuilder();
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        csv.append(j == 0 ? "" : ",").append(random.nextInt(1_000_000));
      }
      csv.append('\n');
    }
    return csv.toString();
  }

  @Test
  void aResumedFitEndsWithTheBitsOfAnUndisturbedOne(CapturedOutput log) {
    String request =
        """
        {'model':'resumed','datasetId':'%s','components':4,'restarts':3,
         'convergence':{'tolerance':0,'maxIterations':40000},'seed':7}
        """
            .formatted(oldFaithful());
    String undisturbed = bits(model(fitted(request)));

    String id = id(submit(request));
    await(id, fit -> fit.at("/progress/start").asInt(0) >= 1);
    cancel(id);
    JsonNode cancelled = awaitEnd(id);
    assertThat(state(cancelled)).isEqualTo("CANCELLED");
    Api.Answer resumed = resume(id);
    assertThat(resumed.status()).isEqualTo(202);
    assertThat(state(resumed.json())).isIn("QUEUED", "RUNNING");
    assertThat(resumed.json().get("bestSoFar").isNull()).isTrue();
    assertThat(resumed.json().get("finishedAt").isNull()).isTrue();
    JsonNode ended = awaitEnd(id);

    assertThat(state(ended)).isEqualTo("SUCCEEDED");
    assertThat(log.getOut())
        .containsPattern("fit %s goes on from its checkpoint: start [12]".formatted(id));
    assertThat(bits(model(ended))).isEqualTo(undisturbed);
    assertThat(ended.at("/result/iterations").asInt()).isEqualTo(40000);
  }

  @Test
  void aFitCanBeCancelledAndResumedAgainAndAgain() {
    String id = endless(oldFaithful());
    for (int round = 0; round < 3; round++) {
      awaitRunning(id);
      cancel(id);
      assertThat(state(awaitEnd(id))).isEqualTo("CANCELLED");
      assertThat(resume(id).status()).isEqualTo(202);
    }
  }

  @Test
  void aResumedFitThatIsCancelledWhileItWaitsKeepsItsBest() {
    String dataset = oldFaithful();
    String id = endless(dataset);
    awaitRunning(id);
    cancel(id);
    JsonNode best = awaitEnd(id).get("bestSoFar");
    assertThat(best.isNull()).isFalse();
    awaitRunning(endless(dataset));

    JsonNode waiting = resume(id).json();
    assertThat(state(waiting)).isEqualTo("QUEUED");
    assertThat(waiting.get("bestSoFar").isNull()).isTrue();
    JsonNode cancelled = cancel(id).json();

    assertThat(state(cancelled)).isEqualTo("CANCELLED");
    assertThat(cancelled.get("bestSoFar")).isEqualTo(best);
    assertThat(cancelled.get("resumable").asBoolean()).isTrue();
    assertThat(cancelled.at("/progress/fraction").asDouble()).isPositive();
    assertThat(cancelled.at("/progress/etaMillis").isNull()).isTrue();
  }

  @Test
  void withoutItsDatasetAFitCannotBeResumed() {
    String dataset = upload("gone", "a,b\n1,2\n3,5\n4,9\n8,1\n2,2\n5,3\n7,7\n1,6\n");
    String id = endless(dataset);
    awaitRunning(id);
    cancel(id);
    assertThat(awaitEnd(id).get("resumable").asBoolean()).isTrue();

    assertThat(api().delete(DATASETS + "/" + dataset).status()).isEqualTo(204);

    assertThat(api().get(FITS + "/" + id).json().get("resumable").asBoolean()).isFalse();
    assertThat(resume(id).status()).isEqualTo(404);
  }

  @Test
  void listsAreOfAStateAModelOrADataset() {
    String dataset = upload("listed", "a,b\n1,2\n3,5\n4,9\n8,1\n2,2\n5,3\n");
    String first =
        id(fitted("{'datasetId':'%s','model':'in_list','components':1}".formatted(dataset)));
    String second =
        id(fitted("{'datasetId':'%s','model':'in-list','components':1}".formatted(dataset)));

    assertThat(ids("datasetId=" + dataset)).containsExactly(second, first);
    assertThat(ids("model=in_list")).containsExactly(first);
    assertThat(ids("state=SUCCEEDED&model=in-list&datasetId=" + dataset)).containsExactly(second);
    assertThat(ids("state=FAILED&model=in-list")).isEmpty();
    JsonNode listed = api().get(FITS + "?model=in_list").json().at("/items/0/result");
    assertThat(listed.has("logLikelihood")).isTrue();
    assertThat(listed.has("history")).isFalse();
    assertRefused(api().get(FITS + "?state=DONE"), 400, "state", "must be one of QUEUED, RUNNING");
  }

  private List<String> ids(String query) {
    return api().get(FITS + "?" + query).json().get("items").findValuesAsString("id");
  }

  @Test
  void aSubmissionMayWaitForTheEnd() {
    Api.Answer answer =
        postFit("{'datasetId':'%s','components':2}".formatted(oldFaithful()), "Prefer", "wait=30");

    assertThat(answer.status()).isEqualTo(202);
    assertThat(state(answer.json())).isEqualTo("SUCCEEDED");
    assertThat(answer.header("Preference-Applied")).isEqualTo("wait=30");
    assertThat(answer.header("Retry-After")).isEmpty();
    assertRefused(
        postFit("{'datasetId':'%s','components':2}".formatted(oldFaithful()), "Prefer", "wait=x"),
        400,
        "Prefer",
        "wait=10 waits up to 10 seconds");
  }

  @Test
  void whatDoesNotFitTheStateIsRefusedWithAdvice() {
    String dataset = oldFaithful();
    String succeeded = id(fitted("{'datasetId':'%s','components':1}".formatted(dataset)));
    assertRefused(cancel(succeeded), 409, "SUCCEEDED: it has ended, and its model is stored");
    assertRefused(resume(succeeded), 409, "SUCCEEDED: it has ended, and its model is stored");

    String running = endless(dataset);
    String waiting = endless(dataset);
    awaitRunning(running);
    for (String live : List.of(running, waiting)) {
      assertRefused(resume(live), 409, "it must end or be cancelled first (POST …/cancel)");
      assertRefused(
          api().delete(FITS + "/" + live),
          409,
          "it must end or be cancelled first (POST …/cancel)");
    }

    cancel(running);
    awaitEnd(running);
    assertRefused(cancel(running), 409, "CANCELLED: it has ended; POST …/resume goes on");
  }

  @Test
  void aFitThatHasEndedIsDeletedAndItsModelStays() {
    JsonNode fit =
        fitted("{'model':'stays','datasetId':'%s','components':1}".formatted(oldFaithful()));

    assertThat(api().delete(FITS + "/" + id(fit)).status()).isEqualTo(204);

    assertThat(api().get(FITS + "/" + id(fit)).status()).isEqualTo(404);
    assertThat(api().delete(FITS + "/" + id(fit)).status()).isEqualTo(404);
    assertThat(model(fit).get("name").asString()).isEqualTo("stays");
  }

  @Test
  void cancelledFitsAreDeletedToo() {
    String dataset = oldFaithful();
    String running = endless(dataset);
    String waiting = endless(dataset);
    awaitRunning(running);
    for (String id : List.of(running, waiting)) {
      cancel(id);
      awaitEnd(id);
      assertThat(api().delete(FITS + "/" + id).status()).isEqualTo(204);
      assertThat(api().get(FITS + "/" + id).status()).isEqualTo(404);
    }
  }

  @Test
  void latestIsNeverDeleted() {
    JsonNode fit = fitted("{'datasetId':'%s','components':1}".formatted(oldFaithful()));
    assertRefused(api().delete(FITS + "/latest"), 400, "id", "it would delete two fits");
    assertThat(api().get(FITS + "/latest").json().get("id").asString()).isEqualTo(id(fit));
  }

  @Test
  void latestIsNeitherCancelledNorResumed() {
    String id = endless(oldFaithful());
    awaitRunning(id);
    assertRefused(cancel("latest"), 400, "id", "one that was begun meanwhile; give the id");
    assertThat(api().get(FITS + "/" + id).json().get("state").asString()).isEqualTo("RUNNING");
    cancel(id);
    awaitEnd(id);
    assertRefused(resume("latest"), 400, "id", "another than the one that is meant");
    assertThat(id(resume(id).json())).isEqualTo(id);
  }

  @Test
  void aDatasetThatAFitNeedsCannotBeDeleted() {
    String dataset = upload("needed", noise(100, 2));
    String running = endless(dataset);
    awaitRunning(running);
    String waiting = endless(dataset);

    for (String live : List.of(waiting, running)) {
      Api.Answer refused = api().delete(DATASETS + "/" + dataset);
      assertThat(refused.status()).isEqualTo(409);
      assertThat(refused.json().get("detail").asString())
          .contains("cannot be deleted while fit ")
          .containsAnyOf(running + " is running", waiting + " is queued");
      cancel(live);
      awaitEnd(live);
    }

    assertThat(api().delete(DATASETS + "/" + dataset).status()).isEqualTo(204);
    assertRefused(resume(running), 404, "there is no dataset '%s'".formatted(dataset));
    assertThat(state(api().get(FITS + "/" + running).json())).isEqualTo("CANCELLED");
  }

  @Test
  void noMoreFitsWaitThanTheQueueHolds() {
    String dataset = oldFaithful();
    int limit = api().get("/api/v1/limits").json().at("/tenant/queued").asInt();
    String running = endless(dataset);
    JsonNode request = awaitRunning(running).get("request");
    List<UUID> waiting = queue(dataset, request.toString(), limit);
    String another = "{'model':'one-too-many','datasetId':'%s','components':2}".formatted(dataset);

    Api.Answer refused = postFit(another, "Idempotency-Key", "one-too-many");
    assertRefused(refused, 429, limit + " fits wait already, as many as may wait");
    assertThat(refused.header("Retry-After")).isNotEmpty();
    assertThat(validate(another).status()).isEqualTo(200);

    cancel(waiting.getFirst().toString());
    // The refusal has not used up the key.
    assertThat(postFit(another, "Idempotency-Key", "one-too-many").status()).isEqualTo(202);
    assertThat(postFit(another).status()).isEqualTo(429);
    transaction.executeWithoutResult(status -> waiting.forEach(this::forget));
  }

  /** Submits many fits at once, which by single requests would take a while. */
  private List<UUID> queue(String dataset, String request, int count) {
    List<UUID> ids = Stream.generate(UUID::randomUUID).limit(count).toList();
    transaction.executeWithoutResult(status ->
        ids.forEach(id ->
            jobs.submit(
                new NewJob(id, FitRunner.KIND, dataset, request), new QueueLimits(count, count))));
    return ids;
  }

  private void forget(UUID id) {
    if (jobs.get(id).state().isLive()) {
      jobs.cancel(id);
    }
    jobs.delete(id);
  }
}
