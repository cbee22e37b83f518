package io.mixtura.assignment;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The shape of many random points; {@code JsonRowWriter} writes it without holding it. */
@Schema(name = "Sample", description = "Random points of a model")
record Samples(
    @Schema(description = "Name of the model", example = "old-faithful") String model,
    @Schema(description = "The version they are drawn from", example = "1") int version,
    @Schema(description = "The seed they were drawn with", example = "42") long seed,
    @Schema(description = "Names of the coordinates, in order") List<String> columns,
    @Schema(
            description = "What the components are called, in their order; only if they have names",
            example = "[\"long\", \"short\"]")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable List<String> componentNames,
    @Schema(description = "The points in the order in which they were drawn") List<Draw> rows) {

  /** A random point. */
  @Schema(name = "Draw", description = "A random point")
  record Draw(
      @Schema(description = "Its coordinates, of text what they say") List<Object> point,
      @Schema(
              description = "The component that it was drawn from, counted from 0; -1 is noise",
              example = "0")
          int component) {}
}
