package io.mixtura.model.imports;

import io.mixtura.model.document.Documents;
import io.mixtura.web.problem.CompleteReading;
import io.mixtura.web.problem.Findings;
import io.mixtura.web.problem.Refusal;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;

/** A request to store a model that was made elsewhere, as far as it could be read. */
sealed interface ImportRequest {

  /** The request as a text: the same for the same request. */
  String text();

  /** Whether it may become a version of a model that had other columns. */
  boolean allowsOtherColumns();

  /**
   * Parameters that somebody states.
   *
   * @param misread what is wrong with properties that could not be read, and are missing here
   */
  @JsonDeserialize(using = Stated.Reader.class)
  record Stated(ModelImport given, List<Refusal.Cause> misread) implements ImportRequest {

    /** What is wrong so far: all that could not be read. */
    Findings findings() {
      return new Findings(ModelImport.class, misread);
    }

    @Override
    public String text() {
      return Documents.write(given);
    }

    @Override
    public boolean allowsOtherColumns() {
      return Boolean.TRUE.equals(given.otherColumns());
    }

    /** A reader that goes on after what it cannot read, so that one answer tells of all. */
    static final class Reader extends ValueDeserializer<Stated> {

      @Override
      public Stated deserialize(JsonParser parser, DeserializationContext context) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
          // Refused as any other object that is none.
          return new Stated(context.readValue(parser, ModelImport.class), List.of());
        }
        CompleteReading reading = new CompleteReading(parser, context);
        ModelImport given = reading.record(ModelImport.class);
        return new Stated(given, reading.misread());
      }
    }
  }

  /** What another service exported. */
  record Exported(JsonNode document) implements ImportRequest {
    @Override
    public String text() {
      return document.toString();
    }

    @Override
    public boolean allowsOtherColumns() {
      return document.path("otherColumns").asBoolean(false);
    }
  }
}
