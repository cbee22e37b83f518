package io.mixtura.dataset;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mixtura.dataset.rows.Categories;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;

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
 * @param categories the levels of the columns that hold text, by name; a code is a place in the
 *     list
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
    @Schema(description = "When it was first uploaded") Instant createdAt,
    @Schema(
            description =
                "The levels of the columns that hold text, in the order of their codes, from 0; left out where there are none",
            example = "{\"species\": [\"setosa\", \"versicolor\", \"virginica\"]}")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        Map<String, List<String>> categories) {

  /** Hex digits of an id. */
  public static final int ID_DIGITS = 32;

  /** The id of the sample {@code faithful.csv}, for examples that run unchanged. */
  public static final String EXAMPLE = "db69685cc9b8e9f0940ead36d6365687";

  /** What changes with what is answered: the content never does, the name may. */
  String etag() {
    return sha256 + "-" + Integer.toHexString(name.hashCode());
  }

  /** Of numbers alone. */
  public StoredDataset(
      String id, String name, List<String> columns, int rows, String sha256, Instant createdAt) {
    this(id, name, columns, rows, sha256, createdAt, Map.of());
  }

  /** Its columns of text. */
  public Categories text() {
    return new Categories(categories);
  }

  /** Copies what it holds. */
  public StoredDataset {
    columns = List.copyOf(columns);
    categories = new Categories(categories).levels();
  }
}
