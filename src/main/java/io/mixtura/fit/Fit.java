package io.mixtura.fit;

import io.mixtura.fit.request.FitRequest;
import io.mixtura.fit.run.BestSoFar;
import io.mixtura.fit.run.FitFailure;
import io.mixtura.fit.run.FitResult;
import io.mixtura.fit.run.Progress;
import io.mixtura.job.JobState;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A fit, as it stands. */
@Schema(name = "Fit", description = "A fit, as it stands")
record Fit(
    UUID id,
    @Schema(
            description =
                "QUEUED → RUNNING → SUCCEEDED or FAILED; cancelled by way of CANCELLING to CANCELLED. A fit whose process ended is queued again and goes on from its checkpoint")
        JobState state,
    @Schema(description = "The request with every default resolved") FitRequest request,
    @Schema(description = "How many fits are ahead of it in the queue; null unless QUEUED")
        @Nullable Integer queuePosition,
    @Nullable Progress progress,
    @Schema(description = "Set when SUCCEEDED") @Nullable FitResult result,
    @Schema(description = "Set when CANCELLED after the first iteration")
        @Nullable BestSoFar bestSoFar,
    @Schema(description = "Set when FAILED") @Nullable FitFailure failure,
    @Schema(
            description =
                "Whether POST …/resume would go on: there is a checkpoint, and the dataset still")
        boolean resumable,
    @Schema(
            description =
                "0 until a process takes it up, then 1, and one more for each process that died on it")
        int attempts,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt) {}
