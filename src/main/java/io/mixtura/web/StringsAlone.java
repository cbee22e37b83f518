package io.mixtura.web;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.jdk.StringDeserializer;

/**
 * A reader of strings that takes no array for one. In a list of strings Jackson's own takes the end
 * of an array within for that of the list, and everything after it for something else.
 */
final class StringsAlone extends StringDeserializer {

  @Override
  public String deserialize(JsonParser parser, DeserializationContext context) {
    if (parser.hasToken(JsonToken.START_ARRAY)) {
      return (String) context.handleUnexpectedToken(String.class, parser);
    }
    return super.deserialize(parser, context);
  }
}
