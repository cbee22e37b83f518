package io.mixtura.assignment.conditional;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mixtura.dataset.RowsText;
import io.mixtura.web.problem.CompleteReader;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;

/** A request for a conditional distribution: what is given and what is asked for. */
@Schema(name = "ConditionalRequest", description = "What is given and what is asked for")
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonDeserialize(using = ConditionalRequest.Reader.class)
record ConditionalRequest(
    @Schema(
            description =
                "The values of some columns, `{\"waiting\": 79}`; or of many rows,"
                    + " `{\"columns\": [\"waiting\"], \"rows\": [[79], [54]]}`",
            requiredMode = Schema.RequiredMode.REQUIRED,
            implementation = Object.class)
        @Nullable RowsText given,
    @ArraySchema(
            arraySchema =
                @Schema(description = "The columns that are asked for; all others unless given"))
        @Nullable List<String> columns) {

  /** Which tells of all that cannot be read. */
  static final class Reader extends CompleteReader<ConditionalRequest> {
    Reader() {
      super(ConditionalRequest.class);
    }
  }
}
