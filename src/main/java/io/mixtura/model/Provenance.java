package io.mixtura.model;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Where a model comes from: what is needed to fit it again and get the same bits.
 *
 * @param fitId the fit that made it
 * @param datasetId the dataset it was fitted to
 * @param datasetSha256 checksum of that dataset's content
 * @param datasetName name of the dataset when the fit was made
 * @param columns the columns that were used, in the model's order
 * @param rows number of observations n
 * @param request the request with every default resolved
 * @param seed seed of the random generator
 * @param engineVersion version of the service
 * @param numerics version of the arithmetic; equal versions give equal bits
 * @param kernel the kernels that did the work
 * @param java the Java runtime
 * @param startedAt when the fit began
 * @param finishedAt when it ended
 * @param timings wall times
 */
@Schema(description = "Where the model comes from: what is needed to fit it again")
public record Provenance(
    String fitId,
    String datasetId,
    String datasetSha256,
    String datasetName,
    List<String> columns,
    int rows,
    @Schema(
            description = "The fit's request with every default resolved",
            implementation = Object.class)
        JsonNode request,
    long seed,
    String engineVersion,
    String numerics,
    String kernel,
    String java,
    Instant startedAt,
    Instant finishedAt,
    Timings timings) {

  /** Keeps a copy of the columns. */
  public Provenance {
    columns = List.copyOf(columns);
  }

  /**
   * Wall times in milliseconds.
   *
   * @param initializationMillis choosing the starting points
   * @param iterationsMillis iterating from them
   * @param totalMillis everything, from reading the data to the finished model
   */
  @Schema(description = "Wall times in milliseconds")
  public record Timings(long initializationMillis, long iterationsMillis, long totalMillis) {}
}
