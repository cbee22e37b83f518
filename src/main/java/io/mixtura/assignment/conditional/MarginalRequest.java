package io.mixtura.assignment.conditional;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mixtura.web.problem.CompleteReader;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;

/** A request for a marginal distribution: which columns are asked for. */
@Schema(name = "MarginalRequest", description = "Which columns are asked for")
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonDeserialize(using = MarginalRequest.Reader.class)
record MarginalRequest(
    @ArraySchema(
            arraySchema =
                @Schema(
                    description = "Some of the model's columns, in the order of the answer",
                    requiredMode = Schema.RequiredMode.REQUIRED))
        @Nullable List<String> columns) {

  /** Which tells of all that cannot be read. */
  static final class Reader extends CompleteReader<MarginalRequest> {
    Reader() {
      super(MarginalRequest.class);
    }
  }
}
