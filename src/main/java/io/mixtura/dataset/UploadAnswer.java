package io.mixtura.dataset;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mixtura.dataset.rows.Understood;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answer to an upload: the dataset that holds its content, and how the body was read.
 *
 * @param note what else to know; null if nothing
 */
@Schema(name = "UploadedDataset", description = "A dataset, and how the body was read")
record UploadAnswer(
    @Schema(
            description = "The first 32 hex digits of sha256: equal content has an equal id",
            example = StoredDataset.EXAMPLE)
        String id,
    @Schema(description = "The name that its first upload gave it", example = "old-faithful")
        String name,
    @Schema(description = "Names of the columns", example = "[\"eruptions\", \"waiting\"]")
        List<String> columns,
    @Schema(description = "Number of rows", example = "272") int rows,
    @Schema(description = "SHA-256 of the content: column names and numbers") String sha256,
    @Schema(description = "When it was first uploaded") Instant createdAt,
    @Schema(
            description =
                "The levels of the columns that hold text, in the order of their codes, from 0; left out where there are none",
            example = "{\"species\": [\"setosa\", \"versicolor\", \"virginica\"]}")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        Map<String, List<String>> categories,
    Understood understood,
    @Schema(description = "Why the name is another than the one that was given, if it is")
        @Nullable String note) {

  static UploadAnswer of(StoredDataset dataset, @Nullable String givenName, Understood understood) {
    return new UploadAnswer(
        dataset.id(),
        dataset.name(),
        dataset.columns(),
        dataset.rows(),
        dataset.sha256(),
        dataset.createdAt(),
        dataset.categories(),
        understood,
        givenName == null || givenName.equals(dataset.name()) ? null : note(dataset, givenName));
  }

  private static String note(StoredDataset dataset, String givenName) {
    return ("these columns and numbers are stored already and keep the name '%s'; '%s' was not"
            + " taken. A fit names its model by \"model\", or after the dataset")
        .formatted(dataset.name(), givenName);
  }
}
