package io.mixtura.dataset;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.util.ByteArrayBuilder;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Rows within the JSON of a request, kept as their text: a tree of them takes up to thirty times as
 * much memory, and a dozen such trees at once all there is.
 */
@JsonDeserialize(using = RowsText.Reader.class)
public final class RowsText {
  private final byte[] json;

  private RowsText(byte[] json) {
    this.json = json;
  }

  /** Reads the value from its beginning. */
  public JsonParser parser() {
    return JsonMapper.shared().createParser(json);
  }

  /** The object as a tree in which the rows are an empty array; null if it is no object. */
  public @Nullable ObjectNode outline(String... rows) {
    JsonMapper mapper = JsonMapper.shared();
    try (JsonParser reader = parser()) {
      if (reader.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      ObjectReader trees = mapper.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
      ObjectNode outline = mapper.createObjectNode();
      while (reader.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = reader.currentName();
        if (reader.nextToken() == JsonToken.START_ARRAY && List.of(rows).contains(name)) {
          reader.skipChildren();
          outline.putArray(name);
        } else {
          outline.set(name, trees.readTree(reader));
        }
      }
      return outline;
    }
  }

  /** The value as it stands in the request, in the shortest way to write it. */
  @JsonValue
  @JsonRawValue
  public String json() {
    return new String(json, StandardCharsets.UTF_8);
  }

  /** Copies the value token by token, and with it the checks of the mapper that reads it. */
  static final class Reader extends ValueDeserializer<RowsText> {

    @Override
    public RowsText deserialize(JsonParser json, DeserializationContext context) {
      ByteArrayBuilder bytes = new ByteArrayBuilder();
      try (JsonGenerator copy = JsonMapper.shared().createGenerator(bytes)) {
        int depth = 0;
        do {
          JsonToken token = json.currentToken();
          depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
          copyToken(json, copy);
        } while (depth > 0 && json.nextToken() != null);
      }
      return new RowsText(bytes.getClearAndRelease());
    }

    /** A number beyond the range of doubles has no other way to be written than its own. */
    private static void copyToken(JsonParser json, JsonGenerator copy) {
      if (json.hasToken(JsonToken.VALUE_NUMBER_FLOAT) && Double.isInfinite(json.getDoubleValue())) {
        copy.writeNumber(json.getString());
      } else {
        copy.copyCurrentEvent(json);
      }
    }
  }
}
