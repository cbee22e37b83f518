package io.mixtura.web;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.jdk.NumberDeserializers;

/** A reader of numbers that takes none beyond the range of doubles for an infinite one. */
final class FiniteNumbers extends NumberDeserializers.DoubleDeserializer {
  private final Class<Double> type;

  FiniteNumbers(Class<Double> type) {
    super(type, null);
    this.type = type;
  }

  @Override
  public Double deserialize(JsonParser parser, DeserializationContext context) {
    if (parser.hasToken(JsonToken.VALUE_NUMBER_FLOAT)
        && Double.isInfinite(parser.getDoubleValue())) {
      throw new InputCoercionException(
          parser,
          "Numeric value (%s) out of range of double".formatted(parser.getString()),
          parser.currentToken(),
          type);
    }
    return super.deserialize(parser, context);
  }
}
