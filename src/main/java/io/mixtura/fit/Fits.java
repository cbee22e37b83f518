package io.mixtura.fit;

import io.mixtura.caller.Act;
import io.mixtura.dataset.Datasets;
import io.mixtura.dataset.RowsText;
import io.mixtura.dataset.StoredDataset;
import io.mixtura.dataset.rows.RowReader;
import io.mixtura.fit.request.DataShape;
import io.mixtura.fit.request.FitRequest;
import io.mixtura.fit.request.FitResolver;
import io.mixtura.fit.request.ResolvedFit;
import io.mixtura.fit.rows.DataChecks;
import io.mixtura.fit.rows.InlineData;
import io.mixtura.fit.run.FitJson;
import io.mixtura.fit.run.FitRunner;
import io.mixtura.fit.run.FitSettings;
import io.mixtura.fit.run.FitTrace;
import io.mixtura.fit.run.StoreBestSoFar;
import io.mixtura.job.Job;
import io.mixtura.job.JobFilter;
import io.mixtura.job.JobState;
import io.mixtura.job.Jobs;
import io.mixtura.job.NewJob;
import io.mixtura.job.QueueFull;
import io.mixtura.job.QueueLimits;
import io.mixtura.job.UnknownJob;
import io.mixtura.job.WrongJobState;
import io.mixtura.model.Models;
import io.mixtura.model.VersionKey;
import io.mixtura.web.Page;
import io.mixtura.web.PageRequest;
import io.mixtura.web.body.Limits;
import io.mixtura.web.idempotency.Creation;
import io.mixtura.web.idempotency.IdempotencyKeys;
import io.mixtura.web.problem.Findings;
import io.mixtura.web.problem.ProblemType;
import io.mixtura.web.problem.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** The fits of this service. */
@Component
class Fits {
  /** In the place of an id: the fit that was submitted last. */
  static final String LATEST = "latest";

  private final Jobs jobs;
  private final Datasets datasets;
  private final FitResolver resolver;
  private final DataChecks checks;
  private final Models models;
  private final FitReader reader;
  private final IdempotencyKeys keys;
  private final TransactionOperations transaction;
  private final StoreBestSoFar storing;
  private final Limits limits;
  private final FitSettings settings;

  Fits(
      Jobs jobs,
      Datasets datasets,
      FitResolver resolver,
      DataChecks checks,
      Models models,
      FitReader reader,
      IdempotencyKeys keys,
      TransactionOperations transaction,
      StoreBestSoFar storing,
      Limits limits,
      FitSettings settings) {
    this.jobs = jobs;
    this.datasets = datasets;
    this.resolver = resolver;
    this.checks = checks;
    this.models = models;
    this.reader = reader;
    this.keys = keys;
    this.transaction = transaction;
    this.storing = storing;
    this.limits = limits;
    this.settings = settings;
  }

  /** Queues a fit, once for each idempotency key. */
  Fit submit(FitRequest request, @Nullable String idempotencyKey) {
    if (!request.misread().isEmpty()) {
      // Refused, with what else is wrong; no key may know it by what could be read of it.
      validate(request);
    }
    Creation created =
        Objects.requireNonNull(
            transaction.execute(
                status -> keys.once(idempotencyKey, "fits", hash(request), () -> create(request))));
    return jobs.find(UUID.fromString(created.id()))
        .map(reader::fit)
        .orElseThrow(() -> deletedSince(created.id()));
  }

  private String create(FitRequest request) {
    RowsText data = data(request);
    return data == null ? createOnStored(request) : createOnInline(request, data);
  }

  private String createOnStored(FitRequest request) {
    StoredDataset dataset = dataset(request);
    return queue(resolved(request, dataset), dataset);
  }

