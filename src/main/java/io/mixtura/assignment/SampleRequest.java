package io.mixtura.assignment;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mixtura.web.problem.CompleteReader;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;

/** A request for random points: how many, and from which seed. */
@Schema(name = "SampleRequest", description = "How many points to draw")
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonDeserialize(using = SampleRequest.Reader.class)
record SampleRequest(
    @Schema(
            description = "Points to draw",
            minimum = "1",
            requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable Long size,
    @Schema(description = "The same seed gives the same points, bit for bit", defaultValue = "42")
        @Nullable Long seed) {

  /** Which tells of all that cannot be read. */
  static final class Reader extends CompleteReader<SampleRequest> {
    Reader() {
      super(SampleRequest.class);
    }
  }
}
