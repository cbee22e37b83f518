package io.mixtura.assignment;

import io.mixtura.dataset.StoredDataset;
import io.mixtura.model.VersionReference;
import io.mixtura.web.problem.Excerpt;
import io.mixtura.web.problem.Refusal;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a version is to be compared with, and on which data. */
@Schema(name = "ComparisonRequest", description = "What to compare with, on which data")
record ComparisonRequest(
    @Schema(
            description = "The dataset; other columns of it are ignored",
            example = StoredDataset.EXAMPLE,
            requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable String datasetId,
    @Schema(
            description =
                "The other version, such as `old-faithful@champion`, `@3` or `@latest`: of the same columns",
            example = "old-faithful@1",
            requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable String with,
    @Schema(
            description =
                "A row is an anomaly if at most this many percent of what the model itself draws are less dense",
            minimum = "0",
            maximum = "100",
            defaultValue = "1")
        @Nullable Double anomalyPercentile) {
  private static final double DEFAULT_PERCENTILE = 1;
  private static final double ALL = 100;

  String checkedDataset() {
    if (datasetId == null) {
      throw Refusal.unprocessable(
          "/datasetId", "datasetId is missing: the dataset that both versions are asked about");
    }
    return datasetId;
  }

  VersionReference other() {
    String given = Objects.requireNonNullElse(with, "");
    return VersionReference.of(given)
        .orElseThrow(() ->
            Refusal.unprocessable(
                "/with",
                "with names the other version: %s, but was '%s'"
                    .formatted(VersionReference.SHAPE, Excerpt.of(given))));
  }

  double percentile() {
    double given = Objects.requireNonNullElse(anomalyPercentile, DEFAULT_PERCENTILE);
    if (!(given >= 0 && given <= ALL)) {
      throw Refusal.unprocessable(
          "/anomalyPercentile", "anomalyPercentile must be from 0 to 100, but was " + given);
    }
    return given;
  }
}