  /** Nothing is stored before the whole request is known to be good. */
  private String createOnInline(FitRequest request, RowsText data) {
    InlineData inline = new InlineData(request, data, limits);
    ResolvedFit resolved = resolved(request, inline);
    affordable(resolved);
    try (RowReader rows = inline.rows()) {
      return queue(resolved, datasets.store(resolved.data().shape().name(), rows).dataset());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private String queue(ResolvedFit resolved, StoredDataset dataset) {
    affordable(resolved);
    // Until this transaction ends nobody can delete the dataset, and then the job holds it.
    datasets.lock(dataset.id());
    String request = FitJson.write(resolved.request().on(dataset.id()));
    NewJob job = new NewJob(UUID.randomUUID(), FitRunner.KIND, dataset.id(), request);
    Act.makes("/api/v1/fits/" + job.id());
    return waiting(() -> jobs.submit(job, queueLimits())).id().toString();
  }

  private QueueLimits queueLimits() {
    return new QueueLimits(limits.tenant().queue(), limits.queue());
  }

  private static Job waiting(Supplier<Job> queued) {
    try {
      return queued.get();
    } catch (QueueFull full) {
      throw new Refusal(
          ProblemType.QUEUE_FULL,
          "%d fits wait already, as many as may wait%s; try again when some have ended"
              .formatted(
                  full.limit(),
                  full.ofTenant()
                      ? " of a tenant (setting mixtura.limits.tenant.queue)"
                      : " (setting mixtura.limits.queue)"));
    }
  }

  /** What a fit would be and cost; nothing is stored. */
  Validation validate(FitRequest request) {
    RowsText data = data(request);
    if (data == null) {
      StoredDataset dataset = dataset(request);
      ResolvedFit resolved = resolved(request, dataset);
      return validation(resolved, checks.advice(resolved, dataset));
    }
    InlineData inline = new InlineData(request, data, limits);
    ResolvedFit resolved = resolved(request, inline);
    return validation(resolved, checks.advice(resolved, inline));
  }

  private Validation validation(ResolvedFit resolved, List<String> advice) {
    return new Validation(resolved.request(), affordable(resolved), advice);
  }

  private ResolvedFit resolved(FitRequest request, StoredDataset dataset) {
    return checked(checks.onSubmission(resolver.resolve(request, DataShape.of(dataset)), dataset));
  }

  private ResolvedFit resolved(FitRequest request, InlineData data) {
    return checked(checks.onInline(resolver.resolve(request, shape(request, data)), data));
  }

  private static DataShape shape(FitRequest request, InlineData data) {
    try {
      return data.shape();
    } catch (Refusal unusable) {
      throw request.with(unusable);
    }
  }

  private ResolvedFit checked(ResolvedFit resolved) {
    if (!resolved.data().otherColumns()) {
      models.requireColumns("/model", resolved.data().model(), resolved.columns());
    }
    return resolved;
  }

  private FitEstimate affordable(ResolvedFit resolved) {
    FitEstimate estimate = FitEstimate.of(resolved, settings.resolvedThreads());
    estimate.refuseUnlessItFits(Runtime.getRuntime().maxMemory(), limits.fitHeap());
    estimate.refuseUnlessItEnds(limits.fitTime());
    return estimate;
  }

  private static @Nullable RowsText data(FitRequest request) {
    request.refuseUnclear();
    boolean hasData = request.data().data() != null;
    if (hasData == (request.data().datasetId() != null)) {
      throw request.refusal(
          hasData ? "/data" : "/datasetId",
          hasData
              ? "datasetId and data are both given; one of them says what to fit to"
              : "there are no data: give datasetId (POST /api/v1/datasets makes one), or small data inline");
    }
    return request.data().data();
  }

  private StoredDataset dataset(FitRequest request) {
    try {
      return datasets.get(Objects.requireNonNull(request.data().datasetId()));
    } catch (Refusal unknown) {
      throw request.with(
          Refusal.of(unknown.status(), "/datasetId", String.valueOf(unknown.getMessage())));
    }
  }

  private static String hash(FitRequest request) {
    try {
      byte[] json = FitJson.write(request).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(json));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  Fit get(String id) {
    return reader.fit(job(id));
  }

  /** How a fit came where it is. */
  FitTraceView trace(String id) {
    Job job = job(id);
    FitTrace trace = FitTrace.of(jobs.trace(job.id()).trace());
    return new FitTraceView(
        job.id(),
        job.state(),
        FitJson.request(job).isKMeans() ? "inertia" : "logLikelihood",
        trace.starts().stream().map(FitTraceView.Start::of).toList(),
        trace.leftOut(),
        FitLog.candidates(trace, reader.fit(job).result()));
  }

  /** Its id, whatever it is called by. */
  UUID id(String id) {
    return job(id).id();
  }

  /** The fit once it has ended, or as it stands when the time is up. */
  Fit await(String id, Duration atMost) {
    return reader.fit(checked(() -> jobs.awaitEnd(job(id).id(), atMost)));
  }

  /** Fits, the newest first; of a model, those whose resolved request begins with its name. */
  Page<Fit> list(
      @Nullable JobState state,
      @Nullable String model,
      @Nullable String dataset,
      PageRequest page) {
    JobFilter filter = new JobFilter(state, dataset, model == null ? null : FitJson.startOf(model));
    try {
      return page.page(jobs.list(FitRunner.KIND, filter, page.after(), page.size() + 1), Job::key)
          .map(reader::brief);
    } catch (IllegalArgumentException foreign) {
      throw Refusal.of(
          HttpStatus.BAD_REQUEST,
          "pageToken",
          "this page token is of another list; send the nextPageToken of the page before");
    }
  }

  Fit cancel(String id) {
    refuseLatest(id, "it could cancel one that was begun meanwhile");
    return reader.fit(checked(() -> jobs.cancel(job(id).id())));
  }

  Fit resume(String id) {
    refuseLatest(id, "it could resume another than the one that is meant");
    return reader.fit(
        checked(() ->
            Objects.requireNonNull(
                transaction.execute(status -> {
                  Job job = job(id);
                  datasets.lock(Objects.requireNonNull(job.subject()));
                  return waiting(() -> jobs.resume(job.id(), queueLimits()));
                }))));
  }

  /** Stores the best that a cancelled fit had found, once. */
  VersionKey store(String id) {
    Job job = job(id);
    try {
      return storing.of(job.id());
    } catch (UnknownJob gone) {
      throw unknown(id);
    } catch (WrongJobState wrong) {
      throw wrong(wrong.job(), storingAdvice(wrong.job()));
    }
  }

  void delete(String id) {
    refuseLatest(id, "sent twice, it would delete two fits");
    checked(() -> {
      Job job = job(id);
      jobs.delete(job.id());
      return job;
    });
  }

  /** What changes something is asked for by its id. */
  private static void refuseLatest(String id, String reason) {
    if (id.equals(LATEST)) {
      throw Refusal.of(
          HttpStatus.BAD_REQUEST,
          "id",
          "'%s' is not accepted here: %s; give the id".formatted(LATEST, reason));
    }
  }

  private Job job(String id) {
    if (id.equals(LATEST)) {
      return jobs.latest(FitRunner.KIND)
          .orElseThrow(() ->
              new Refusal(
                  ProblemType.UNKNOWN_FIT, "there is no fit yet; POST /api/v1/fits makes one"));
    }
    try {
      return jobs.find(UUID.fromString(id))
          .filter(job -> job.kind().equals(FitRunner.KIND))
          .orElseThrow(() -> unknown(id));
    } catch (IllegalArgumentException noUuid) {
      throw unknown(id);
    }
  }

  private static Refusal unknown(String id) {
    return new Refusal(
        ProblemType.UNKNOWN_FIT,
        "there is no fit '%s'; GET /api/v1/fits lists those there are"
            .formatted(Findings.shown(id)));
  }

  private static Refusal deletedSince(String id) {
    return new Refusal(
        ProblemType.RESULT_DELETED,
        "the request with this %s made the fit %s, which has been deleted since; use a new key to fit again"
            .formatted(IdempotencyKeys.HEADER, id));
  }

  private static Job checked(Supplier<Job> action) {
    try {
      return action.get();
    } catch (UnknownJob gone) {
      throw unknown(gone.id().toString());
    } catch (WrongJobState wrong) {
      throw wrong(wrong.job(), advice(wrong.job()));
    }
  }

  private static Refusal wrong(Job job, String advice) {
    return new Refusal(
        ProblemType.WRONG_FIT_STATE,
        "the fit %s is %s: %s".formatted(job.id(), job.state(), advice));
  }

  /** What is right instead of storing the best of a fit that is not cancelled. */
  private static String storingAdvice(Job job) {
    return switch (job.state()) {
      case QUEUED -> "it has not found anything yet; when it ends, its model is stored by itself";
      case RUNNING ->
          "when it ends, its model is stored by itself; POST …/cancel stops it, and then the best so far can be stored";
      case CANCELLING -> "it stops within a second, and then the best so far can be stored";
      case SUCCEEDED -> "its model is stored already, see its result";
      case FAILED, CANCELLED ->
          "it kept no model; "
              + (job.resumable() ? "POST …/resume goes on from its checkpoint" : "start a new fit");
    };
  }

  private static String advice(Job job) {
    return switch (job.state()) {
      case QUEUED, RUNNING -> "it must end or be cancelled first (POST …/cancel)";
      case CANCELLING -> "it stops within a second; then it can be resumed or deleted";
      case SUCCEEDED -> "it has ended, and its model is stored";
      case FAILED, CANCELLED ->
          job.resumable()
              ? "it has ended; POST …/resume goes on from its checkpoint"
              : "it has ended and left no checkpoint; start a new fit";
    };
  }
}
