package io.mixtura.dataset;

import io.mixtura.dataset.rows.ColumnNames;
import io.mixtura.web.problem.Refusal;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Another name for a dataset. */
@Schema(name = "DatasetName", description = "Another name for a dataset")
record DatasetName(
    @Schema(
            description = "The name, of at most 200 characters",
            example = "old-faithful",
            requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable String name) {

  String checked() {
    if (name == null) {
      throw Refusal.unprocessable("/name", "name is missing: what the dataset is to be called");
    }
    return ColumnNames.checked("/name", "the dataset", name.strip());
  }
}
