package io.mixtura.model.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mixtura.mixture.Numerics;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The origin of a model: what is needed to fit it again and get the same bits. Of a model that was
 * imported only columns, engine and Java are known; the rest is null, unless it was exported by
 * another service, which tells all but where fit and dataset are.
 *
 * @param origin {@value #FIT}, {@value #CANCELLED_FIT} or {@value #IMPORTED}
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
 * @param weightColumn the column that held the sample weights; null if each row weighed 1
 * @param totalWeight the sum of those weights
 */
// A property of the name java keeps generated Java from compiling, so it has no schema.
@Schema(
    description =
        "Where the model comes from: what is needed to fit it again; and `java`, the Java runtime",
    additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
public record Provenance(
    @Schema(
            description =
                "`cancelledFit`: the best that a fit had found when it was cancelled, stored by POST …/fits/{id}/store. An `imported` model was not fitted here: what says how is null, unless it comes from another service as its export",
            allowableValues = {Provenance.FIT, Provenance.CANCELLED_FIT, Provenance.IMPORTED})
        String origin,
    @Nullable String fitId,
    @Nullable String datasetId,
    @Nullable String datasetSha256,
    @Nullable String datasetName,
    List<String> columns,
    @Nullable Integer rows,
    @Schema(
            description = "The fit's request with every default resolved",
            implementation = Object.class)
        @Nullable JsonNode request,
    @Nullable Long seed,
    String engineVersion,
    @Nullable String numerics,
    @Nullable String kernel,
    @Schema(hidden = true) String java,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable Timings timings,
    @Schema(
            description =
                "Column of the dataset that held the sample weights; null if each row weighed 1")
        @Nullable String weightColumn,
    @Schema(description = "Sum of the sample weights; null if each row weighed 1")
        @Nullable Double totalWeight) {

  /** A fit of this service made it. */
  public static final String FIT = "fit";

  /** A fit of this service had found it when it was cancelled. */
  public static final String CANCELLED_FIT = "cancelledFit";

  /** Its parameters came from outside. */
  public static final String IMPORTED = "imported";

  /** Keeps a copy of the columns. */
  public Provenance {
    // Documents that were stored before models could be imported do not state it.
    origin = Objects.requireNonNullElse(origin, FIT);
    columns = List.copyOf(columns);
    // Jackson reads null as a node.
    request = request == null || request.isNull() ? null : request;
  }

  /**
   * Of a model that a fit made, in this process.
   *
   * @param origin {@value #FIT} or {@value #CANCELLED_FIT}
   */
  public static Provenance fitted(
      String origin, List<String> columns, Data data, Run run, String engineVersion) {
    return new Provenance(
        origin,
        run.fitId(),
        data.id(),
        data.sha256(),
        data.name(),
        columns,
        data.rows(),
        run.request(),
        run.seed(),
        engineVersion,
        Integer.toString(Numerics.version()),
        Numerics.kernel(),
        javaVersion(),
        run.startedAt(),
        run.finishedAt(),
        run.timings(),
        data.weightColumn(),
        data.totalWeight());
  }

  private static String javaVersion() {
    return System.getProperty("java.runtime.version", "unknown");
  }

  /** Of a model whose parameters came from outside. */
  public static Provenance imported(List<String> columns, String engineVersion) {
    return new Provenance(
        IMPORTED,
        null,
        null,
        null,
        null,
        columns,
        null,
        null,
        null,
        engineVersion,
        null,
        null,
        javaVersion(),
        null,
        null,
        null,
        null,
        null);
  }

  /** In another service, where neither the fit nor the dataset is to be found. */
  Provenance elsewhere() {
    return new Provenance(
        IMPORTED,
        null,
        null,
        datasetSha256,
        datasetName,
        columns,
        rows,
        request,
        seed,
        engineVersion,
        numerics,
        kernel,
        java,
        startedAt,
        finishedAt,
        timings,
        weightColumn,
        totalWeight);
  }

  /**
   * The data that a model was fitted to; their columns are the model's.
   *
   * @param weightColumn null if each row weighed 1, as {@code totalWeight}
   */
  public record Data(
      String id,
      String sha256,
      @Nullable String name,
      int rows,
      @Nullable String weightColumn,
      @Nullable Double totalWeight) {}

  /**
   * The fit that made a model.
   *
   * @param request with every default resolved
   */
  public record Run(
      String fitId,
      JsonNode request,
      long seed,
      Instant startedAt,
      Instant finishedAt,
      Timings timings) {}

  /**
   * Wall times in milliseconds.
   *
   * @param initializationMillis choosing the starting points
   * @param iterationsMillis iterating from them
   * @param bootstrapMillis the replicates of a bootstrap; null if there was none
   * @param totalMillis everything, from reading the data to the finished model, with the time
   *     between runs
   */
  @Schema(description = "Wall times in milliseconds")
  public record Timings(
      long initializationMillis,
      long iterationsMillis,
      @Schema(description = "Only of fits with a bootstrap: its replicates")
          @JsonInclude(JsonInclude.Include.NON_NULL)
          @Nullable Long bootstrapMillis,
      @Schema(
              description =
                  "From when the fit first began to run to its end; where it was cancelled and resumed, or the service was down, with the time in between")
          long totalMillis) {}
}
