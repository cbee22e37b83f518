package io.mixtura.web.problem;

import java.util.List;
import org.springframework.http.HttpStatus;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.exc.MismatchedInputException;

/** A reader of requests that refuses one with all of its properties that cannot be read. */
public abstract class CompleteReader<T extends Record> extends ValueDeserializer<T> {
  private final Class<T> type;

  protected CompleteReader(Class<T> type) {
    this.type = type;
  }

  @Override
  public final T deserialize(JsonParser parser, DeserializationContext context) {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw MismatchedInputException.from(parser, type, "no object");
    }
    CompleteReading reading = new CompleteReading(parser, context);
    T read = reading.record(type);
    List<Refusal.Cause> misread = reading.misread();
    if (!misread.isEmpty()) {
      throw new Refusal(HttpStatus.UNPROCESSABLE_CONTENT, summary(misread), misread);
    }
    return read;
  }

  private static String summary(List<Refusal.Cause> misread) {
    String first = misread.getFirst().detail();
    return misread.size() == 1 ? first : first + " (and " + (misread.size() - 1) + " more)";
  }
}
