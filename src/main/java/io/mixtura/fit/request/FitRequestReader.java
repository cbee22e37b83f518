package io.mixtura.fit.request;

import io.mixtura.web.problem.CompleteReading;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;

/** A reader of requests that knows all that is wrong with one, so that one answer tells of it. */
final class FitRequestReader extends ValueDeserializer<FitRequest> {

  @Override
  public FitRequest deserialize(JsonParser parser, DeserializationContext context) {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      // Refused as any other object that is none.
      return FitRequest.of(context.readValue(parser, FitRequestJson.class), List.of());
    }
    CompleteReading reading = new CompleteReading(parser, context, OtherNames.HERE);
    FitRequestJson request = reading.record(FitRequestJson.class);
    return FitRequest.of(request, reading.misread());
  }
}
