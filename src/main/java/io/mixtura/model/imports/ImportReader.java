package io.mixtura.model.imports;

import io.mixtura.model.document.PortableDocument;
import io.mixtura.web.problem.JsonRefusals;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * A reader of requests to store a model: one of its members, wherever it stands, tells whether the
 * others are what an export holds.
 */
@Component
class ImportReader {
  private final JsonMapper json;

  ImportReader(JsonMapper json) {
    this.json = json;
  }

  /** The request in a body. */
  ImportRequest read(byte[] body) {
    try {
      return isExported(body)
          ? new ImportRequest.Exported(json.readTree(body))
          : json.readValue(body, ImportRequest.Stated.class);
    } catch (JacksonException unreadable) {
      throw JsonRefusals.of(unreadable);
    }
  }

  private boolean isExported(byte[] body) {
    try (JsonParser members = json.createParser(body)) {
      if (members.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      while (members.nextToken() == JsonToken.PROPERTY_NAME) {
        if (members.currentName().equals(PortableDocument.FORMAT)) {
          return true;
        }
        members.nextToken();
        members.skipChildren();
      }
      return false;
    }
  }
}
