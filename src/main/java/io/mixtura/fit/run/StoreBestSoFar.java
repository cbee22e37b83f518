package io.mixtura.fit.run;

import io.mixtura.caller.Act;
import io.mixtura.job.Job;
import io.mixtura.job.Jobs;
import io.mixtura.model.Models;
import io.mixtura.model.VersionKey;
import io.mixtura.model.document.ModelDocument;
import io.mixtura.web.problem.ProblemType;
import io.mixtura.web.problem.Refusal;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The act that makes a stored model of the best that a cancelled fit had found. */
@Component
public class StoreBestSoFar {
  private final Jobs jobs;
  private final Models models;
  private final ModelPublication publication;

  StoreBestSoFar(Jobs jobs, Models models, ModelPublication publication) {
    this.jobs = jobs;
    this.models = models;
    this.publication = publication;
  }

  /**
   * Stores it, unless it is stored already.
   *
   * @throws Refusal 409 if the fit kept nothing that can be stored
   * @throws io.mixtura.job.WrongJobState if it is not cancelled
   */
  public VersionKey of(UUID fit) {
    Job job = jobs.amend(fit, this::stored);
    return stored(FitJson.read(job.result(), BestSoFar.class)).orElseThrow();
  }

  private String stored(Job job) {
    BestSoFar best = FitJson.read(job.result(), BestSoFar.class);
    String kept = job.result();
    if (best == null || kept == null) {
      throw nothing(job);
    }
    if (stored(best).isPresent()) {
      Act.changesNothing();
      return kept;
    }
    ModelDocument draft = draft(job);
    boolean otherColumns = Boolean.TRUE.equals(FitJson.request(job).data().otherColumns());
    VersionKey version = publication.publish(draft, otherColumns);
    return FitJson.write(new CancelledFit(best.stored(version), draft));
  }

  /** The version that it became, unless that has been deleted since. */
  private Optional<VersionKey> stored(@Nullable BestSoFar best) {
    return best == null || best.model() == null || best.version() == null
        ? Optional.empty()
        : models.find(best.model(), best.version());
  }

  private static ModelDocument draft(Job job) {
    CancelledFit.Draft kept =
        Objects.requireNonNull(FitJson.read(job.result(), CancelledFit.Draft.class));
    if (kept.draft() == null) {
      throw new Refusal(
          ProblemType.WRONG_FIT_STATE,
          "the fit %s was cancelled in an earlier version of the service, which kept no model of it; POST …/resume goes on with it, or send the parameters of its bestSoFar as initialization of another fit"
              .formatted(job.id()));
    }
    return kept.draft();
  }

  private static Refusal nothing(Job job) {
    return new Refusal(
        ProblemType.WRONG_FIT_STATE,
        "the fit %s was cancelled before it had found anything that could be stored; %s"
            .formatted(
                job.id(), job.resumable() ? "POST …/resume goes on with it" : "start a new fit"));
  }
}
