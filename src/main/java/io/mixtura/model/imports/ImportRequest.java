package io.mixtura.model.imports;

import io.mixtura.web.problem.CompleteReading;
import io.mixtura.web.problem.Findings;
import io.mixtura.web.problem.Refusal;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * A request to store a model that was made elsewhere, as far as it could be read.
 *
 * @param misread what is wrong with properties that could not be read, and are missing here
 */
@JsonDeserialize(using = ImportRequest.Reader.class)
record ImportRequest(ModelImport given, List<Refusal.Cause> misread) {

  /** What is wrong so far: all that could not be read. */
  Findings findings() {
    return new Findings(ModelImport.class, misread);
  }

  /** A reader that goes on after what it cannot read, so that one answer tells of all. */
  static final class Reader extends ValueDeserializer<ImportRequest> {

    @Override
    public ImportRequest deserialize(JsonParser parser, DeserializationContext context) {
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        // Refused as any other object that is none.
        return new ImportRequest(context.readValue(parser, ModelImport.class), List.of());
      }
      CompleteReading reading = new CompleteReading(parser, context);
      ModelImport given = reading.record(ModelImport.class);
      return new ImportRequest(given, reading.misread());
    }
  }
}
