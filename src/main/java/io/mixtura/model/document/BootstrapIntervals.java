package io.mixtura.model.document;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.mixtura.mixture.selection.BootstrapErrors;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Standard errors and intervals of a model's parameters, from fits to resampled rows. */
@Schema(
    name = "BootstrapIntervals",
    description =
        "Standard errors and intervals of the parameters, from fits to rows drawn with replacement")
@JsonPropertyOrder(alphabetic = false)
public record BootstrapIntervals(
    @Schema(description = "How many fits there were", example = "200") int replicates,
    @Schema(description = "The share of them that an interval holds", example = "0.95")
        double confidence,
    @Schema(
            description =
                "How many of them collapsed, or ended in a hole of the likelihood, and are left out",
            example = "0")
        int failed,
    @Schema(description = "One for each mixing weight") List<Interval> weights,
    @Schema(description = "k × d: of the means") List<List<Interval>> means,
    @ArraySchema(arraySchema = @Schema(description = "k × d × d: of the covariances"))
        List<List<List<Interval>>> covariances) {

  /** The scatter of one number. */
  @Schema(
      name = "BootstrapInterval",
      description = "How far a number scatters; null where fewer than two fits led to a model")
  @JsonPropertyOrder(alphabetic = false)
  public record Interval(
      @Schema(description = "Standard deviation over the fits", example = "0.0286")
          @Nullable Double standardError,
      @Schema(
              description = "As many fits are below it as are above `upper` (percentile interval)",
              example = "0.589")
          @Nullable Double lower,
      @Schema(description = "The other end", example = "0.695") @Nullable Double upper) {

    private static Interval of(BootstrapErrors.Interval interval) {
      return Double.isNaN(interval.standardError())
          ? new Interval(null, null, null)
          : new Interval(interval.standardError(), interval.lower(), interval.upper());
    }
  }

  /** What a bootstrap came to; null if there was none. */
  public static @Nullable BootstrapIntervals of(@Nullable BootstrapErrors errors) {
    if (errors == null) {
      return null;
    }
    int k = errors.components();
    int d = errors.dimensions();
    return new BootstrapIntervals(
        errors.spec().replicates(),
        errors.spec().confidence(),
        errors.failed(),
        each(k, c -> Interval.of(errors.weight(c))),
        each(k, c -> each(d, i -> Interval.of(errors.mean(c, i)))),
        each(k, c -> each(d, i -> each(d, j -> Interval.of(errors.covariance(c, i, j))))));
  }

  private static <T> List<T> each(int count, IntFunction<T> of) {
    return IntStream.range(0, count).mapToObj(of).toList();
  }
}
