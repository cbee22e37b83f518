package io.mixtura.dataset;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;

/**
 * A dataset: named columns of numbers, which never change; its own name may.
 *
 * @param id the first {@value #ID_DIGITS} hex digits of {@code sha256}: the same content has the
 *     same id everywhere
 * @param name what its first upload called it, or who renamed it
 * @param columns names of the columns
 * @param rows number of rows
 * @param sha256 of the content, {@code ContentHash}
 * @param createdAt when it was first uploaded
 */
@Schema(name = "Dataset", description = "Named columns of numbers, which never change")
public record StoredDataset(
    @Schema(
            description = "The first 32 hex digits of sha256: equal content has an equal id",
            example = StoredDataset.EXAMPLE)
        String id,
    @Schema(
            description = "The name that its first upload gave it, or a later PATCH",
            example = "old-faithful")
        String name,
    @Schema(description = "Names of the columns", example = "[\"eruptions\", \"waiting\"]")
        List<String> columns,
    @Schema(description = "Number of rows", example = "272") int rows,
    @Schema(description = "SHA-256 of the content: column names and numbers") String sha256,
    @Schema(description = "When it was first uploaded") Instant createdAt) {

  /** Hex digits of an id. */
  public static final int ID_DIGITS = 32;

  /** The id of the sample {@code faithful.csv}, for examples that run unchanged. */
  public static final String EXAMPLE = "db69685cc9b8e9f0940ead36d6365687";

  /** What changes with what is answered: the content never does, the name may. */
  String etag() {
    return sha256 + "-" + Integer.toHexString(name.hashCode());
  }

  /** Copies the list. */
  public StoredDataset {
    columns = List.copyOf(columns);
  }
}
